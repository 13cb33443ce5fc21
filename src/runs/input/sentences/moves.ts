import { isIn, someIn, wordSet } from '../words/words.ts';
import { areThings, isDenied, isOfPerson, NEAR, type Rule, type Words } from './clauses.ts';
import { isTime } from './ends.ts';
import { LEAVE, TEAMS } from './sentence-words.ts';
import * as staying from './staying-words.ts';

const isTeam = (word: string): boolean => TEAMS.has(word) || TEAMS.has(word.replace(/s$/, ''));

const TOWARDS = wordSet([
  'to|into|within|in|zu|zum|zur|ins|nach|innerhalb|à|au|dans|vers|en|a|al|naar|bij|binnen|over|de|d|van|die|der|das|di',
]);
/** Behind these stands why, or with whom, and no longer where to. */
const ELSE = wordSet([
  'for|at|with|by|hold|because|bei|für|pour|chez|para|con|voor|due|wegen|from|von|outside|außerhalb',
]);

const FROM = /^(?:from|von|vom|de|du|van|da|dal)$/;

const THEN = /^(?:then|dann|danach|puis|ensuite|luego|después|dan|daarna|poi)$/;

/** `to Finance` of `from Sales to Finance`, of `in May to Finance` and of `then to Finance`. */
function whereTo(behind: Words): Words {
  if (THEN.test(behind[0] ?? '')) return whereTo(behind.slice(1));
  if (isTime(behind[1] ?? '')) return behind.slice(2);
  const to = FROM.test(behind[0] ?? '') ? behind.findIndex((each, at) => at > 0 && TOWARDS.has(each)) : -1;
  return to < 0 ? behind : behind.slice(to);
}

/** Who moved within the company: `moved to another team`, `interner Wechsel`, `changed teams`. */
const moves: Rule = ({ word, before, behind: all, around }) => {
  const behind = whereTo(all);
  if (!staying.MOVED.has(word) || isDenied(around) || someIn(behind, staying.ELSEWHERE)) return false;
  if (word.startsWith('intern'))
    return [before.at(-1) ?? '', behind[0] ?? ''].some((each) => isIn(each, TEAMS, staying.MOVED));
  const at = behind.findIndex(isTeam);
  if (at < 0 || at > NEAR || !isOfPerson(before)) return false;
  const way = behind.slice(0, at);
  if (someIn(way, ELSE) || ELSE.has(behind[at + 1] ?? '') || areThings(way)) return false;
  if (at === 0) return behind.length === 1 || word === 'rejoint';
  return way[0] === 'of' ? at === 1 : TOWARDS.has(way[0] ?? '');
};

/** A contract that goes on: `PO renewed until March`. */
const renewed: Rule = ({ word, around }) => {
  if (
    !staying.RENEWED.has(word) ||
    around.includes('period') ||
    isDenied(around) ||
    areThings(around) ||
    someIn(around, LEAVE)
  )
    return false;
  return /vertrags|contractv/.test(word) || someIn(around, staying.CONTRACTS);
};

/** `new PO runs to June`, not `new contract with a competitor`. */
const isNew: Rule = ({ word, behind, around }) => {
  if (!staying.NEW.has(word) || isDenied(around) || areThings(around) || someIn(around, LEAVE, ELSE))
    return false;
  return (
    behind.slice(0, 2).some((each) => staying.CONTRACTS.has(each) && each !== 'employment') &&
    !someIn(around, staying.ELSEWHERE)
  );
};

/** Who is employed for good: `converted to full-time employee`, `CDI signé`. */
const isPermanent: Rule = ({ word, before, behind, around }) =>
  staying.BECAME.has(word) &&
  !isDenied(around) &&
  isOfPerson(before) &&
  !someIn(behind, staying.ELSEWHERE, ELSE) &&
  !areThings(behind) &&
  [before.at(-1) ?? '', ...behind.slice(0, NEAR)].some((each) => staying.PERMANENT.has(each));

/** Who was won back: `accepted our counter-offer`. */
const isWon: Rule = ({ word, around }) =>
  staying.OFFERS.has(word) && !isDenied(around) && someIn(around, staying.TAKEN);

export const MOVES: readonly Rule[] = [moves, renewed, isNew, isPermanent, isWon];

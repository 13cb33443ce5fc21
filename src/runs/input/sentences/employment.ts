import { ABSENCES, ROSTERS } from '../names/other-names.ts';
import { allIn, isIn, someIn, spelt, wordSet } from '../words/words.ts';
import { areThings, isDenied, isOfPerson, NEAR, type Rule, type Words, wordsFrom } from './clauses.ts';
import { OF_TAKING } from './denial-words.ts';
import { BEFORE_TIMES, isEnd, isTime } from './ends.ts';
import { HELPERS, LEAVE, PRONOUNS, TEAMS } from './sentence-words.ts';
import * as staying from './staying-words.ts';

// How a person is employed now, or away, who moved within the company, and whose contract goes on.

export const NOW = wordSet(['now|jetzt|nun|maintenant|désormais|ahora|nu|ora|adesso']);
export const IN = wordSet([
  'in|im|at|on|as|als|a|an|the|dans|au|en|un|le|la|bei|der|einen|auf|bij|een|nel|el',
]);

/** Nothing but who is spoken of, if at all: of another word it is open whether it is a person. */
const areOfPerson = (words: Words): boolean => allIn(words, HELPERS, PRONOUNS, NOW);

/** `now works in Sales`, `jetzt im Vertrieb`; not `now in Spain`, nor `now at Acme in Sales`. */
const isInTeam = ([first = '', ...rest]: Words): boolean =>
  IN.has(first) && rest.length < NEAR && TEAMS.has(rest.at(-1) ?? '') && !someIn(rest.slice(1), IN);

/** `now permanent`, `jetzt fest angestellt`, `maintenant en CDI`. */
function isForGood(words: Words): boolean {
  const [first = '', ...rest] = words.filter((word) => !IN.has(word));
  return staying.PERMANENT.has(first) && allIn(rest, staying.PERMANENT, staying.CONTRACTS, staying.WORKS);
}

const isNow: Rule = ({ word, before, behind }) => {
  const as = wordsFrom(behind, (each) => staying.WORKS.has(each));
  return NOW.has(word) && areOfPerson(before) && (isInTeam(as) || isForGood(as));
};

export const TAKEN_ON = wordSet(['übernommen']);

/** `wird übernommen`, of who was here for a while; not `Laptop wird übernommen`. */
const isTakenOn: Rule = ({ word, before, behind }) =>
  TAKEN_ON.has(word) &&
  behind.length === 0 &&
  before.includes('wird') &&
  before.every((each) => areOfPerson([each]) || staying.PERMANENT.has(each));

export const SIGNED = wordSet([
  'signed|unterschrieben|unterzeichnet|signé|signée|firmado|firmada|firmato|firmata|getekend|ondertekend',
]);

/** `extension signed`: what is signed is a contract. */
const isSigned: Rule = ({ word, around }) =>
  staying.RENEWED.has(word) &&
  someIn(around, SIGNED) &&
  around.every((each) => isIn(each, SIGNED, OF_TAKING, staying.CONTRACTS, BEFORE_TIMES) || isTime(each));

/** `expected return 20 April`, `Wiedereintritt geplant`; not `laptop return expected`. */
const isExpectedBack: Rule = ({ word, around }) =>
  isIn(word, staying.RETURNS, staying.TO_RETURN, staying.OF_RETURN) &&
  someIn(around, staying.EXPECTED) &&
  around.every((each) => isIn(each, staying.EXPECTED, HELPERS, BEFORE_TIMES) || isTime(each));

const WAS = wordSet(['was|were|war|était|era|estaba|till|until|bis']);

/** `active in Workday`, which is a list of employees; not `active in Jira`. */
const isListed: Rule = ({ word, behind, around }) => {
  const at = behind.slice(0, NEAR).findIndex((each) => ROSTERS.has(each));
  return (
    staying.IS_ACTIVE.has(word) &&
    at > 0 &&
    allIn(behind.slice(0, at), IN) &&
    !isDenied(around) &&
    !areThings(around) &&
    !someIn(around, WAS) &&
    (behind[at + 1] === undefined || behind[at + 1] === 'system' || isEnd(behind.slice(at + 1)))
  );
};

export const OF_NOW: readonly Rule[] = [isNow, isTakenOn, isSigned, isListed, isExpectedBack];

/** Who is away, and comes back: `going on sabbatical`, not `was on parental leave`. */
export const isAwayNow: Rule = ({ word, before, behind, around }) => {
  if (!ABSENCES.has(word) || isDenied(around) || someIn(behind, staying.LEFT)) return false;
  return someIn(before, staying.IS_AWAY) && isOfPerson(before);
};

const isTeam = (word: string): boolean => TEAMS.has(word) || TEAMS.has(word.replace(/s$/, ''));

const TOWARDS = wordSet([
  'to|into|within|in|zu|zum|zur|ins|nach|innerhalb|à|au|dans|vers|en|a|al|naar|bij|binnen|over|de|d|van|die|der|das|di',
]);
/** Behind these stands why, or with whom, and no longer where to. */
const ELSE = wordSet([
  'for|at|with|by|hold|because|bei|für|pour|chez|para|con|voor|due|wegen|from|von|outside|außerhalb',
]);

const FROM = /^(?:from|von|vom|de|du|van|da|dal)$/;

const THEN = spelt(/^(?:then|dann|danach|puis|ensuite|luego|después|dan|daarna|poi)$/);

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

import { ABSENCES, ROSTERS } from '../names/other-names.ts';
import { allIn, isIn, someIn, wordSet } from '../words/words.ts';
import { areThings, isDenied, isOfPerson, NEAR, type Rule, type Words, wordsFrom } from './clauses.ts';
import { OF_TAKING } from './denial-words.ts';
import { BEFORE_TIMES, isEnd, isTime } from './ends.ts';
import { HELPERS, PRONOUNS, TEAMS } from './sentence-words.ts';
import * as staying from './staying-words.ts';

// How a person is employed now, or away.

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

/** `wird übernommen`, of who was here for a while; not `Laptop wird übernommen`. */
const isTakenOn: Rule = ({ word, before, behind }) =>
  word === 'übernommen' &&
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

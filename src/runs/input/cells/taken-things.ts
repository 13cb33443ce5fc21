import { ACCOUNT } from '../names/gone-date-names.ts';
import { DONE_TO, FILLERS, REMOVALS } from '../sentences/denial-words.ts';
import { NEGATIONS, THINGS } from '../sentences/sentence-words.ts';
import { allIn, headerWords, isIn, someIn, spelt, wordSet } from '../words/words.ts';

/** What a review takes from who has too much of it, besides things. */
const HAD = wordSet([
  'groups|roles|permission|permissions|privilege|privileges|entitlement|entitlements|gruppe|gruppen|rolle|rollen|rechte',
  'berechtigung|berechtigungen|groupe|groupes|rôle|rôles|droits|gruppo|ruolo|permessi|grupo|rol|permisos',
]);
const OF_WHOM = wordSet(['user|users|person|employee|benutzer|utilisateur|utente']);
const FROM = wordSet(['from|aus|von|du|de|des|da|dal|del']);
const OF_WHICH = wordSet(['to|for|in|auf|zu|zum|zur|à|au|aux|a|al']);

const MOST_OF_ORDER = 200;
/** Between several orders, and between one and how it is carried out: `Deactivate with mailbox forward`. */
const BETWEEN = spelt(
  /[,;.:(+/&]| [-–—] | (?:and|then|with|after|once|when|und|dann|mit|nach|et|puis|avec|après|e|poi|con|dopo|y|luego) /iu,
);

/** True for an order to take what people have: `Remove excess group`; not `Remove licences, disable account`. */
export function takesThings(order: string): boolean {
  const parts = order.slice(0, MOST_OF_ORDER).split(BETWEEN).map(headerWords);
  const taken = parts.map(whatIsTaken).filter((what) => what !== null);
  const isOfAccount = parts.some((words) => words.length > 0 && allIn(words, FILLERS, ACCOUNT));
  return taken.length > 0 && taken.every(areHad) && !isOfAccount;
}

/** Behind the verb, or before one that stands last: `Gruppe entfernen`. Null without an order, or for a denied one. */
function whatIsTaken(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => isIn(word, REMOVALS, DONE_TO));
  if (at < 0 || someIn(words, NEGATIONS)) return null;
  return at === words.length - 1 ? words.slice(0, at) : words.slice(at + 1);
}

/** `user from group`, `VPN access` and `access to drive` are things, too. */
function areHad(what: readonly string[]): boolean {
  const isHad = (word = '') => isIn(word, THINGS, HAD);
  const isAccount = what.some(
    (word, at) => ACCOUNT.has(word) && !isHad(what[at - 1]) && !OF_WHICH.has(what[at + 1] ?? ''),
  );
  const isOfPerson = what.some((word, at) => OF_WHOM.has(word) && !FROM.has(what[at + 1] ?? ''));
  return what.some(isHad) && !isAccount && !isOfPerson;
}

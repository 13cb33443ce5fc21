import { ACCOUNT } from '../names/gone-date-names.ts';
import { REMOVALS } from '../sentences/denial-words.ts';
import { THINGS } from '../sentences/sentence-words.ts';
import { headerWords } from '../words/state-names.ts';
import { someIn, wordSet } from '../words/word-set.ts';

/** What a review takes from who has too much of it, besides things. */
const HAD = wordSet([
  'groups|roles|permission|permissions|privilege|privileges|entitlement|entitlements|gruppe|gruppen|rolle|rollen|rechte',
  'berechtigung|berechtigungen|groupe|groupes|rôle|rôles|droits|gruppo|ruolo|permessi|grupo|rol|permisos',
]);
const OF_WHOM = wordSet(['user|users|person|employee|benutzer|utilisateur|utente']);

/** In characters. */
const MOST_OF_ORDER = 60;

/** True for an order to take what people have, and not their account: `Remove excess group, confirm with manager`. */
export function takesThings(order: string): boolean {
  const [first = ''] = order.slice(0, MOST_OF_ORDER).split(/[,;.:(]| and /, 1);
  const [verb = '', ...what] = headerWords(first);
  return REMOVALS.has(verb) && someIn(what, THINGS, HAD) && !someIn(what, ACCOUNT, OF_WHOM);
}

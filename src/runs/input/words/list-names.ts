import { IN } from '../sentences/of-now.ts';
import { NEGATIONS } from '../sentences/sentence-words.ts';
import { COMING, OF_STAYING } from './events.ts';
import { AWAY, KEPT } from './kept-words.ts';
import { sideOf } from './sides.ts';
import { headerWords } from './state-names.ts';
import { allIn, someIn, wordSet } from './word-set.ts';

/** Words of the names of lists that have who is not to go, besides those who come. */
const STAYS = new Set([
  ...KEPT,
  ...wordSet([
    'unchanged|unaffected|remaining|exclusions|except|exceptions|exempt|exempted|protect|protected|skip|skipped',
    'ignore|ignored|allowlist|whitelist|bleiben|bleibend|ausnahmen|ausgenommen|geschützt|exclus|esclusi|eccezioni',
  ]),
]);

/** Who is there, by itself or beside people: `Current employees`, and not `Current list`. */
const THERE = wordSet([
  'active|current|new|employed|present|aktiv|aktive|aktuelle|neue|actif|actifs|actuels|présents|nouveaux|activos',
  'actuales|nuevos|actieve|huidige|nieuwe|attivi|attuali|nuovi',
]);
const PEOPLE = wordSet([
  'employee|employees|staff|people|persons|colleagues|workers|personnel|workforce|all|are|is|who|with|mitarbeiter',
  'mitarbeitende|beschäftigte|die|wer|employés|salariés|collaborateurs|qui|empleados|personal|medewerkers|dipendenti',
]);
/** These may be active although their people have gone. */
const ACCOUNTS = wordSet([
  'user|users|member|members|account|accounts|benutzer|konten|utilisateurs|comptes|usuarios|gebruikers|utenti',
]);

/** True for words that say no more than which people or accounts are meant. */
export const arePeople = (words: readonly string[]): boolean => allIn(words, PEOPLE, ACCOUNTS);

/** True for people who are there, or away for a while. */
function areThere(words: readonly string[]): boolean {
  const said = words.filter((word) => !arePeople([word]));
  const [first] = said;
  const away = IN.has(first ?? '') ? said.slice(1) : said;
  if ([said, away].some((each) => AWAY.has(each.join(' ')))) return true;
  return first !== undefined && allIn(said, THERE) && !(/^a[ckt]ti/.test(first) && someIn(words, ACCOUNTS));
}

/** True for a name such as `keep`, `to_exclude` or `do_not_deactivate`, and not for `remaining_leavers`. */
export function staysByName(name: string): boolean {
  const words = headerWords(name);
  const has = (is: (word: string) => boolean) => words.some(is);
  if (areThere(words)) return true;
  const leave = has((word) => sideOf(word) === 'gone');
  if (someIn(words, NEGATIONS)) return leave && has((word) => ['do', 'dont', 'nicht', 'pas'].includes(word));
  return !leave && has((word) => STAYS.has(word) || COMING.has(word));
}

/** True for such a name by itself, as a line above the people: `New hires`, `Exceptions`. */
export function isTitleOfStayers(text: string): boolean {
  const words = headerWords(text);
  const areOfPeople = areThere(words) || allIn(words, STAYS, COMING, OF_STAYING, PEOPLE);
  return !/\d/.test(text) && areOfPeople && staysByName(text);
}

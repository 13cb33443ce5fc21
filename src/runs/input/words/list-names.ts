import { monthsNamed } from '../dates/names-of-time.ts';
import { IN } from '../sentences/employment.ts';
import { NEGATIONS } from '../sentences/sentence-words.ts';
import { COMING_ELSEWHERE, GONE_ELSEWHERE } from './elsewhere.ts';
import { COMING, OF_STAYING, TRANSFERS } from './events.ts';
import { AWAY, KEPT } from './kept-words.ts';
import { sideOf } from './sides.ts';
import { allIn, headerWords, isIn, someIn, wordSet } from './words.ts';

/** Words of the names of lists that have who is not to go, besides those who come. */
const STAYS = wordSet([
  ...KEPT,
  'jml|vip|vips|unchanged|unaffected|remaining|exclusions|except|exceptions|exempt|exempted|protect|protected|skip|skipped',
  'ignore|ignored|allowlist|whitelist|bleiben|bleibend|ausnahmen|ausgenommen|geschützt|exclus|esclusi|eccezioni',
]);

/** Who decides or hears about those who go. */
const OTHERS = wordSet([
  'manager|managers|supervisors|approvers|reviewers|requesters|assignees|delegates|deputies|watchers|recipients|cc|notify',
  'vorgesetzte|genehmiger|responsables|responsabili',
]);

/** Who is there, by itself or beside people: `Current employees`, and not `Current list`. */
const THERE = wordSet([
  'active|current|new|employed|present|aktiv|aktive|aktiven|aktiver|aktuelle|aktuellen|neue|actif|actifs|actuels',
  'présents|nouveaux|nuove|activos|actuales|nuevos|actief|actieve|huidige|nieuwe|attivi|attuali|nuovi|ativos|atuais|aktywni',
  'currently',
]);
/** Between them: that it is a list, and of when. */
const OF_LISTS = wordSet([
  'die|und|and|et|y|e|list|lists|of|our|the|as|overview|report|export|liste|der|aller|von|übersicht|des|de|los|las|lista|listado|elenco',
  'dei|dos|di|lijst|van|overzicht|status|per|stand|au|al|am|at',
]);
const PEOPLE = wordSet([
  'employee|employees|staff|people|persons|colleagues|workers|personnel|workforce|all|are|is|who|with|mitarbeiter',
  'mitarbeitende|beschäftigte|wer|employés|salariés|collaborateurs|qui|empleados|personal|medewerkers|dipendenti',
]);
/** These may be active although their people have gone. */
const ACCOUNTS = wordSet([
  'user|users|member|members|account|accounts|benutzer|konten|utilisateurs|comptes|usuarios|gebruikers|utenti',
]);

/** True for words that say no more than which people or accounts are meant. */
export const arePeople = (words: readonly string[]): boolean => allIn(words, PEOPLE, ACCOUNTS, OF_LISTS);

/** True for people who are there, or away for a while; of a `current list of users` it is the list that is current. */
function areThere(all: readonly string[]): boolean {
  const words = all.filter((word) => !OF_LISTS.has(word));
  const said = words.filter((word) => !arePeople([word]));
  const [first] = said;
  const away = IN.has(first ?? '') ? said.slice(1) : said;
  if ([said, away].some((each) => AWAY.has(each.join(' ')))) return true;
  if (first === undefined || !allIn(said, THERE)) return false;
  if (/^a[ckt]ti/.test(first) && someIn(words, ACCOUNTS)) return false;
  if (words.length === all.length || someIn(words, PEOPLE)) return true;
  return said.every((word) => ACCOUNTS.has(all[all.indexOf(word) + 1] ?? ''));
}

const isGone = (word: string): boolean =>
  [word, word.slice(0, -1)].some((each) => sideOf(each) === 'gone') || /^depart(?:ing|ed)$/.test(word);

/** True for a name such as `keep`, `approvers` or `do_not_deactivate`, and not for `remaining_leavers`. */
export function staysByName(name: string): boolean {
  const words = headerWords(name);
  const has = (is: (word: string) => boolean) => words.some(is);
  if (areThere(words)) return true;
  const leave = has(isGone);
  if (someIn(words, NEGATIONS)) return leave && has((word) => ['do', 'dont', 'nicht', 'pas'].includes(word));
  return !leave && has((word) => isIn(word, STAYS, COMING, OTHERS));
}

/** When a list was made, besides the names of months. */
const DATE =
  /\d{4}-\d\d?(?:-\d\d?)?|(?:\d\d?[./])?\d\d?[./]\d{2,4}|(?<!\d)20\d\d(?!\d)|(?<!\p{L})(?:q|[kc]w|week|woche) ?\d\d?(?!\d)/giu;

/** Between those who come and those who go: `Joiners and leavers`. */
const AND = /[&/+,]| (?:and|und|et|y|e) /;

/** Of a list: `Created 2026-11-25`, `Report created`; what is said of nothing else is said of people. */
const IS_MADE = /^creat/;

/** True for such a name by itself, as a line above the people: `New hires`, `Exceptions`. */
export function isTitleOfStayers(text: string): boolean {
  if (COMING_ELSEWHERE.test(text)) return !GONE_ELSEWHERE.test(text);
  const bare = text.replaceAll(DATE, ' ');
  const all = headerWords(bare).filter((word) => OF_LISTS.has(word) || monthsNamed(word).length === 0);
  const words = all.filter((word) => !OF_LISTS.has(word) && !isGone(word));
  if (/\d/.test(bare)) return false;
  if (areThere(all)) return true;
  if (!allIn(words, STAYS, COMING, TRANSFERS, OF_STAYING, PEOPLE, THERE)) return false;
  const areInternal = someIn(words, TRANSFERS) && words.some((word) => word.startsWith('intern'));
  if (words.every((word) => IS_MADE.test(word)) && text.trim().includes(' ')) return false;
  return staysByName(all.join(' ')) || areInternal || (someIn(words, COMING) && AND.test(text));
}

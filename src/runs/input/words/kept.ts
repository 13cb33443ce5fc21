import { foldCase } from '../../../text/fold-case.ts';
import { wordSet } from './word-set.ts';

/** What is said of a person who is to be kept, or is back. */
const KEPT = wordSet([
  'keep|kept|keep active|to keep|to be kept|retain|stay|stays|staying|stayer|stayers|remain|remains',
  'still here|still active|still employed|still working|maintain|not leaving|exclude|excluded|leave as is|do nothing',
  'no action|behalten|bleibt|noch da|garder|à garder|conserver|maintenir|reste|encore là|mantenere|tenere|da tenere',
  'resta|conservar|manter|behouden|houden|zostaje|behåll|hold off|false alarm|skip|postponed|verschoben|reporté|rinviato|still needed|is still needed',
  'came back|is back|will be back|coming back|has returned|returned to work|back at work|rehired|wieder da|ist zurück',
  '復職|復帰|保留|복직|wrócił|wróciła|tilbake|tillbaka',
  'zurückgekehrt|wieder eingestellt|rückkehrer|rückkehrerin|de retour|è tornato|è tornata|è rientrato|è rientrata',
]);

/** Before them: what asks for it, and the account that is meant. */
const BEFORE = wordSet([
  'please|pls|bitte|merci|de|veuillez|prière|svp|per|favore|account|user|access|konto|benutzer|zugang|compte',
  'utente|l|le|la|il|das|den|the',
]);

/** Behind them: since when, until when, as what. Any other word may be a thing that is kept in place of the person. */
const BEHIND = wordSet([
  'until|till|for|as|yet|after|account|access|user|active|enabled|now|please|next|and|because|since|konto|zugang|aktiv',
  'doch|noch|bis|als|vorerst|weiterhin|bitte|ab|seit|jusque|encore|comme|pour|compte|actif|fino|ancora|come|per',
  'attivo|utente|hasta|até|tot|do',
]);

const NOT = wordSet(["do not|don't|dont|never|nicht|bitte nicht|ne pas|ne|non|no|não|niet|nie"]);

/** What is not to be done with a person. */
const ACTIONS = wordSet([
  'deactivate|remove|delete|disable|suspend|terminate|offboard|revoke|touch|deprovision|löschen|deaktivieren|sperren',
  'entfernen|supprimer|désactiver|retirer|bloquer|disattivare|rimuovere|eliminare|bloccare|desactivar|eliminar|remover',
  'verwijderen|deactiveren|usuwać|dezaktywować',
]);

/** That a person leaves, before a word that takes it back. */
const LEAVING = wordSet([
  'resignation|notice|termination|leaving|exit|departure|offboarding|kündigung|austritt|démission|départ|dimissioni',
]);
const TAKEN_BACK = wordSet([
  'withdrawn|rescinded|cancelled|canceled|retracted|revoked|zurückgezogen|storniert|annulé|annulée|retirée|annullate',
  'ritirate',
]);

const BETWEEN = wordSet(['was|is|has|been|wurde|ist|a|été|è|stata|letter|date']);

const LONGEST = 60;
const MOST_WORDS = 3;
const PARTS = /\p{L}+(?:['-]\p{L}+)*|\p{N}+|[^\p{L}\p{N}\s]/gu;
const IS_WORD = /^[\p{L}\p{N}]/u;

/**
 * True for a cell that says that a person is to be kept, whatever others say: `Keep!`, `bitte behalten`, `please do not
 * disable yet`, `resignation withdrawn`. Of a longer one the beginning counts.
 */
export function isKept(value: string): boolean {
  const parts = foldCase(value.slice(0, LONGEST)).replaceAll('’', "'").match(PARTS) ?? [];
  const words = parts.slice(parts.findIndex((part) => IS_WORD.test(part) && !BEFORE.has(part)));
  return saysKept(parts) || saysKept(words) || isTakenBack(words.filter((part) => IS_WORD.test(part)));
}

/** By the longest beginning that says so. */
function saysKept(parts: readonly string[]): boolean {
  for (let count = Math.min(MOST_WORDS, parts.length); count > 0; count -= 1) {
    const said = parts.slice(0, count);
    const isSaid = KEPT.has(said.join(' ')) || isNotToBe(said);
    if (isSaid && isEnd(parts[count], count)) return true;
  }
  return false;
}

const isNotToBe = (said: readonly string[]): boolean =>
  NOT.has(said.slice(0, -1).join(' ')) && ACTIONS.has(said.at(-1) ?? '');

/** A number behind one word says how many are kept, behind several since when. */
function isEnd(part: string | undefined, count: number): boolean {
  if (part === undefined || !IS_WORD.test(part)) return true;
  return (
    (count > 1 && /^(?:\p{N}|on$|from$|am$|le$|il$)/u.test(part)) ||
    BEHIND.has(part) ||
    part.startsWith("jusqu'")
  );
}

function isTakenBack(words: readonly string[]): boolean {
  const [leaving = '', taken = '', ...more] = words.filter((word) => !BETWEEN.has(word));
  return more.length === 0 && LEAVING.has(leaving) && TAKEN_BACK.has(taken);
}

const SHORTEST = 4;
/** What a small letter of ASCII has and its capital has not. */
const LOWER = 32;
const BLANK = 32;
const FIRST_LETTER = 97;
const LAST_LETTER = 122;
const ASCII = 128;

const isLetter = (code: number): boolean =>
  code >= ASCII || ((code | LOWER) >= FIRST_LETTER && (code | LOWER) <= LAST_LETTER);

/** The letters with which a text begins, in lower case. */
function firstLetters(text: string): string {
  let end = 0;
  while (isLetter(text.charCodeAt(end))) end += 1;
  return text.slice(0, end).toLowerCase();
}

const FIRST_WORDS: ReadonlySet<string> = new Set(
  [KEPT, BEFORE, NOT, LEAVING].flatMap((words) => [...words].map(firstLetters)),
);

/** By five bits of each of three letters: whether one of these words begins so. A look costs next to nothing. */
const BEGINNINGS = new Uint8Array(2 ** 15);
const placeOf = (one: number, two: number, three: number): number =>
  ((one & 31) << 10) | ((two & 31) << 5) | (three & 31);
for (const word of FIRST_WORDS) {
  const [one, two, three] = [0, 1, 2].map((at) => word.charCodeAt(at) || BLANK);
  BEGINNINGS[placeOf(one ?? BLANK, two ?? BLANK, three ?? BLANK)] = 1;
}

/** False for most texts that do not say so, at the cost of a look at their first letters. */
export function mayBeKept(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const first = text.charCodeAt(0);
  const second = text.charCodeAt(1);
  if (!isLetter(first)) return !isDigit(first) && !isDigit(second);
  if (BEGINNINGS[placeOf(first, second, text.charCodeAt(2))] === 0) return false;
  return FIRST_WORDS.has(firstLetters(text));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

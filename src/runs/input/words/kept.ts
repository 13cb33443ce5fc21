import { foldCase } from '../../../text/fold-case.ts';
import { wordSet } from './word-set.ts';

/** What is said of a person who is to be kept, or is back. */
const KEPT = wordSet([
  'keep|kept|keep active|to keep|to be kept|retain|stay|stays|staying|stayer|stayers|remain|remains',
  'still here|still active|still employed|still working|maintain|not leaving|exclude|excluded|leave as is|do nothing',
  'no action|behalten|bleibt|noch da|garder|à garder|conserver|maintenir|reste|encore là|mantenere|tenere|da tenere',
  'resta|conservar|manter|behouden|houden|zostaje|behåll|false alarm|keeps|wrong person|not this one|à conserver',
  'leave active|leave enabled|leave account|leave access|bleibt im unternehmen|bleibt bei uns|stays with us',
  'kommt zurück|kehrt zurück',
  'came back|is back|will be back|coming back|has returned|returned to work|back at work|rehired|wieder da|ist zurück',
  '復職|復帰|保留|복직|wrócił|wróciła|tilbake|tillbaka',
  'zurückgekehrt|wieder eingestellt|rückkehrer|rückkehrerin|de retour|è tornato|è tornata|è rientrato|è rientrata',
]);

/** The same, where it is not said of a meeting or a payment. */
const PUT_OFF = wordSet([
  'hold off|hold|on hold|wait|skip|ignore|postponed|verschoben|reporté|rinviato|still needed|is still needed',
]);

/** Headers under which anything may be said of a person. */
const OF_NOTES =
  /^$|note|nota|comment|remark|remarque|bemerkung|kommentar|hinweis|instruction|action|aktion|decision|entscheid|outcome|status|備考|备注|비고/i;

/** Before them: what asks for it, and the account that is meant. */
const BEFORE = wordSet([
  'please|pls|bitte|merci|de|veuillez|prière|svp|per|favore|account|user|access|konto|benutzer|zugang|compte',
  'utente|l|le|la|il|das|den|the|must|should|will|muss|soll|doit',
]);

/** Behind them: since when, until when, as what. Any other word may be a thing that is kept in place of the person. */
const BEHIND = wordSet([
  'until|till|for|as|yet|after|now|please|next|and|because|since',
  'doch|noch|bis|als|vorerst|weiterhin|bitte|ab|seit|jusque|encore|comme|pour|fino|ancora|come|per',
  'hasta|até|tot|do',
]);

/** Behind them as well, with nothing but these words behind: `keep user active`, but not `keep access logs`. */
const OF_ACCOUNTS = wordSet([
  'account|access|user|active|enabled|open|konto|zugang|aktiv|compte|actif|attivo|utente',
]);

/** What people come back for, or what is kept as such: never the person. */
const OF_THINGS = wordSet([
  'record|records|reference|information|info|evidence|proof|backup|copy|vacation|laptop|badge|equipment|farewell',
]);

const NOT = wordSet([
  "do not|don't|dont|never|nicht|bitte nicht|ne pas|ne|non|no|não|niet|nie",
  'must not be|should not be|not to be|may not be|cannot be',
]);

/** What is not to be done with a person. */
const ACTIONS = wordSet([
  'deactivate|remove|delete|disable|suspend|terminate|offboard|revoke|touch|deprovision|block|lock|process',
  'deactivated|removed|deleted|disabled|suspended|terminated|offboarded|blocked|locked|löschen|deaktivieren|sperren',
  'entfernen|supprimer|désactiver|retirer|bloquer|toucher|disattivare|rimuovere|eliminare|bloccare|desactivar|eliminar|remover',
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
const MOST_WORDS = 4;
const PARTS = /\p{L}+(?:['-]\p{L}+)*|\p{N}+|[^\p{L}\p{N}\s]/gu;
const IS_WORD = /^[\p{L}\p{N}]/u;

/**
 * True for a cell that says that a person is to be kept, whatever others say: `Keep!`, `bitte behalten`, `please do not
 * disable yet`, `resignation withdrawn`. Of a longer one the beginning counts. `header`: of its column.
 */
export function isKept(value: string, header = ''): boolean {
  const parts = foldCase(value.slice(0, LONGEST)).replaceAll('’', "'").match(PARTS) ?? [];
  const words = parts.slice(parts.findIndex((part) => IS_WORD.test(part) && !BEFORE.has(part)));
  const isOfNotes = OF_NOTES.test(header.slice(0, LONGEST));
  return (
    saysKept(parts, isOfNotes) ||
    saysKept(words, isOfNotes) ||
    isTakenBack(words.filter((part) => IS_WORD.test(part)))
  );
}

/** The words with which a note begins that a person is kept. */
const BEGINS: ReadonlySet<string | undefined> = new Set(
  [...KEPT, ...PUT_OFF, ...NOT].map((phrase) => phrase.split(' ', 1)[0]),
);

/** By the longest beginning that says so. */
function saysKept(parts: readonly string[], isOfNotes: boolean): boolean {
  if (!BEGINS.has(parts[0])) return false;
  for (let count = Math.min(MOST_WORDS, parts.length); count > 0; count -= 1) {
    const said = parts.slice(0, count);
    const text = said.join(' ');
    const isNot = isNotToBe(said);
    const isPutOff = PUT_OFF.has(text);
    // Behind a colon stands what is put off: `still needed: laptop`.
    if (isPutOff && (!isOfNotes || parts[count] === ':')) continue;
    if ((isNot || isPutOff || KEPT.has(text)) && isEnd(parts.slice(count), count > 1, isNot)) return true;
  }
  return false;
}

const isNotToBe = (said: readonly string[]): boolean =>
  ACTIONS.has(said.at(-1) ?? '') && NOT.has(said.slice(0, -1).join(' '));

/**
 * A number behind one word says how many are kept, behind `several` since when. `isNot`: behind what is not to be done,
 * of which `from` says as well from what.
 */
function isEnd([part, ...rest]: readonly string[], several: boolean, isNot: boolean): boolean {
  if (part === undefined || !IS_WORD.test(part)) return true;
  if (OF_ACCOUNTS.has(part)) return isEnd(rest, true, isNot);
  const next = rest.find((word) => !BEFORE.has(word)) ?? '';
  if (BEHIND.has(part)) return !OF_THINGS.has(next);
  if (several && /^(?:from|on|am|le|il)$/.test(part)) return !isNot || /^\p{N}/u.test(next);
  return (several && /^\p{N}/u.test(part)) || part.startsWith("jusqu'");
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
  [KEPT, PUT_OFF, BEFORE, NOT, LEAVING].flatMap((words) => [...words].map(firstLetters)),
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
  const first = text.charCodeAt(0);
  if (text.length < SHORTEST && first < ASCII) return false;
  const second = text.charCodeAt(1);
  if (!isLetter(first)) return !isDigit(first) && !isDigit(second);
  if (BEGINNINGS[placeOf(first, second, text.charCodeAt(2))] === 0) return false;
  return FIRST_WORDS.has(firstLetters(text));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { foldWords, spelt, wordSet } from './words.ts';

/** Says of folded words whether they are a yes or a no; undefined for any other. */
function answersBy(yesses: readonly string[], nos: readonly string[]) {
  const [yes, no] = [wordSet(yesses), wordSet(nos)];
  return (word: string): 'yes' | 'no' | undefined =>
    yes.has(word) ? 'yes' : no.has(word) ? 'no' : undefined;
}

/** Yes and no as spreadsheets and databases write them, in the languages in which columns are understood. */
export const answerIn = answersBy(
  ['true|yes|y|1|on|wahr|ja|j|vrai|oui|vero|sì|si|sí|sim|tak'],
  ['false|no|n|0|off|falsch|nein|faux|non|falso|nee|não|nie|nej'],
);

/** The same of a cell that says one or the other. Throws `BadValue`. */
export function yesOrNo(text: string): 'yes' | 'no' {
  const answer = answerIn(foldCase(text));
  if (answer !== undefined) return answer;
  throw new BadValue('true or false (also yes or no, 1 or 0)', text);
}

/** By a mark, in languages whose columns are not understood, and as the true and false of their spreadsheets. */
const furtherAnswer = answersBy(
  [
    'x|xx|✓|✔|☑|✅|ok|☒|√',
    'да|так|是|はい|예|네|evet|kyllä|ano|áno|igen|da|ναι|نعم|כן|có|ใช่|checked|ticked|prawda|doğru|verdadero|verdadeiro|waar',
    'истина|sant|sand|sann|tosi|pravda|igaz|adevărat|αληθές|真|참',
  ],
  [
    '-|–|☐|✗|❌',
    'нет|ні|否|不是|いいえ|아니오|아니요|hayır|ei|ne|nem|nu|όχι|لا|לא|không|ไม่ใช่|unchecked|unticked|fałsz|yanlış|onwaar|ложь',
    'falskt|falsk|usann|epätosi|nepravda|hamis|fals|ψευδές|假|거짓',
  ],
);

/** Yes or no as a cell says it, by a word or by a mark; undefined where it says something else. */
export function answerOf(value: string): 'yes' | 'no' | undefined {
  const folded = foldWords(value);
  return furtherAnswer(folded) ?? answerIn(folded);
}

/** What stands around a mark, and what follows an answer: `(x)`, `Yes.`, `Yes - today`. */
const AROUND = /^[([]|[)\].!]$/g;
const BEHIND = /[,;:!(]|(?<=\p{L}\p{L})\. | [-–]| (?=please|bitte|by |per |via )/u;

/** How a program writes yes and no as numbers, or with one letter, and a person in a hurry. */
const shortAnswer = answersBy(
  ['+1|1.0|t|asap|now|today|immediately|sofort|present'],
  ['-1|0.0|f|nothing|nichts|rien|absent'],
);

const LONGEST = 100;

const NOTHING = wordSet([
  '-|–|—|n/a|na|none|nil|keine|keiner|aucun|aucune|geen|ingen|nessuno|nessuna|ninguno|ninguna',
]);

/** True for a cell that says that there is nothing to say, as an empty one does. */
export const isNothing = (value: string): boolean => NOTHING.has(foldCase(value));

/** What a cell marks: an answer, also with words behind it, or signs alone; undefined for other words. */
export function markOf(value: string): string | undefined {
  const text = value.slice(0, LONGEST).replaceAll(AROUND, '').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return answerOf(text) ?? text;
  const [first = ''] = /^\p{L}/u.test(text) ? text.split(BEHIND, 1) : [text];
  return shortAnswer(text.toLowerCase()) ?? answerOf(text) ?? answerOf(first.trim());
}

/** A date as it stands in a column whose name may also be one of a state, such as `Terminated` or `Departure`. */
const DATE = /^\d{1,4}[-./年년] ?\d{1,2}[-./月월] ?\d{1,4}[.日일]?(?:[T ,].*)?$/;

/** True where every value is a date: the column says when, and no state. */
export const areDates = (values: readonly string[]): boolean => values.every((value) => DATE.test(value));

/** True for answers to the question whether a contract goes on. */
export const areRenewals = (header: string, values: readonly string[]): boolean =>
  spelt(/^(?:contract )?(?:extension|renewal|übernahme)\??$/i).test(header) &&
  values.every((value) => answerOf(value) !== undefined);

/** Kinds of employment in the United States, `Exempt` and `Non-exempt`: not who is to be spared. */
const OF_EMPLOYMENT = /^(?:non[- ]?)?exempt\b|^n?e$|^n$/i;

/** True for a column of kinds of employment. */
export const areKindsOfEmployment = (header: string, values: readonly string[]): boolean =>
  /exempt/i.test(header) && values.length > 1 && values.every((value) => OF_EMPLOYMENT.test(value));

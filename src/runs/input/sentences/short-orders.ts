import { ACCOUNT } from '../names/gone-date-names.ts';
import { OF_ACCOUNTS } from '../words/kept-words.ts';
import { isIn, someIn, type WordSet, wordSet } from '../words/words.ts';
import { DUTY, FILLERS, isUndone, ONLY, REMOVALS } from './denial-words.ts';
import { ARTICLES, isTime } from './ends.ts';
import { HELPERS, NEGATIONS, PRONOUNS } from './sentence-words.ts';
import { IS_ACTIVE, STILL } from './staying-words.ts';

/** What is to be done or happens, besides what is done to an account; not how a person leaves, which another may be. */
export const GOING = wordSet([
  'leaving|leaver|gone|exit|departure|offboarding|austritt|départ|vertrek|uscita|desligamento|odejście|saída',
]);
const NO = wordSet(['nein|nee|aucune|nessuna|ninguna|bez|sem|sin|tbc|tbd|unclear|unklar']);
export const REQUESTS = wordSet(['request|antrag|demande|solicitud|solicitação|richiesta|verzoek|wniosek']);
const NEEDED = wordSet([
  'required|needed|necessary|requested|planned|approved|confirmed|accepted|nötig|notwendig|erforderlich|gewünscht',
  'geplant|genehmigt|freigegeben|nécessaire|requise|necesaria|necessária|nodig|vereist|akkoord',
]);
const UPON = wordSet([
  'after|once|upon|pending|awaiting|nach|sobald|après|tras|dopo|após|na|po|aguardando|oczekuje',
]);
const APPROVAL = wordSet([
  'approval|confirmation|freigabe|genehmigung|bestätigung|validation|accord|aprobación|aprovação',
  'approvazione|conferma|goedkeuring|akceptacji|zatwierdzenie',
]);
/** Before a condition. */
export const IF = wordSet(['if|unless|falls|sofern|wenn|si|se|jeśli|als']);
const BESIDE = wordSet(['really|we|wirklich|for|rrhh|é|być|należy|jeszcze|ainda']);

/** Behind a condition: that there is still something to do, or that it can be done. */
export const EXCUSES = wordSet([
  ...STILL,
  ...IS_ACTIVE,
  'already|exists|exist|possible|möglich|vorhanden|existe|posible|possibile|possível|applicable|enabled|open|any|there',
  'necessary|needed|nötig|bereits|schon|déjà|ya|già|já|al|user|admin|benutzer|gebruiker|mogelijk|done|found',
]);

/** By these an order is none, besides what denies it or takes it back. */
export const TURNS = new Set([...NO, ...UPON, ...IF]);

const LONGEST = 100;
/** True for a text of a few words that may be such an order. */
export const mayBeShort = (text: string, turns: boolean): boolean =>
  text.length <= LONGEST && (turns || /[?？]/.test(text));

const MOST_WORDS = 12;
const PARTS = /\p{L}+(?:['’-]\p{L}+)*|\p{N}+|[:?？]/gu;

const BY = wordSet(['by|von|par|por|per|door']);

/** The letters for words of each kind, the first that fits: also for who and when, which change nothing. */
const LETTERS: readonly (readonly [letter: string, ...(readonly WordSet[])])[] = [
  [':', new Set(':')],
  ['?', new Set('?？')],
  ['I', IF],
  ['S', REMOVALS, GOING],
  ['R', REQUESTS],
  ['B', BY],
  ['U', UPON],
  ['A', APPROVAL],
  ['D', NEEDED],
  ['N', NEGATIONS, NO],
  ['O', ONLY],
  ['F', FILLERS, PRONOUNS, HELPERS, DUTY, ARTICLES, OF_ACCOUNTS, BESIDE],
];

/** Each word of a part as a letter; `X` for any other, which may change what is meant. `no. 5` is a number. */
function letterOf(word: string, next: string): string {
  if (isUndone(word)) return 'C';
  const [letter = isTime(word) ? 'F' : 'X'] = LETTERS.find(([, ...sets]) => isIn(word, ...sets)) ?? [];
  return letter === 'N' && /^\p{N}/u.test(next) ? 'X' : letter;
}

/** `no deactivation`, `suspend? no`, `Deactivate: not yet`; `really deactivate?`; `deactivate once approved`. */
const SPARES = /^(?:NO*S[DA:?]*|N?S[:?]*N[DA]*|SO*U[DA]+|[SODA]+\?+|S*RS*C[DA]*)(?:B.*)?$/;
/** `[Cancelled] Offboard Jane`. */
const LABELLED = /^[[(](\p{L}+)[\])] (.*)/u;
/** `deactivate only if HR confirms`. */
const ON_CONDITION = /^SO*I/;

/** True for a few words of leaving alone that deny it, ask whether it is so, or make it wait for an answer. */
export function isSparedShortly(text: string): boolean {
  if (text.length > LONGEST) return false;
  const [, label = '', rest = ''] = LABELLED.exec(text.toLowerCase()) ?? [];
  if (isUndone(label)) return someIn(rest.split(' '), REMOVALS, GOING);
  return text.split(/[,;.!/()[\]]| [-–—] /).some((part) => {
    const words = part.toLowerCase().match(PARTS) ?? [];
    if (words.length > MOST_WORDS) return false;
    const letters = words.map((word, at) => letterOf(word, words[at + 1] ?? ''));
    const kinds = letters.filter((letter) => letter !== 'F').join('');
    // `access request denied`, of those who need none.
    if ((kinds.includes('S') || (kinds.includes('R') && !someIn(words, ACCOUNT))) && SPARES.test(kinds))
      return true;
    const behind = words.slice(1 + letters.indexOf('I'));
    return ON_CONDITION.test(kinds) && behind.length > 1 && !someIn(behind, EXCUSES);
  });
}

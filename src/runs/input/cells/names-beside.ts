import { composed } from '../../../text/fold-case.ts';
import { OTHER_ELSEWHERE } from '../words/elsewhere.ts';
import { isKept } from '../words/kept.ts';
import { sideOf } from '../words/sides.ts';
import { isClosed } from '../words/sorting-answers.ts';
import { foldWords, headerWords, spelt, wordSet } from '../words/words.ts';

// What stands beside an address in place of a name, and says that its person is another one, or is not meant.

const SAYS_NOT = spelt(/^[^\p{L}]*(?:do not|don['’]t|not|except|nicht|außer)(?!\p{L})/iu);

/** The same by words that may be names, and therefore need a colon or a dash behind them; `No: 12` is a number. */
const SAYS_NOT_SO =
  /^[^\p{L}]*(?:(?:please|bitte) )?(?:keep|stays?|no|behalten|bleibt|garder|sauf|tenere|eccetto|tranne)(?:\s*:(?!\s*\d)|\s[-–—]\s)/iu;

/** Before a colon: that this is another person, as the one who wrote, the one who decides or the one who takes over. */
const OTHERS = wordSet([
  'from|cc|bcc|sender|kopie|de|expéditeur|copie|mittente|manager|line manager|supervisor|boss|team lead|approver',
  'requester|reporter|assignee|owner|contact|hr contact|replacement|successor|cover|deputy|backup|delegate|new owner',
  'vorgesetzter|vorgesetzte|führungskraft|kontakt|nachfolger|nachfolgerin|nachfolge|vertretung|ersatz|ersetzt durch',
  'responsable|remplaçant|responsabile|sostituto|successore|successeur|organizer|organiser|author|führungskräfte',
  'responsabili|chef|leiter|leiterin|teamleiter|teamleiterin|betreuer|betreuerin|escalation|hrbp|hr business partner',
  'signed|kind regards|best regards|regards|thanks|mit freundlichen grüßen|viele grüße|cordialement|cordiali saluti',
]);

/** The same without a colon: words that are no name. */
const SAY_OTHER = [
  ...wordSet([
    'approved by|requested by|replaced by|covered by|reported by|forward to|forward mail to|forwarded to|transfer to',
    'transferred to|hand over to|handover to|genehmigt von|beantragt von|ersetzt durch|approuvé par|demandé par',
    'remplacé par|thanks,|thank you,|regards,|kind regards,|best regards,|cheers,|danke,|gruß,|merci,',
    'cordialement,|grazie,',
  ]),
].map((words) => `${words} `);

/** The end of such words: by whom something was done, and to whom it goes. */
const BY = /(?<!\p{L})(?:by|von|par|da|por|door)$|\p{L}[ -](?:to|an|[àa])$/u;

/** The same before the name of who did it: `Prepared by Omar`; not before an address, of Torben By. */
const DONE_BY = spelt(
  /(?:e[dn] by|E[DN] BY|e[dn] By(?= \p{L})|(?<!\p{L})(?:[Ee]rstellt|[Gg]enehmigt|[Bb]eantragt) von|(?:ée?|tablie?) par) /u,
);

/** True for a title of such people, and nothing else: `Managers`, `=== Approvers ===`. */
export function isTitleOfOthers(text: string): boolean {
  const bare = headerWords(text).join(' ');
  const one = bare.replace(/s$/, '');
  return OTHERS.has(bare) || OTHERS.has(one) || (one !== '' && one.replace(OTHER_ELSEWHERE, '') === '');
}

/** `Prepared by`, and not `Li Da`, `Thanh An` and `Anna By`, who are called so. */
const saysBy = (text: string): boolean =>
  DONE_BY.test(text) || BY.test(composed(text).replace(/(ed|en) by$/i, 'ed by'));

/** True for such a text by itself: `Contact`, `Manager Omar`, `Prepared by`, and not `De Luca`. */
export function namesOther(text: string): boolean {
  const said = foldWords(text);
  const [first = ''] = said.split(' ', 1);
  return OTHERS.has(said) || (first.length > 3 && OTHERS.has(first)) || saysBy(text);
}

/** A note beside the name: that the person stays, besides the words that say so of cells. */
const STAYS = wordSet(['not|not yet|never|active|still there|nicht|aktiv|actif|attivo|attiva']);

/** What begins such a note, or one of when the person goes. */
const LATER = ['until ', 'nicht ', 'noch ', 'bis ', 'pas ', 'encore ', 'jusqu', 'ancora ', 'fino '];

const staysOrGoesLater = (note: string): boolean =>
  isKept(note) || STAYS.has(note) || LATER.some((words) => note.startsWith(words));

/** A year, a day of a month, or until when: that the person goes later. */
const DATE =
  /(?<!\d)(?:20[2-9]\d|\d{1,2}[./]\d{1,2}[./]?)(?!\d)|(?<!\p{L})(?:until|bis (?:ende|anfang|mitte)|jusqu|fino a)(?!\p{L})/iu;

/** Digits that are no date to come: a phone number; that of a room, since when. */
const PHONE_NUMBER = /\+\d[\d ()./-]+|\b0\d(?:\.\d\d){4}\b/g;
const NAMED_NUMBER = /\b(?:ext|room|raum|tel|phone|since|seit|depuis|dal|left)[.:]? ?[\d.]+/gi;

/** What systems for mail, and directories, put before the name of a person from elsewhere. */
const OUTSIDE = spelt(
  /^\[(?:ext|external|extern|externe|externer|esterno|extérieur|guest|contractor|partner)\.?\] /i,
);

/** True for a text beside an address that is no name of the person who is meant. */
export function isNoName(written: string): boolean {
  const text = written.replace(OUTSIDE, '');
  const dated = text.replaceAll(PHONE_NUMBER, ' ').replaceAll(NAMED_NUMBER, ' ');
  if (SAYS_NOT.test(text) || SAYS_NOT_SO.test(text) || DATE.test(dated)) return true;
  // A box that may be ticked, a line that a comparison added, and one that is struck out.
  if (DONE_BY.test(text) || /^\s*[[+~]/.test(text) || /[[(][ x✓✗]?[\])]/i.test(text)) return true;
  const said = foldWords(text);
  const bare = said.replace(/^[^\p{L}]+/u, '');
  const label = bare.slice(0, Math.max(0, bare.indexOf(':'))).trim();
  if (SAY_OTHER.some((words) => bare.startsWith(words))) return true;
  return OTHERS.has(label) || BY.test(label) || notesBeside(said.trim()).some(staysOrGoesLater);
}

/** What stands beside a name in brackets, or after a dash. */
const notesBeside = (text: string): readonly string[] => {
  const bracketed = [...text.matchAll(/[([（［【]([^()[\]（）［］【】]*)[)\]）］】]/g)].map(
    ([, note = '']) => note,
  );
  return [...bracketed, ...text.split(/ (?:-{1,2}|[–—]) /).slice(1)].map((note) => note.trim());
};

/** A note in brackets, behind a dash or a colon, `Prepared by`, or `Questions?` */
const MAY_BE_MARKED = /[([（［【?？–—:：-]| (?:[Bb][Yy]|par)(?: |$)| (?:von|da|por|door)$|t von /;

/** How the name of a person is marked: as gone, to be kept, or that of another; undefined for none. */
export function nameMark(written: string): 'gone' | 'kept' | 'other' | undefined {
  if (!MAY_BE_MARKED.test(written)) return undefined;
  const cell = composed(written);
  const [label = '', behind] = cell.split(/[:：]| [-–—] /, 2);
  if (/[?？]\)?$/.test(cell) || (behind === undefined ? saysBy(cell) : namesOther(label.trim())))
    return 'other';
  const notes = notesBeside(cell).filter((note) => note !== '');
  if (notes.some((note) => isKept(note))) return 'kept';
  // `INACTIVE - Jane Doe`
  const [before = '', name] = cell.split(/ [-–—] |: /, 2);
  const marks = [...notes, name === undefined ? '' : before];
  const [first = '', ...others] = cell.split('-');
  const isGone =
    marks.some((note) => sideOf(note) === 'gone' || isClosed(note)) ||
    [first, others.at(-1) ?? ''].some(isClosed);
  return isGone ? 'gone' : undefined;
}

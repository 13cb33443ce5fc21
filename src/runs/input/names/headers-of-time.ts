import { GONE_ELSEWHERE } from '../words/elsewhere.ts';
import { headerWords, isIn, spelt, wordSet, wordsAtEnd } from '../words/words.ts';
import { goneDateName } from './gone-date-names.ts';

/** Words by which a header speaks of an end, although it speaks of a sign-in or an access too. */
const ENDS = wordSet([
  'until|till|end|ends|ending|bis|ende|endet|einde|eindigt|eindigen|fim|fin|fine|fino|hasta|tot|até',
]);

/** Words of headers of columns in which a number may be a time, besides those of an end. */
const OF_TIME = wordSet([
  'date|dates|timestamp|valid|last|termination|terminated|terminates|leave|leaves|leaver|leaving|when|scheduled|lwd|dol',
  'wann|quand|quando|datum|zeitpunkt|termin|fecha|valable|sortie|uscita|salida',
]);

const ENDS_BEGIN = [...wordSet(['expir|ablauf|jusqu|gültig|scaden|vencim|verval'])];

const BEGINS = [...ENDS_BEGIN, 'letzt', 'dernier', 'ultim', 'austritt'];

/** True for a word of time, by itself or by how it begins. */
export const isOfTime = (word: string): boolean =>
  isIn(word, OF_TIME, ENDS) || BEGINS.some((start) => word.startsWith(start));

/** `Data` is a date in Italian and Portuguese, and none in English. */
const DATA = /^data(?:$| (?:d[aeio]l?|fine|fim|scadenza|uscita|cessazione|termine) )/;

/** Words that are put together with others, as in `Vertragsende` and `lastLogonTimestamp`, and not `Lernende`. */
const COMPOUND =
  /(?:datum|(?<!arbeit|studier|dozier|bild|nehm|sitz|lern|lehr)ende|frist|termin|timestamp|datetime|(?<!candi|man|up|vali)date)$/;

/** In headers of how much there is, or of which thing: `Scheduled weekly hours`, `Last build`, `End user`. */
const AMOUNTS = wordSet([
  'hours|stunden|heures|ore|salary|rate|amount|balance|days|entitlement|score|rating|increase|build|invoice|order',
  'ticket|user|version',
]);

/** In headers of an end in languages whose columns are not understood. */
const ENDS_ELSEWHERE = spelt(
  /終了|満了|到期|截止|结束|만료|окончан|biti[ş]|\bbitis\b|salida|t[é]rmino|\btermino\b|einddatum|slutdatum|ukončen/,
);

/** True for a word of an end. */
export const isOfEnd = (word: string): boolean =>
  ENDS.has(word) ||
  ENDS_BEGIN.some((start) => word.startsWith(start)) ||
  /(?:ende|(?:eind|end|slut)datum)$/.test(word);

/** `Valid to` stands beside `Valid from`. */
const VALID_TO = /\bvalid to$/;

/** The last word of such a header: `Logout time`, `Final day`, but not `Day rate`. */
const LAST_WORD = /^(?:time|zeit|day|tag|jour|giorno)$/;

/** Beside such a last word: that it is none of time. */
const NO_TIME = /^(?:full|part|over|asset|service|price|name)$/;

/** Of days that are past, as an anniversary or a sign-in, although a year is seldom written there. */
const OF_THE_PAST = spelt(
  /birth|born|geb(?:urt|oren)|naiss|nasc|anniv|jubil|hire|start|join|creat|log.?[io]n|seen|activ|access|sign|since|modif|updat|chang|eintritt|seit|entrée|depuis|ingresso|assun|inizio/,
);

/** True for a header that speaks of time, so that numbers under it may be days. */
export function speaksOfTime(header: string): boolean {
  const words = headerWords(header);
  const [before = '', last = ''] = [words.at(-2), words.at(-1)];
  if (AMOUNTS.has(last) || AMOUNTS.has(wordsAtEnd(header).at(-1) ?? '')) return false;
  return (
    goneDateName(header)?.saysWhen === true ||
    ENDS_ELSEWHERE.test(words.join(' ')) ||
    GONE_ELSEWHERE.test(words.join(' ')) ||
    words.some((word) => isOfTime(word) || COMPOUND.test(word)) ||
    DATA.test(`${words.join(' ')}${words.length > 1 ? ' ' : ''}`) ||
    (LAST_WORD.test(last) && words.length > 1 && !NO_TIME.test(before)) ||
    (last === 'time' && words.length === 1)
  );
}

/** The last word of a header of a person, and the first: `Departing employee`, `Who leaves`; April may be a name. */
const PERSONS = /^(?:leavers?|employees?|name|person|colleague|mitarbeiter(?:in)?|collaborateur|dipendente)$/;
const WHO = /^(?:who|wer|qui|chi)$/;
const OF_DAYS = /^(?:dates?|days?|time|when|ends?|until|tag|ende|bis|fin|fine)$/;

function isOfPerson(header: string): boolean {
  const words = headerWords(header);
  const isOfDays = words.some((word) => OF_DAYS.test(word) || COMPOUND.test(word));
  return (PERSONS.test(words.at(-1) ?? '') || WHO.test(words[0] ?? '')) && !isOfDays;
}

/** True for a header that speaks of a time that may be to come. */
export function speaksOfAnEnd(header: string): boolean {
  if (isOfPerson(header)) return false;
  if (goneDateName(header) !== null) return true;
  const text = header.normalize('NFC');
  return speaksOfTime(header) && (!OF_THE_PAST.test(text.toLowerCase()) || headerWords(text).some(isOfEnd));
}

/** True for a header of a time until which something holds, and not of the last time that something was done. */
export function saysUntil(header: string): boolean {
  if (!speaksOfAnEnd(header)) return false;
  const words = headerWords(header);
  return words.some(isOfEnd) || VALID_TO.test(words.join(' '));
}

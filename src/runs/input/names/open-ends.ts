import { monthsNamed } from '../dates/names-of-time.ts';
import { areDates, isNothing, markOf } from '../words/answers.ts';
import { leaves } from '../words/events.ts';
import { ABOUT } from '../words/state-names.ts';
import { foldWords, headerWords, isIn, spelt, wordSet, wordsAtEnd } from '../words/words.ts';
import { goneDateName, WHEN } from './gone-date-names.ts';
import { isOfTime, saysUntil } from './headers-of-time.ts';

/** Words of work and of access, besides those of a state, and those that may stand beside them. */
const OF_WORK = wordSet([
  'contractor|engagement|placement|secondment|internship|temp|temporary|fixed|befristung|befristet|zugang|zugriff',
  'einsatz|praktikum|accès|cdd|mission|stage|accesso|incarico|acceso|acesso|toegang|arbeitsvertrag|agreement',
  'consultant|freelancer|guest|vendor|project|original|revised|new|extern|externe|au|à|al|alla|valida|válido',
  'prevista|prévue',
]);

/** Such words put together with an end: `Vertragsende`, and not `Leasingende`. */
const END_OF_WORK = spelt(
  /^(?:vertrags?|arbeits|arbeitsvertrags|beschäftigungs|anstellungs|dienst|einsatz|projekt|zugangs|zugriffs|konto|account|befristungs)?(?:ende|ablauf|enddatum|ablaufdatum|einddatum|slutdatum)$/,
);

/** True for a header of when work or access ends, such as `Contract end`, and not of when a passport does. */
export const isEndName = (header: string): boolean =>
  saysUntil(header) &&
  goneDateName(header)?.saysWhen !== true &&
  wordsAtEnd(header).every(
    (word) => isOfTime(word) || END_OF_WORK.test(word) || isIn(word, ABOUT, WHEN, OF_WORK),
  );

/** How it ended, besides the words by which a person leaves. */
const ENDED = wordSet([
  'early exit|over|past|passed|lapsed|reached|completed|done|closed|immediate|same day',
  'with immediate effect|mutual agreement|abgelaufen|zu ende|fristlos|einvernehmlich|terminé|échu|échue|fini',
  'immédiat|rupture conventionnelle|finito|scaduto|immediato|vencido|finalizado|verlopen|per direct',
]);

/** True for the Italian word for never, which is May in other languages, under an Italian header of an end. */
export const saysNever = (header: string, cell: string): boolean =>
  /^mai$/i.test(cell) && headerWords(header).some((word) => /^(?:scad|fine$|fino$)/.test(word));

/** True for words in place of a date, by which the end is open or another one: `permanent`, `extended`, `never`. */
export const isOpenEnd = (value: string): boolean =>
  /\p{L}/u.test(value) &&
  !/\d/.test(value) &&
  !isNothing(value) &&
  !ENDED.has(foldWords(value)) &&
  (markOf(value) !== 'yes' || /^present$/i.test(value)) &&
  !leaves(value);

const AS_NUMBER = /^(?:19|20)\d{6}$/;

/** True for a date, in numbers or with the name of a month, and not for any number. */
export const isDated = (value: string): boolean =>
  areDates([value]) ||
  AS_NUMBER.test(value) ||
  (/\d/.test(value) &&
    value
      .toLowerCase()
      .split(/[^\p{L}]/u)
      .some((word) => word !== '' && monthsNamed(word).length > 0));

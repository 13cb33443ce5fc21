import { monthsNamed } from '../dates/names-of-time.ts';
import { areDates, isNothing, markOf } from '../words/answers.ts';
import { leaves } from '../words/events.ts';
import { wordSet } from '../words/word-set.ts';
import { goneDateName } from './gone-date-names.ts';
import { saysUntil } from './headers-of-time.ts';

/** In headers of the ends of other things than work or access. */
const OF_OTHERS =
  /passw|certif|zertif|token|warrant|garant|probation|probezeit|essai|prova|notice|kündigungsfrist|préavis|preavviso|compete|insur|versicher|visa|permit/i;

/** True for a header of when work or access ends, such as `Contract end`. */
export const isEndName = (header: string): boolean =>
  saysUntil(header) && goneDateName(header) === null && !OF_OTHERS.test(header);

const ENDED = wordSet([
  'ended|over|past|passed|lapsed|reached|abgelaufen|beendet|zu ende|terminé|échu|échue|fini|finito|scaduto|vencido',
  'finalizado|verlopen|beëindigd|fristlos',
]);

/** True for words in place of a date, by which the end is open or another one: `permanent`, `extended`, `never`. */
export const isOpenEnd = (value: string): boolean =>
  /\p{L}/u.test(value) &&
  !/\d/.test(value) &&
  !isNothing(value) &&
  !ENDED.has(value.toLowerCase()) &&
  markOf(value) !== 'yes' &&
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

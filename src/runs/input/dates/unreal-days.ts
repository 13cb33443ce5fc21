import { foldAccents } from '../../../text/fold-case.ts';
import { spelt } from '../words/words.ts';
import { dayOf, fullYear, isOfOtherCalendar, monthsOf } from './days-and-years.ts';
import { plainText } from './plain-text.ts';

/** A day of a year that another calendar counts, one that no calendar has, or a time of a year. */
export type UnrealDay = 'calendar' | 'no_day' | 'vague';

const LONGEST = 40;
/** With the letter of an emperor of Japan: `R8.12.31`. */
const NUMBERS = /^([MTSHR]?)(\d{1,4})([-./])(\d{1,2})\3(\d{1,4})(?:[T ]|$)/;
/** The years before those that are counted so. */
const BEFORE_ERAS: Readonly<Record<string, number>> = { M: 1867, T: 1911, S: 1925, H: 1988, R: 2018 };
/** `115年12月31日`: years of an emperor, or of the Republic of China. */
const OF_FEW_YEARS = /^\p{L}{0,4}\d{1,3}年/u;
const TIME_OF_A_YEAR = spelt(
  /^(?:(?:by|until|till|bis|per|zum|au|al) )?(?:the )?(?:early|beginning|start|anfang|début|inizio|mid|middle|mitte|meta|end|late|ende|fin|fine|year[- ]?end|jahresende|spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera|estate|autunno|inverno)(?: of| de| di| des jahres)? (\d{4})$/,
);

/** The months in which some times of a year are over: of seasons, where a word is one of the north alone. */
const OVER: readonly (readonly [time: RegExp, month: string])[] = [
  [spelt(/\b(?:early|beginning|start|anfang|début|inizio) /), '05'],
  [spelt(/\b(?:frühjahr|frühling|printemps) /), '06'],
  [spelt(/\b(?:sommer|été|estate) /), '09'],
];

/** Why a cell of a column of time looks like a day and is none; null for any other, and for one that is past. */
export function unrealDay(cell: string, today: string): UnrealDay | null {
  if (cell.length > LONGEST) return null;
  const text = plainText(cell);
  const thisYear = Number(today.slice(0, 4));
  const bare = foldAccents(text);
  const [, time] = TIME_OF_A_YEAR.exec(bare) ?? [];
  if (time !== undefined) {
    const month = OVER.find(([words]) => words.test(bare))?.[1] ?? '12';
    return `${time}-${month}` < today.slice(0, 7) ? null : 'vague';
  }
  return OF_FEW_YEARS.test(text) ? 'calendar' : unrealNumbers(text, today, thisYear);
}

function unrealNumbers(text: string, today: string, thisYear: number): UnrealDay | null {
  const [, era, one = '', , two = '', three = ''] = NUMBERS.exec(text) ?? [];
  if (one === '') return null;
  if (era !== undefined && era !== '') {
    const year = (BEFORE_ERAS[era] ?? 0) + Number(one);
    return year >= thisYear && year < thisYear + 100 && mayBe([two, three]) ? 'calendar' : null;
  }
  const isYearFirst = one.length > 2;
  const year = isYearFirst ? Number(one) : fullYear(three, thisYear, false);
  const turned: Order = [one, two];
  const orders: readonly Order[] = isYearFirst ? [[two, three]] : [[two, one], turned];
  const hasFewDigits = !isYearFirst && three.length === 3;
  if (isOfOtherCalendar(year, thisYear) && !hasFewDigits && orders.some(mayBe)) return 'calendar';
  return isNoDay(year, orders, today) ? 'no_day' : null;
}

type Order = readonly [month: string, day: string];

const mayBe = ([month, day]: Order): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) <= 31;

/** True where there is no such day in any order, such as 31 November, and its month is not over. */
function isNoDay(year: number, orders: readonly Order[], today: string): boolean {
  if (orders.some(([month, day]) => dayOf(year, month, day).length > 0)) return false;
  const [one] = orders.filter(mayBe).flatMap(([month]) => monthsOf(year, Number(month)));
  return one !== undefined && one.last >= today;
}

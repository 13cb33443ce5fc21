import { dayOf, fullYear, monthsOf, type WrittenDate, weekOf, yearLast } from './days-and-years.ts';
import { dayNumber, digitsOf, digitsYearLast, dotNetDay } from './number-dates.ts';
import { LONGEST_DATE, plainText } from './plain-text.ts';
import { wordDatesIn } from './word-dates.ts';

/** Also one that only becomes a digit when it is written in ASCII. */
const MAY_HAVE_DIGIT = /[\d²³¹¼-¾\u0660-\uffff]/;
/** A year, which every date has: most texts have none, and are not looked at further. */
const HAS_YEAR = /(?:^|\D)(?:\d\d|19\d\d|2[0-6]\d\d|9999)(?:\D|$)/;
const HAS_SIGNS = /\d ?[-/._年년] ?\d{1,2} ?[-/._月월] ?'?\d/;

/** Dates stand by themselves: not in an address of the network, a version or a longer number. */
const YEAR_FIRST =
  /(?<![\w.,-])(\d{4})( ?[-/._] ?)(\d{1,2})( ?[-/._] ?)(\d{1,2})(?!\d|[-/._]\d{1,3}(?![\d:]))/g;
const YEAR_LAST =
  /(?<![\w.,/-])(\d{1,2})( ?[-/._] ?)(\d{1,2})( ?[-/._] ?)'?(\d{4}|\d{2})(?!\d|[-/._]\d|:|[A-SU-Za-z])/g;
const WITH_SIGNS = /(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2})(?!\d)/g;
/** `31 tháng 12 năm 2026`, `thg 12/2026`. */
const IN_VIETNAMESE =
  /(?:(?<!\d)(\d{1,2}) )?th(?:[áa]ng|g)\.? (\d{1,2})(?:,? (?:n[aă]m )?|[-/])(\d{4})(?!\d)/i;
const BLANKS_BETWEEN = /^(?:(\d{1,2}) (\d{1,2}) (\d{4})|(\d{4}) (\d{1,2}) (\d{1,2}))$/;

/**
 * The dates in a text, read in the year `thisYear`: of 11/12/2026 one reading is in November, one in December. Where
 * there are none, the month, quarter or week that it names. To tell whether a file speaks of the future; nothing is
 * done by it.
 */
export function datesIn(text: string, thisYear: number): readonly WrittenDate[] {
  if (text.length > LONGEST_DATE || !MAY_HAVE_DIGIT.test(text)) return [];
  const plain = plainText(text);
  const counted = dotNetDay(plain);
  if (counted !== null) return [counted.date];
  if (!HAS_YEAR.test(plain)) return [];
  const found = [...numericDates(plain, thisYear), ...wordDatesIn(plain, thisYear), vietnameseDate(plain)];
  const days = found.filter(({ length }) => length > 0);
  return days.length > 0 ? days : periodsIn(plain);
}

/** The days that a text may mean, as `YYYY-MM-DD`; of a month both ends. The year is first where nothing else is. */
export function daysOf(text: string, thisYear: number): readonly string[] {
  const digits = text.trim();
  const dates = [...datesIn(text, thisYear), digitsOf(digits), digitsYearLast(digits), dayNumber(digits)];
  const meant = dates.flatMap((date) => date.filter(({ order }) => order !== 'year' || date.length === 1));
  return [...new Set(meant.flatMap(({ first, last }) => [first, last]))];
}

/** Where the year stands in a date of two digits each; null where it may be either, and for other texts. */
export function placeOfYear(text: string, thisYear: number): 'first' | 'last' | null {
  const orders = datesIn(text, thisYear).flatMap((date) => date.flatMap(({ order }) => order ?? []));
  const first = orders.filter((order) => order === 'year');
  if (first.length === 0) return orders.length > 0 ? 'last' : null;
  return first.length === orders.length ? 'first' : null;
}

function numericDates(text: string, thisYear: number): readonly WrittenDate[] {
  const [, one = '', two = '', last = '', first = '', month = '', day = ''] = BLANKS_BETWEEN.exec(text) ?? [];
  if (last !== '') return [yearLast(one, two, Number(last), ' ')];
  if (first !== '') return [dayOf(first, month, day)];
  return HAS_SIGNS.test(text) ? signedDates(text, thisYear) : [];
}

const isLastOfYear = (one: string, two: string): boolean => ['31 12', '12 31'].includes(`${one} ${two}`);

function vietnameseDate(text: string): WrittenDate {
  const [, day, month = '', year = ''] = IN_VIETNAMESE.exec(text) ?? [];
  return day === undefined ? monthsOf(Number(year), Number(month)) : dayOf(year, month, day);
}

/** A date whose year stands last, or as in `26-12-20` first: that of people who leave is about this one. */
function shortYear([one, two, three]: readonly [string, string, string], sign: string, thisYear: number) {
  const last = yearLast(one, two, fullYear(three, thisYear, isLastOfYear(one, two)), sign);
  const year = fullYear(one, thisYear, false);
  const isFirst = one.length + three.length === 4 && sign !== '.' && year >= thisYear && year <= thisYear + 1;
  if (!isFirst) return last;
  const first = dayOf(year, two, three).map((reading) => ({ ...reading, order: 'year' as const }));
  const isLast = last.some((reading) => Math.abs(Number(reading.first.slice(0, 4)) - thisYear) <= 1);
  return isLast || first.length === 0 ? [...last, ...first] : first;
}

function signedDates(text: string, thisYear: number): readonly WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const [, year = '', sign = '', month = '', other = '', day = ''] of text.matchAll(YEAR_FIRST))
    if (sign.trim() === other.trim()) found.push(dayOf(year, month, day));
  for (const [, one = '', sign = '', two = '', other = '', year = ''] of text.matchAll(YEAR_LAST))
    if (sign.trim() === other.trim() || (sign === '/' && other === '-'))
      found.push(shortYear([one, two, year], sign.trim(), thisYear));
  for (const [, year = '', month = '', day = ''] of text.matchAll(WITH_SIGNS))
    found.push(dayOf(year, month, day));
  return found;
}

const HAS_FULL_YEAR = /\d{4}/;
const MONTH =
  /^(?:(?<year>\d{4})[-/](?<month>\d{1,2})|(?<m>\d{1,2})[-/](?<y>\d{4})|(?<mm>\d{2})\.(?<yyyy>\d{4}))$/;
/** The same behind a few words, where one says that something ends or begins then. */
const UNTIL_MONTH =
  /(?<=\b(?:until|till|bis|bis ende|from|ab|jusqu'en|fino a|hasta) )(?<m>\d{1,2})[-/.](?<y>\d{4})$/i;
const MONTH_WITH_SIGNS = /^(?<year>\d{4}) ?[年년] ?(?<month>\d{1,2}) ?[月월]末?$/;
const WEEK =
  /(?<year>\d{4})-?W(?<week>\d{1,2})(?:-?(?<day>[1-7])(?!\d))?|\b(?:W|CW|KW|WK|Week|Woche|Sem|Semaine|Settimana)\.?\s?(?<w>\d{1,2})[\s/,.-]{1,2}(?<y>\d{4})/i;
const QUARTER =
  /\b(?:[QT](?<quarter>[1-4])[\s/-]{0,2}(?<year>\d{4})|(?<y>\d{4})[\s/-]{0,2}[QT](?<q>[1-4]))\b/i;

const HALF = /\bH(?<half>[12])[\s/-]{0,2}(?<year>\d{4})\b|\b(?<y>\d{4})[\s/-]{0,2}H(?<h>[12])\b/i;

/** The month, quarter, half, week or day of a week that a text names: `12/2026`, `2026-W53-4`, `Q1 2027`, `H1 2027`. */
function periodsIn(text: string): readonly WrittenDate[] {
  if (!HAS_FULL_YEAR.test(text)) return [];
  const { year, month, y, m, yyyy, mm } =
    (MONTH.exec(text) ?? MONTH_WITH_SIGNS.exec(text) ?? UNTIL_MONTH.exec(text))?.groups ?? {};
  const ofQuarter = QUARTER.exec(text)?.groups ?? {};
  const ofHalf = HALF.exec(text)?.groups ?? {};
  const half = Number(ofHalf['half'] ?? ofHalf['h']);
  const quarter = Number(ofQuarter['quarter'] ?? ofQuarter['q']);
  const found = [
    ...monthsOf(Number(year ?? y ?? yyyy), Number(month ?? m ?? mm)),
    ...weekIn(text),
    ...monthsOf(Number(ofQuarter['year'] ?? ofQuarter['y']), quarter * 3 - 2, 3),
    ...monthsOf(Number(ofHalf['year'] ?? ofHalf['y']), half * 6 - 5, 6),
  ];
  return found.length > 0 ? [found] : [];
}

function weekIn(text: string): WrittenDate {
  const { year, week, day, y, w } = WEEK.exec(text)?.groups ?? {};
  return weekOf(Number(year ?? y), Number(week ?? w), Number(day ?? 0));
}

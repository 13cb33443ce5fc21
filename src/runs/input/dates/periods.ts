import { monthsOf, type WrittenDate, weekOf } from './days-and-years.ts';

const HAS_FULL_YEAR = /\d{4}/;
const MONTH =
  /^(?:(?<year>\d{4})[-/](?<month>\d{1,2})|(?<m>\d{1,2})[-/](?<y>\d{4})|(?<mm>\d{2})\.(?<yyyy>\d{4}))$/;
/** The same behind a few words, where one says that something ends or begins then. */
const UNTIL_MONTH =
  /(?<=\b(?:until|till|bis|bis ende|from|ab|jusqu'en|fino a|hasta) )(?<m>\d{1,2})[-/.](?<y>\d{4})$/i;
const WITH_SIGNS = /^(?<year>\d{4}) ?[年년] ?(?<month>\d{1,2}) ?[月월]末?$/;
const WEEK =
  /(?<year>\d{4})-?W(?<week>\d{1,2})(?:-?(?<day>[1-7])(?!\d))?|\b(?:W|CW|KW|WK|Week|Woche|Sem|Semaine|Settimana)\.?\s?(?<w>\d{1,2})[\s/,.-]{1,2}(?<y>\d{4})/i;
const QUARTER =
  /\b(?:[QT](?<quarter>[1-4])[\s/-]{0,2}(?<year>\d{4})|(?<y>\d{4})[\s/-]{0,2}[QT](?<q>[1-4]))\b/i;

const HALF = /\bH(?<half>[12])[\s/-]{0,2}(?<year>\d{4})\b|\b(?<y>\d{4})[\s/-]{0,2}H(?<h>[12])\b/i;

/** The month, quarter, half, week or day of a week that a text names: `12/2026`, `2026-W53-4`, `Q1 2027`, `H1 2027`. */
export function periodsIn(text: string): readonly WrittenDate[] {
  if (!HAS_FULL_YEAR.test(text)) return [];
  const { year, month, y, m, yyyy, mm } =
    (MONTH.exec(text) ?? WITH_SIGNS.exec(text) ?? UNTIL_MONTH.exec(text))?.groups ?? {};
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

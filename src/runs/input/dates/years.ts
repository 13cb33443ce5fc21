/** How many years ahead a year of two digits may be; beyond that, it is of the century before. */
const MOST_AHEAD = 20;

/** Before it, a year stands for no date at all (1900, 1970), or is one of a calendar that counts fewer than ours. */
const EARLIEST = 1980;

/** The same of calendars that count fewer: of the Republic of China, of Iran, and of Islam, whose years are shorter. */
const BEHIND = [1911, 621, 578];

/** How far calendars that count more years than ours are ahead of it: that of Thailand, and the Hebrew one. */
const AHEAD = [543, 3760];
const NEAR = 60;

/** For ever, as databases write it: 31 December 9999, or in another of these years. */
const FOR_EVER = 9999;
const FOR_EVERS = new Set([2999, 3000, 3999, 4712, 9998, FOR_EVER]);

/** The year of four or of two digits. `isLastOfYear`: on 31 December, where 99 is for ever, not 1999. */
export function fullYear(digits: string, thisYear: number, isLastOfYear: boolean): number {
  if (digits.length !== 2) return Number(digits);
  const year = thisYear - (thisYear % 100) + Number(digits);
  if (year <= thisYear + MOST_AHEAD) return year;
  return digits === '99' && isLastOfYear ? FOR_EVER : year - 100;
}

/** The years of dates in files: since 1900, also those that Thailand counts, and those for never. */
export const isYear = (year: number): boolean => (year >= 1900 && year < 2700) || FOR_EVERS.has(year);

/** True for a date of a year that stands for none. */
export const isLongAgo = (date: string): boolean =>
  Number(/(?<!\d)\d{4}(?!\d)/.exec(date)?.[0] ?? EARLIEST) < EARLIEST;

/**
 * True for a year in which no last day is: of another calendar (2569, 1448), or one that stands for no date (1, 1900).
 * See docs/decisions/2026-11-26-days-without-a-year.md.
 */
export const isOtherYear = (year: number, thisYear: number): boolean =>
  year < EARLIEST || AHEAD.some((ahead) => Math.abs(year - thisYear - ahead) <= NEAR);

/** True for a year to come of another calendar, or its present one: 115, 1405, 1448 and 5787, but not 1364 or 1948. */
export const isOfOtherCalendar = (year: number, thisYear: number): boolean =>
  [...BEHIND.map((behind) => thisYear - behind), ...AHEAD.map((ahead) => thisYear + ahead)].some(
    // The years of other calendars end at other times than ours.
    (now) => year >= now - 1 && year <= now + NEAR,
  );

/** How many years ahead a year of two digits may be; beyond that, it is of the century before. */
const MOST_AHEAD = 20;

/** The year of four or of two digits. */
export function fullYear(digits: string, thisYear: number): number {
  if (digits.length !== 2) return Number(digits);
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + MOST_AHEAD ? year - 100 : year;
}

/** The years of dates in files: since 1900, also those that Thailand counts, and 9999 for never. */
export const isYear = (year: number): boolean => (year >= 1900 && year < 2700) || year === 9999;

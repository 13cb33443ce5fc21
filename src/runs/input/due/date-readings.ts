/** Written with the year first, as ISO and some spreadsheets do. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T ,])/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T ,])/;

/**
 * The days that a text may mean, as `YYYY-MM-DD`: one of 11/12/2026 is in November, one in December. None where it
 * begins with no date. To tell whether a file speaks of the future; nothing is done by it.
 */
export function readingsOf(cell: string): readonly string[] {
  const [, year = '', , month = '', day = ''] = YEAR_FIRST.exec(cell) ?? [];
  if (year !== '') return isoDates([year, month, day]);
  const [, one = '', , two = '', last = ''] = YEAR_LAST.exec(cell) ?? [];
  if (last === '') return [];
  const full = last.length === 2 ? `20${last}` : last;
  return isoDates([full, two, one], [full, one, two]);
}

const isoDates = (...dates: readonly (readonly [year: string, month: string, day: string])[]): string[] => [
  ...new Set(
    dates
      .filter(([, month, day]) => isFrom1(month, 12) && isFrom1(day, 31))
      .map(([year, month, day]) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
  ),
];

const isFrom1 = (digits: string, most: number): boolean => Number(digits) >= 1 && Number(digits) <= most;

/** The `--date-format` that reads this cell, as far as it shows; null for an ISO date and for what is no date. */
export function formatOf(cell: string): string | null {
  const [, one = '', sign = '', two = '', year = ''] = YEAR_LAST.exec(cell) ?? [];
  if (year.length !== 4) return null;
  const dayFirst = sign === '.' || Number(one) > 12;
  if (!dayFirst && Number(two) <= 12) return '<format>';
  const length = (digits: string, letter: string) => (digits.length === 2 ? letter.repeat(2) : letter);
  const parts = dayFirst ? [length(one, 'D'), length(two, 'M')] : [length(one, 'M'), length(two, 'D')];
  return [...parts, 'YYYY'].join(sign);
}

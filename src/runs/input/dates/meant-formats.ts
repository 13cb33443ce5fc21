import { foldCase } from '../../../text/fold-case.ts';

/** What other programs and people call a format of dates. */
const NAMED: readonly (readonly [names: string, format: string])[] = [
  ['iso|iso8601|iso-8601|rfc3339', 'YYYY-MM-DD'],
  ['us|american', 'MM/DD/YYYY'],
  ['uk|gb|fr', 'DD/MM/YYYY'],
  ['eu|european|german|de|ch', 'DD.MM.YYYY'],
];

const DIRECTIVES: Readonly<Record<string, string>> = {
  d: 'DD',
  e: 'D',
  m: 'MM',
  y: 'YY',
  Y: 'YYYY',
  b: 'MMM',
  B: 'MMM',
  F: 'YYYY-MM-DD',
  D: 'MM/DD/YY',
};

/** What was meant by a text that is no format: small letters, strftime, a name such as `us`, a date. It may be none. */
export function meantFormats(text: string): string[] {
  const typed = text.trim();
  const named = NAMED.find(([names]) => names.split('|').includes(foldCase(typed)));
  if (named !== undefined) return [named[1]];
  if (typed.includes('%'))
    return [typed.replaceAll(/%-?(\w)/g, (all, letter: string) => DIRECTIVES[letter] ?? all)];
  const [, first = '', sign = '', second = '', , third = ''] =
    /^(\d{1,4})([-./ ])(\d{1,2})(\2)(\d{2,4})$/.exec(typed) ?? [];
  if (first.length === 4) return [`YYYY${sign}MM${sign}DD`];
  const year = third.length === 4 ? 'YYYY' : 'YY';
  const monthFirst = `MM${sign}DD${sign}${year}`;
  const dayFirst = `DD${sign}MM${sign}${year}`;
  if (first !== '') {
    if (Number(second) > 12) return [monthFirst];
    return Number(first) > 12 || sign === '.' ? [dayFirst] : [dayFirst, monthFirst];
  }
  const capital = typed
    .toUpperCase()
    // In German and in French days and years begin with these letters.
    .replaceAll('T', 'D')
    .replaceAll('J', typed.toUpperCase().includes('T') ? 'Y' : 'D')
    .replaceAll('A', 'Y')
    .replaceAll(/M{4,}/g, 'MMM')
    .replaceAll(/Y+/g, (years) => (years.length > 2 ? 'YYYY' : 'YY'))
    .replaceAll(/D{3,}/g, 'DD');
  return [capital];
}

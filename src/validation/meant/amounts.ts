import { foldCase } from '../../text/fold-case.ts';

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const NOTHING: readonly string[] = ['none', 'no', 'never', 'off', 'false', 'disabled', 'nothing'];
const THOUSANDS: ReadonlyMap<string, number> = new Map([
  ['k', 1000],
  ['m', 1_000_000],
]);

/** A number as people write it: `1'000`, `1,000`, `2k`, `3x`, `ten`, `none` (0); null for any other text. */
export function meantNumber(text: string): number | null {
  const word = foldCase(text.trim());
  if (NOTHING.includes(word)) return 0;
  if (NUMBER_WORDS.includes(word)) return NUMBER_WORDS.indexOf(word);
  const [, sign = '', digits = '', unit = ''] = /^([+-]?)(\d[\d.,'’_ ]*)([a-z%]*)$/.exec(word) ?? [];
  if (digits === '' || sign === '-') return null;
  const times =
    unit === '' ? 1 : (THOUSANDS.get(unit) ?? (/^(x|times|users?|people|rows?)$/.test(unit) ? 1 : 0));
  const number = Number(decimalText(digits.trim()));
  return times === 0 || Number.isNaN(number) ? null : number * times;
}

/** Digits without the signs between thousands, and with a point before decimals: `1'000`, `1,5`. */
const decimalText = (digits: string): string =>
  /^\d{1,3}([.,'’_ ]\d{3})+$/.test(digits) ? digits.replaceAll(/\D/g, '') : digits.replace(',', '.');

const UNITS: readonly (readonly [ms: number, names: string])[] = [
  [1, 'ms msec msecs millis millisecond milliseconds'],
  [1000, 's sec secs second seconds sek sekunde sekunden'],
  [60_000, 'm min mins minute minutes minuten'],
  [3_600_000, 'h hr hrs hour hours std stunde stunden'],
  [86_400_000, 'd day days tag tage jour jours'],
  [7 * 86_400_000, 'w wk wks week weeks woche wochen'],
];

/** The milliseconds of a unit of time by one of its names; null for no unit. */
export function unitMs(name: string): number | null {
  const [ms] = UNITS.find(([, names]) => names.split(' ').includes(name)) ?? [];
  return ms ?? null;
}

/**
 * A time as people write it, in milliseconds: `30sec`, `1h30m`, `1.5 hours`, `PT5M`; null for any other text, also for
 * a number without a unit.
 */
export function meantSpan(text: string): number | null {
  const words = foldCase(text.replaceAll(/\s+/g, '')).replace(/^pt?(?=\d)/, '');
  if (words.length > 40 || !/^(?:\d+(?:[.,]\d+)?[a-z]+)+$/.test(words)) return null;
  let total = 0;
  for (const [, count = '', unit = ''] of words.matchAll(/([\d.,]+)([a-z]+)/gy)) {
    const ms = unitMs(unit);
    if (ms === null) return null;
    total += Number(count.replace(',', '.')) * ms;
  }
  return total > 0 ? total : null;
}

/** A time in the largest of our units that it is a whole number of, up to `largest`: `90m`, `7d`; null for none. */
export function spanInUnit(ms: number, largest: 'd' | 'h'): string | null {
  for (const name of largest === 'd' ? 'dhms' : 'hms') {
    const unit = unitMs(name);
    if (unit !== null && ms % unit === 0) return `${ms / unit}${name}`;
  }
  return null;
}

import { foldCase } from '../../text/fold-case.ts';
import { unitMs } from './amounts.ts';

/** `rps`, `qpm`: requests or queries a second, minute or hour. */
const SHORT = /^[rq]p([smh])$/;
const RATE = /^(\d{1,9})(\D*)(?:(\d{1,4})(\D*))?$/;
const COUNTED = /^(?:requests?|reqs?|calls?|users?|r\b)/;
const EACH = /^(?:\/|per|pro|an?|each)/;

/**
 * The rate that was meant, as `--rate` takes it: `600/m` is `600/min`, `10rps` is `10/s`, `100/h` is `1/min`; both of
 * them for a number without a unit. What is less than one a minute has no such form.
 */
export function meantRate(text: string): string[] {
  const plain = foldCase(text.replaceAll(/\s+/g, '')).replaceAll(/[,'_](?=\d{3})/g, '');
  const [, digits = '', before = '', every = '', after = ''] = RATE.exec(plain) ?? [];
  const rest = before.replace(COUNTED, '').replace(EACH, '');
  if (every !== '' && (rest !== '' || before === '')) return [];
  const name = every === '' ? rest : after;
  const count = Number(digits);
  if (digits === '' || (every !== '' && Number(every) < 1)) return [];
  const units = name === '' ? ['s', 'min'] : [name === 'hz' ? 's' : (SHORT.exec(name)?.[1] ?? name)];
  return units.flatMap((unit) => written(count, (unitMs(unit) ?? 0) * Number(every || 1)));
}

/** So many in a time of at least a second. */
function written(count: number, period_ms: number): string[] {
  if (period_ms < 1000) return [];
  const bySecond = (count * 1000) / period_ms;
  if (period_ms % 60_000 !== 0 && bySecond >= 1) return [`${Math.floor(bySecond)}/s`];
  const byMinute = Math.floor((count * 60_000) / period_ms);
  return byMinute < 1 ? [] : [`${byMinute}/min`];
}

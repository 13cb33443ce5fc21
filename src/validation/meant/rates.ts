import { foldCase } from '../../text/fold-case.ts';
import { unitMs } from './amounts.ts';

/** `rps`, `qpm`: requests or queries a second, minute or hour. */
const SHORT = /^[rq]p([smh])$/;
const RATE = /^(\d{1,9})(\D*)(?:(\d{1,4})(\D*))?$/;
const COUNTED = /^(?:reqs?|requests?|calls?|users?|r\b)/;
const EACH = /^(?:\/|per|pro|an?|each)/;

/**
 * The rate that was meant, as `--rate` takes it: `600/m` is `600/min`, `10rps` is `10/s`, `100/h` is `1/min`. A number
 * alone is a second's; what is less than one a minute has no such form.
 */
export function meantRate(text: string): string[] {
  const plain = foldCase(text.replaceAll(/\s+/g, '')).replaceAll(/[,'_](?=\d{3})/g, '');
  const [, digits = '', before = '', every = '', after = ''] = RATE.exec(plain) ?? [];
  const rest = before.replace(COUNTED, '').replace(EACH, '');
  if (every !== '' && rest !== '') return [];
  const name = every === '' ? rest : after;
  const unit = name === 'hz' ? 's' : (SHORT.exec(name)?.[1] ?? (name === '' ? 's' : name));
  const ms = unitMs(unit);
  const count = Number(digits);
  if (ms === null || ms < 1000 || digits === '' || (every !== '' && Number(every) < 1)) return [];
  const period = ms * Number(every || 1);
  const bySecond = (count * 1000) / period;
  if (period % 60_000 !== 0 && bySecond >= 1) return [`${Math.floor(bySecond)}/s`];
  const byMinute = Math.floor((count * 60_000) / period);
  return byMinute < 1 ? [] : [`${byMinute}/min`];
}

import { foldCase } from '../../text/fold-case.ts';
import { unitMs } from './amounts.ts';

/** `rps`, `qpm`: requests or queries a second, minute or hour. */
const SHORT = /^[rq]p([smh])$/;
const RATE =
  /^(\d{1,9})\s*(?:reqs?|requests?|calls?|users?|r(?=\/))?\s*(?:\/|per|pro|a|an|each)?\s*(\d{0,4})\s*([a-z]*)$/;

/**
 * The rate that was meant, as `--rate` takes it: `600/m` is `600/min`, `10rps` is `10/s`, `100/h` is `1/min`. A number
 * alone is a second's; what is less than one a minute has no such form.
 */
export function meantRate(text: string): string[] {
  const [, digits = '', every = '', name = ''] =
    RATE.exec(foldCase(text.trim()).replaceAll(/[,'_](?=\d{3})/g, '')) ?? [];
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

import { isPassing } from '../../../errors/retryable.ts';

// Reads the waits that an API asks for. Its clock may differ from this machine's.

type Headers = Readonly<Record<string, string | undefined>>;

/** Longer waits are not made; the caller gets the error instead. Milliseconds. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/** The headers of a rate limit. Those about tokens count no requests. */
const limitFamily = (of: string, countsRequests = true) => ({
  remaining: `x-ratelimit-remaining${of}`,
  limit: `x-ratelimit-limit${of}`,
  reset: `x-ratelimit-reset${of}`,
  countsRequests,
});

/** https://docs.aitronos.com/docs/documentation/rate-limiting */
export const LIMIT_FAMILIES = [limitFamily('-requests'), limitFamily('-tokens', false), limitFamily('')];

/** Whether so many remaining show that another limit refused. One may be rounded up, or told before it was taken. */
export const isOfOtherLimit = (remaining: number): boolean => remaining > 1;

/**
 * Seconds that an answer asks to wait, or null. `Retry-After` is seconds or a date. The reset of a rate limit
 * counts for 429 only, because other answers carry it as mere information, and where another limit refused, as that of
 * a minute beside the figures of a day, only up to `ofOther_s`. `now` in milliseconds.
 * https://docs.aitronos.com/docs/documentation/rate-limiting and
 * https://docs.aitronos.com/docs/api-reference/debugging
 */
export function retryAfter(
  status: number,
  headers: Headers,
  now: number,
  ofOther_s = LONGEST_WAIT_MS / 1000,
): number | null {
  if (!isPassing(status)) return null;
  const waits = (names: readonly string[]) =>
    names.map((name) => secondsFrom(headers[name], headers, now)).filter((wait) => wait !== null);
  const resets = (isOther: boolean) =>
    LIMIT_FAMILIES.filter(
      ({ remaining }) => isOfOtherLimit(Number.parseInt(headers[remaining] ?? '', 10)) === isOther,
    ).map(({ reset }) => reset);
  const [asked] = waits(['retry-after', 'x-ratelimit-retry-after']);
  if (asked !== undefined || status !== 429) return asked ?? null;
  return waits(resets(false))[0] ?? waits(resets(true)).find((wait) => wait <= ofOther_s) ?? null;
}

/** Numbers from here on are points in time, smaller ones are spans. Seconds. */
const FIRST_MOMENT = 1e8;
/**
 * Points in time in milliseconds, microseconds or nanoseconds: read as seconds they would be thousands of years away.
 */
const FINER: readonly (readonly [from: number, per_s: number])[] = [
  [1e17, 1e9],
  [1e14, 1e6],
  [1e11, 1e3],
];
/**
 * The longest wait in seconds for a point in time without a `Date` header, because this machine's clock may be wrong.
 */
const LONGEST_WITHOUT_DATE = 60;

/**
 * Reads `12`, `1.5`, `1m30s`, a Unix time in seconds or finer, or a date as seconds from now, never below 0;
 * null for any other text. Of repeated headers, the longest wait counts. Points in time are compared to the
 * `Date` of the same answer, or else to `now` (milliseconds since 1970).
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after,
 * https://docs.aitronos.com/docs/documentation/rate-limiting
 */
export function secondsFrom(text: string | undefined, headers: Headers, now: number): number | null {
  const value = (text ?? '').slice(0, LONGEST_TEXT).trim();
  if (value === '') return null;
  const parts = value.includes(',') ? value.split(BETWEEN).filter((part) => part.trim() !== '') : [value];
  const waits = parts.map((part) => parseWait(part.trim(), headers, now));
  const told = waits.filter((wait) => wait !== null);
  return told.length === 0 || told.length < waits.length ? null : Math.max(...told);
}

const LONGEST_TEXT = 2_000;
/** A comma between values, not that after the weekday of a date. */
const BETWEEN = /(?<!\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}),/;
const NUMBER = /^\d{1,40}(?:\.\d{1,40})?$/;
const SPAN = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?(?:(\d{1,9})ms)?$/;
// The three date formats of HTTP, and that of JSON. `Date.parse` would accept nearly any text, also `-5` and `Wait 5`.
const DATE = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? |\d{4}-\d\d-\d\dT)/;
const ZONE = /(?:GMT|UTC|Z|[+-]\d\d:?\d\d)$/;

function parseWait(value: string, headers: Headers, now: number): number | null {
  if (NUMBER.test(value)) {
    const number = Number(value);
    return number < FIRST_MOMENT ? number : untilMoment(inSeconds(number), headers, now);
  }
  const span = SPAN.exec(value);
  if (span) {
    const [hours, minutes, seconds, milliseconds] = span.slice(1).map((part) => Number(part ?? 0));
    return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) + (milliseconds ?? 0) / 1000;
  }
  const date = dateOf(value);
  return Number.isNaN(date) ? null : untilMoment(date / 1000, headers, now);
}

/** Milliseconds since 1970, or NaN. Dates without a time zone are read as UTC on every machine. */
function dateOf(value: string): number {
  if (!DATE.test(value)) return Number.NaN;
  return Date.parse(ZONE.test(value) ? value : `${value}Z`);
}

function inSeconds(moment: number): number {
  const [, per_s] = FINER.find(([from]) => moment >= from) ?? [0, 1];
  return moment / per_s;
}

/** Seconds until a point in time, by the clock of the server that named it. */
function untilMoment(moment_s: number, headers: Headers, now: number): number {
  const date = dateOf((headers['date'] ?? '').slice(0, LONGEST_TEXT).trim());
  if (Number.isNaN(date)) return Math.min(LONGEST_WITHOUT_DATE, Math.max(0, moment_s - now / 1000));
  // `Date` has whole seconds: when it agrees with this machine's clock to the second, the latter is more precise.
  const agreed = now >= date && now < date + 1000 ? now : date;
  return Math.max(0, moment_s - agreed / 1000);
}

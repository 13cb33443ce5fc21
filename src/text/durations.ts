/** The distance to a moment in words: `in 42 min`, `3 h ago`. Milliseconds since 1970. */
export function distanceText(moment: number, now: number): string {
  const span = spanText(Math.abs(moment - now) / 1000);
  return moment > now ? `in ${span}` : `${span} ago`;
}

/** A duration in whole units, rounded down: `42 min`. */
export function spanText(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 120 * 60) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** A wait in whole units, rounded up: `12 s`, `60 min`, `3 h`, `9 days`, `more than a year`. */
export function waitText(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds <= 120 * 60) return `${Math.ceil(seconds / 60)} min`;
  if (seconds <= 48 * 3600) return `${Math.ceil(seconds / 3600)} h`;
  return seconds <= YEAR_S ? `${Math.ceil(seconds / 86_400)} days` : 'more than a year';
}

const YEAR_S = 366 * 86_400;

/** The time that is left, exact to a few percent: `8 s`, `3 min 20 s`, `42 min`, `3 h 10 min`. */
export function leftText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 120) return `${whole} s`;
  if (whole < 600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

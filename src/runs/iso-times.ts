/**
 * What tells the time as ISO 8601, from a clock that tells it in milliseconds. The text is kept until the clock moves,
 * because many answers share a millisecond and formatting is slow.
 */
export function isoTimes(now: () => number): () => string {
  let told = Number.NaN;
  let text = '';
  return () => {
    const time = now();
    if (time !== told) text = new Date(time).toISOString();
    told = time;
    return text;
  };
}

/** Seconds as people say them: `12 s`, `60 min`. */
export function span(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

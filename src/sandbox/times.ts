/** Milliseconds since 1970 as the API writes a time: `2025-12-22T15:30:00Z`. */
export const timestamp = (ms: number): string => wholeSeconds(new Date(ms).toISOString());

/** The same for a time of the log, which is exact to the millisecond. */
export const wholeSeconds = (iso: string): string => `${iso.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;

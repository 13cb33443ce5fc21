/** The system's own words for a failure, without the path it repeats. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [words] = error.message.split(/, [a-z]+(?: '|$)/);
  return words ?? error.message;
}

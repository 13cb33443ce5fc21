import { report } from '../../errors/report.ts';

/** What was found out about one thing that the program needs. */
export interface Diagnosis {
  readonly check: string;
  readonly result: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What to do about it; null when nothing needs to be done. */
  readonly cure: string | null;
}

export const okResult = (check: string, detail: string): Diagnosis => ({
  check,
  result: 'ok',
  detail,
  cure: null,
});

export const warningResult = (check: string, detail: string, cure: string | null): Diagnosis => ({
  check,
  result: 'warning',
  detail,
  cure,
});

/** A failure in the words, and with the next step, that it has anywhere else. */
export function failedResult(check: string, error: unknown): Diagnosis {
  const { message, hint } = report(error).body;
  return { check, result: 'failed', detail: message, cure: hint };
}

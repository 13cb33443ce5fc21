import { CliError } from '../../errors/cli-errors.ts';
import { report } from '../../errors/report.ts';

export interface Diagnosis {
  readonly check: string;
  readonly result: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** The remedy; null when none is needed. */
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

/** Said where every other command would lead to `doctor` itself. */
const BY_HAND = 'see what is there; move it away, or make it readable and writable for you';

const OTHER_LINES = 'see the other lines about this connection; --debug shows each attempt';

/** A hint without what leads to `doctor` itself. */
const elsewhere = (hint: string): string =>
  hint
    .split('; ')
    .filter((part) => !part.includes('`aitronos doctor`'))
    .join('; ') || OTHER_LINES;

/** The diagnosis of an error, with the message and hint that the error has in every other command. */
export function failedResult(check: string, error: unknown): Diagnosis {
  const { message, hint } = report(error).body;
  const isGeneral = error instanceof CliError && error.isGeneral;
  return { check, result: 'failed', detail: message, cure: isGeneral ? BY_HAND : hint && elsewhere(hint) };
}

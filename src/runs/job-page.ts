import { appendFileSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import { reason } from '../errors/reason.ts';
import { OUTCOMES } from '../results/record.ts';
import { countUsers, type Summary } from './summary.ts';

/**
 * Appends a text, whole lines, to a file of a CI job: the first of `texts` with which the file has at most
 * `most_bytes`. Returns why it failed, or null; the run is unaffected.
 */
export function addToJobFile(file: string, texts: readonly string[], most_bytes: number): string | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    // A pipe without a reader would hold the call up for ever, after its run.
    if (found?.isFIFO()) return `cannot write ${file}: it is a named pipe`;
    const size = found?.size ?? 0;
    // What stands there may lack its last line end; ours would go on in that line.
    const between = size === 0 || endsInNewline(file, size) ? '' : '\n';
    const fits = (text: string) => size + Buffer.byteLength(between + text) <= most_bytes;
    const text = texts.find(fits);
    if (text === undefined) return `${file} is full: ${most_bytes} bytes are the most`;
    appendFileSync(file, between + text);
    return null;
  } catch (error) {
    return `cannot write ${file}: ${reason(error)}`;
  }
}

function endsInNewline(file: string, size: number): boolean {
  const fd = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    readSync(fd, last, 0, 1, size - 1);
    return last.toString() === '\n';
  } finally {
    closeSync(fd);
  }
}

/** An id, which has no other characters unless it is hostile. */
const plainId = (id: string) => id.replaceAll(/[^\w.-]/g, '?');

/** The summary for the page of a CI job, as Markdown. */
export function summaryMarkdown(summary: Summary): string {
  const { ledger_digest } = summary;
  const ledger = ledger_digest === null ? '' : ` Ledger: \`${plainId(ledger_digest)}\`.`;
  return [
    `### aitronos: ${summary.action} ${countUsers(summary.total)} of ${plainId(summary.organization_id)}`,
    '',
    `| ${OUTCOMES.join(' | ')} | exit code |`,
    `| ${OUTCOMES.map(() => '---:').join(' | ')} | ---: |`,
    `| ${OUTCOMES.map((outcome) => summary[outcome]).join(' | ')} | ${summary.exit_code ?? '-'} |`,
    '',
    `Run \`${plainId(summary.run_id)}\`, ${(summary.duration_ms / 1000).toFixed(1)} s.${ledger}`,
    '',
  ].join('\n');
}

import { appendFileSync } from 'node:fs';
import { reason } from '../errors/reason.ts';

/** Appends a text to the summary page of a CI job. Returns why it failed, or null; the run is unaffected. */
export function addToPage(file: string, text: string): string | null {
  try {
    appendFileSync(file, text);
    return null;
  } catch (error) {
    return `cannot write ${file}: ${reason(error)}`;
  }
}

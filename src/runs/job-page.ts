import { appendFileSync } from 'node:fs';
import { reason } from '../errors/reason.ts';

/** Adds a text to the page of a CI job; says why when it cannot: the run itself is none the worse. */
export function addToPage(file: string, text: string): string | null {
  try {
    appendFileSync(file, text);
    return null;
  } catch (error) {
    return `cannot write ${file}: ${reason(error)}`;
  }
}

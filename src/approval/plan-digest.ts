import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { PlanHead } from './plan.ts';

const ROWS = 'rows';
const PIECE = 64 * 1024;

/**
 * Computes the digest of a plan row by row: `sha256:` and the SHA-256 of its RFC 8785 form without the field `digest`.
 * That form is an object's fields by their names, so the rows can be added one by one between the fields before them
 * and those after. Throws for a text that is no Unicode.
 * See docs/decisions/2026-11-26-plan-digest.md.
 */
export class PlanDigest {
  readonly #hash = createHash('sha256');
  readonly #after: string;
  /** What is not hashed yet: many rows at once take less time than each by itself. */
  #text: string;
  #rows = 0;

  constructor(head: PlanHead) {
    const fields = Object.entries(head);
    const [before, after] = [
      fields.filter(([name]) => name < ROWS),
      fields.filter(([name]) => name > ROWS),
    ].map((some) => canonicalText(Object.fromEntries(some)).slice(1, -1));
    this.#text = `{${before ? `${before},` : ''}"${ROWS}":[`;
    this.#after = `]${after ? `,${after}` : ''}}`;
  }

  /** `row`: a `Row`. */
  add(row: unknown): void {
    this.#text += `${this.#rows === 0 ? '' : ','}${canonicalText(row)}`;
    this.#rows += 1;
    if (this.#text.length < PIECE) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }

  /** The digest after the last row. */
  finish(): string {
    return `sha256:${this.#hash.update(`${this.#text}${this.#after}`).digest('hex')}`;
  }
}

const canonicalText = (value: unknown): string => canonicalize(value) ?? '';

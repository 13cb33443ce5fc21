import { areOthers, nameColumns, nameIn } from '../../../runs/input/names/people-names.ts';
import type { Row } from '../../../runs/input/rows.ts';
import type { RunDraft } from '../../../runs/input/run-draft.ts';
import { namedFirst } from '../../../text/counted.ts';
import type { CheckedRows } from '../run/checked-rows.ts';

/** So many contradictions are told. */
export const MOST_OTHERS = 3;

const MOST_NAMES = 1000;

/** A name in so many rows is not that of their people. */
const TOO_MANY = 3;

/** Compares what rows call their people with what the organization calls those with their addresses. */
export class OtherPeople {
  readonly #columns: readonly string[];
  /** What is said of a row, by the name in it. */
  readonly #found = new Map<string, string[]>();

  constructor(headers: Iterable<string>) {
    this.#columns = nameColumns(headers);
  }

  /** `name`: what the user is called whose address stands in the row. */
  compare({ input, user_id, email, line }: Row, name: string): void {
    if (this.#columns.length === 0 || this.#found.size >= MOST_NAMES) return;
    const own = nameIn(input, this.#columns);
    const address = email ?? user_id ?? '';
    if (!areOthers(own, name, address)) return;
    const found = this.#found.get(own) ?? [];
    this.#found.set(own, found);
    if (found.length < TOO_MANY)
      found.push(`line ${line} names ${JSON.stringify(own)}, but ${address} is ${name}`);
  }

  /** The first `most` contradictions; undefined without any. */
  told(most: number): string | undefined {
    const notes = [...this.#found.values()].filter(({ length }) => length < TOO_MANY).flat();
    if (notes.length === 0) return undefined;
    return `${namedFirst(notes, most)}${this.#found.size < MOST_NAMES ? '' : ' at least'}`;
  }
}

const NO_NAME = ' ';

/** Which rows that were left out call the person otherwise than the rows that were kept. */
export async function otherNames(draft: RunDraft, { repeated }: CheckedRows): Promise<readonly string[]> {
  if (repeated.length === 0) return [];
  const columns = nameColumns(draft.columns);
  const kept = new Map(repeated.map(({ before }) => [before, '']));
  for await (const { line, input } of draft.read()) {
    const found = line ? kept.get(line) : undefined;
    // Of several rows on one line, it is not known which is meant.
    if (line && found !== undefined)
      kept.set(line, found === '' ? nameIn(input, columns) || NO_NAME : NO_NAME);
  }
  return repeated.flatMap(({ line, before, name }) => {
    const other = kept.get(before) ?? '';
    return areOthers(name, other)
      ? `line ${line} names ${JSON.stringify(name)}, but line ${before} ${JSON.stringify(other)}`
      : [];
  });
}

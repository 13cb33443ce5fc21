import { agreeing } from '../../../text/counted.ts';
import { showAddress } from '../../../text/shown.ts';
import { isPlain, mayBeLink } from '../cell.ts';
import type { Column, Columns } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { type Peel, peel, peelPerson } from './peel.ts';

const PERSON: readonly string[] = ['user_id', 'email'];

/** What is taken off, and off what. */
const WORDS: Readonly<Record<Peel, readonly [part: string, one: string, several: string]>> = {
  invisible: ['invisible characters around', 'cell', 'cells'],
  quotes: ['quotes around', 'cell', 'cells'],
  name: ['names beside', 'address', 'addresses'],
  link: ['mailto: before', 'address', 'addresses'],
};

/** Counts what is taken off the cells that are read, and addresses whose domain has letters that look like others. */
export class CleanedCells implements RowObserver {
  readonly #persons: readonly Column[];
  readonly #others: readonly Column[];
  readonly #counts = new Map<Peel, number>();
  #domains = 0;
  #firstDomain: { readonly line: number | null; readonly address: string } | null = null;

  constructor({ known }: Columns) {
    const all = [...known];
    this.#persons = all.filter(([field]) => PERSON.includes(field)).flatMap(([, columns]) => columns);
    this.#others = all.filter(([field]) => !PERSON.includes(field)).flatMap(([, columns]) => columns);
  }

  observe({ line, cells }: RawRow): void {
    for (const { index } of this.#persons) this.#person(line, cells[index] ?? '');
    for (const { index } of this.#others) {
      const text = cells[index] ?? '';
      if (!isPlain(text)) this.#count(peel(text).peels);
    }
  }

  finish(): Findings {
    const taken = [...this.#counts].map(([kind, count]) => {
      const [part, one, several] = WORDS[kind];
      return `${part} ${count.toLocaleString('en')} ${agreeing(count, one, several)}`;
    });
    const notes = taken.length > 0 ? [`taken off: ${taken.join(', ')}`] : [];
    if (this.#firstDomain === null) return { notes };
    const { line, address } = this.#firstDomain;
    const first = `${showAddress(address)}${line === null ? '' : ` on line ${line}`}`;
    const count = this.#domains;
    const has = count === 1 ? 'an address has' : `${count.toLocaleString('en')} addresses have`;
    return {
      notes: [
        ...notes,
        `${has} letters outside ASCII in the domain${count === 1 ? ':' : ', the first is'} ${first}`,
      ],
    };
  }

  #person(line: number | null, text: string): void {
    if (!isPlain(text) || mayBeLink(text)) this.#count(peelPerson(text).peels);
    // One step for a plain domain, which ends in a letter of ASCII.
    const at = text.lastIndexOf('@');
    if (at < 0 || !OTHER.test(text)) return;
    const address = peelPerson(text).text;
    if (!OTHER.test(address.slice(address.lastIndexOf('@')))) return;
    this.#domains += 1;
    this.#firstDomain ??= { line, address };
  }

  #count(peels: readonly Peel[]): void {
    for (const kind of peels) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}

const OTHER = /[^ -~]/;

import { agreeing } from '../../../text/counted.ts';
import { showAddress } from '../../../text/shown.ts';
import { isPlain, mayBeLink } from '../cell.ts';
import { isPersonField } from '../columns/field-names.ts';
import type { Columns, RowObserver } from '../columns/table.ts';
import { type Peel, peel, peelPerson } from './peel.ts';

const WORDS: Readonly<Record<Peel, readonly [part: string, one: string, several: string]>> = {
  invisible: ['invisible characters around', 'cell', 'cells'],
  quotes: ['quotes around', 'cell', 'cells'],
  name: ['names beside', 'address', 'addresses'],
  link: ['mailto: before', 'address', 'addresses'],
};

const OTHER = /[\x80-\uffff]/;

/** Counts what is taken off the cells that are read, and addresses whose domain has letters that look like others. */
export function cleanedCells(known: Columns['known']): RowObserver {
  const columnsOf = (isOfPerson: boolean) =>
    [...known].flatMap(([field, columns]) => (isPersonField(field) === isOfPerson ? columns : []));
  const [persons, others] = [columnsOf(true), columnsOf(false)];
  const counts = new Map<Peel, number>();
  let domains = 0;
  let firstDomain: { readonly line: number | null; readonly address: string } | null = null;

  const count = (peels: readonly Peel[]) => {
    for (const kind of peels) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };

  const person = (line: number | null, text: string) => {
    if (!isPlain(text) || mayBeLink(text)) count(peelPerson(text).peels);
    // One step for a plain domain, which ends in a letter of ASCII.
    const at = text.lastIndexOf('@');
    if (at < 0 || !OTHER.test(text)) return;
    const address = peelPerson(text).text;
    if (!OTHER.test(address.slice(address.lastIndexOf('@')))) return;
    domains += 1;
    firstDomain ??= { line, address };
  };

  return {
    observe({ line, cells }) {
      for (const { index } of persons) person(line, cells[index] ?? '');
      for (const { index } of others) {
        const text = cells[index] ?? '';
        if (!isPlain(text)) count(peel(text).peels);
      }
    },
    finish() {
      const taken = [...counts].map(([kind, count]) => {
        const [part, one, several] = WORDS[kind];
        return `${part} ${count.toLocaleString('en')} ${agreeing(count, one, several)}`;
      });
      const notes = taken.length > 0 ? [`taken off: ${taken.join(', ')}`] : [];
      if (firstDomain === null) return { notes };
      const { line, address } = firstDomain;
      const first = `${showAddress(address)}${line === null ? '' : ` on line ${line}`}`;
      const [have, which] =
        domains === 1
          ? ['an address has', ':']
          : [`${domains.toLocaleString('en')} addresses have`, ', the first is'];
      return { notes: [...notes, `${have} letters outside ASCII in the domain${which} ${first}`] };
    },
  };
}

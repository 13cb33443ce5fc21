import type { Cell, Grid, Table, TableColumn } from '../../output/view.ts';

/** Both tables of records that have the same cells for programs, under `names`, and for readers. */
export const sameCells = <R>({ names, columns, cells }: SameCells<R>) => ({
  csv: (records: readonly R[]): Grid => ({ columns: names, rows: records.map(cells) }),
  table: (records: readonly R[]): Table => ({ columns, rows: records.map(cells) }),
});

interface SameCells<R> {
  readonly names: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly cells: (record: R) => readonly Cell[];
}

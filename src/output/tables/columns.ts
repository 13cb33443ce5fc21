/**
 * A column of a table. A bare name: its cells stay whole, because they are ids, numbers or words that a reader may
 * copy.
 */
export type TableColumn<K extends string = string> = K | FlexibleColumn<K>;

/** A column that may be made narrower at a terminal, or left out there. */
interface FlexibleColumn<K extends string> {
  readonly name: K;
  /** What becomes of a cell that is too wide: it is cut with a mark, continued on further lines, or stays as it is. */
  readonly tooWide: 'cut' | 'wrap' | 'time' | 'whole';
  /** How narrow the column may become, in columns of the terminal. */
  readonly least?: number;
  /** Where there is no room for all columns, those with such a number are left out, the lowest first. */
  readonly leftOut?: number;
}

const columnOfText =
  (tooWide: 'cut' | 'wrap') =>
  <K extends string>(name: K, least?: number): TableColumn<K> => ({
    name,
    tooWide,
    ...(least !== undefined && { least }),
  });

/**
 * A column of free text, such as names, which a terminal may cut; every other format has it whole. An id or an e-mail
 * address in it is no free text: it says who is meant, and is never cut.
 */
export const mayCut = columnOfText('cut');

/** A column of sentences or of lists of ids, which a terminal may continue on further lines. */
export const mayWrap = columnOfText('wrap');

/** A column of instants (`2026-03-01T12:00:00.000Z`), which a terminal may show to the minute. */
export const mayShorten = <K extends string>(name: K): TableColumn<K> => ({ name, tooWide: 'time' });

/**
 * A column that says what other columns or the call say too: a terminal that has no room for all columns leaves it out,
 * the lowest `order` first. A block of lines, and every other format, has it.
 */
export const mayLeaveOut = <K extends string>(column: TableColumn<K>, order: number): TableColumn<K> => ({
  ...(typeof column === 'string' ? { name: column, tooWide: 'whole' } : column),
  leftOut: order,
});

export const nameOfColumn = <K extends string>(column: TableColumn<K>): K =>
  typeof column === 'string' ? column : column.name;

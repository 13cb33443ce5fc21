/** How a file of rows is to be read, as the call and the stored settings say. What is absent is recognized. */
export interface ReadingOptions {
  /** The header of the column for a field, by field: `email` to `Work Email`, or `#3` for the third. */
  readonly columns?: ReadonlyMap<string, string>;
  /** The same, as it is stored for all files: it says nothing about a file without that header. */
  readonly stored_columns?: ReadonlyMap<string, string>;
  /** The headers of columns that mean nothing. */
  readonly ignored?: readonly string[];
  /** Which rows are meant, each as it was typed: `Status=Suspended`, `Status!=Active`. All have to hold. */
  readonly where?: readonly string[];
  /** Only the rows whose time has come are meant. */
  readonly due?: boolean;
  /** The file lists everybody: a person whose last day is over is gone, and nothing that is to come matters. */
  readonly isRoster?: boolean;
  /** What counts as now, in milliseconds since 1970; without it no date is judged. */
  readonly now?: number;
  /** Told each time, in milliseconds since 1970, of which it was judged whether it has come. */
  readonly onJudged?: (time: number, hasCome: boolean) => void;
  /** The time zone in which a day ends; null where none is known. */
  readonly zone?: string | null;
  /** How dates are written where they are not ISO dates, such as `DD.MM.YYYY`. */
  readonly dateFormat?: string;
  /** The character between columns. */
  readonly delimiter?: string | undefined;
  /** The label of an encoding that TextDecoder knows. */
  readonly encoding?: string | undefined;
  /** The line with the names of the columns, from 1. */
  readonly header_line?: number | undefined;
}

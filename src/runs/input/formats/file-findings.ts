import type { ColumnProblem, Findings } from '../row.ts';

/** What is noticed about a file while its bytes are read: what is not plain, and what cannot be read as it is. */
export class FileFindings implements Findings {
  readonly notes: string[] = [];
  readonly problems: ColumnProblem[] = [];
  /** What makes a file of it that can be read; undefined where nothing is known. */
  cure: string | undefined;

  /** Says once how the file was read. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** `mend`: the ways to mend it, as words of the command line; see `ColumnProblem`. */
  problem(line: number | null, message: string, mend: ColumnProblem['mend'] = []): void {
    this.problems.push({ line, message, mend });
  }
}

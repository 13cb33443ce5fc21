import type { ColumnProblem, Findings } from '../row.ts';
import { isKept } from '../words/kept.ts';

const LONGEST = 60;

/** What a title may say of an account that is still to be closed, and of the report itself: `Exclude: contractors`. */
const OF_LIST = /(?:still|noch|encore|ancora) (?:acti|aktiv|atti)|: *[^\s:]/i;

/** What is noticed about a file while its bytes are read: what is not plain, and what cannot be read as it is. */
export class FileFindings implements Findings {
  private readonly isForLeavers: boolean;
  readonly notes: string[] = [];
  readonly problems: ColumnProblem[] = [];
  /** What makes a file of it that can be read; undefined where nothing is known. */
  cure: string | undefined;

  /** `isForLeavers`: whether the people of the file are to be deactivated or removed. */
  constructor(isForLeavers: boolean) {
    this.isForLeavers = isForLeavers;
  }

  /** Says once how the file was read. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /**
   * Refuses a line that is left out and says that people are to be kept: those below it, or all. Others are noted, where
   * there is something to note.
   */
  leaveOut(text: string, line: number, note?: string): void {
    const said = text.replace(/^[\s#]+/, '').trim();
    const short = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
    if (this.isForLeavers && isKept(said) && !OF_LIST.test(said))
      this.problem(
        line,
        `this line is left out, and says that people are kept ("${short}"): delete it, and the rows that it means`,
      );
    else if (note !== undefined) this.note(note);
  }

  /** `mend`: the ways to mend it, as words of the command line; see `ColumnProblem`. */
  problem(line: number | null, message: string, mend: ColumnProblem['mend'] = []): void {
    this.problems.push({ line, message, mend });
  }
}

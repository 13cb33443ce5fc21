import { takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import { isKept } from '../words/kept.ts';

/** How much of a line is read, how much of it is shown, and how many of them are refused. */
const LONGEST = 1000;
const LONGEST_SHOWN = 60;
const MOST = 10;

/** What a title may say of an account that is still to be closed, and of the report itself: `Exclude: contractors`. */
const OF_LIST = /(?:still|noch|encore|ancora) (?:acti|aktiv|atti)|: *[^\s:]/i;

/** What is noticed about a file while its bytes are read: what is not plain, and what cannot be read as it is. */
export class FileFindings implements Findings {
  private readonly action: Action | undefined;
  readonly notes: string[] = [];
  readonly problems: ColumnProblem[] = [];
  /** What makes a file of it that can be read; undefined where nothing is known. */
  cure: string | undefined;

  /** `action`: what is to be done with the people of the file, absent for a roster. */
  constructor(action: Action | undefined) {
    this.action = action;
  }

  /** Says once how the file was read. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /**
   * Refuses a line that is left out and says that people are to be kept: those below it, or all. Others are noted,
   * where there is something to note.
   */
  leaveOut(text: string, line: number, note?: string): void {
    const said = text
      .slice(0, LONGEST)
      .replace(/^[\s#]+/, '')
      .trim();
    const short = said.length > LONGEST_SHOWN ? `${said.slice(0, LONGEST_SHOWN)}…` : said;
    const mayKeep = takesAccess(this.action) && this.problems.length < MOST && !OF_LIST.test(said);
    if (mayKeep && isKept(said, undefined, this.action))
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

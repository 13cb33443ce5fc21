import { givesAccess, operationOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { isTitleOfOthers } from '../cells/names-beside.ts';
import type { ColumnProblem, Findings } from '../columns/table.ts';
import { staysOut } from '../sentences/stays-out.ts';
import { isKept } from '../words/kept.ts';
import { isTitleOfStayers } from '../words/list-names.ts';
import { spelt } from '../words/words.ts';

/** How much of a line is read, how much of it is shown, and how many of them are refused. */
const LONGEST = 1000;
const LONGEST_SHOWN = 60;
const MOST = 10;

/** What a title may say of accounts that are still to be closed. */
const STILL_ACTIVE = /(?:still|noch|encore|ancora) (?:acti|aktiv|atti)\p{L}*/giu;

/** What names of files say of themselves: `users_new`. */
const OF_VERSION = /(users|accounts|members) (?:new|current)[\d -]*$/i;

/** Before what a report leaves out: `Exclude: contractors`. */
const LEFT_OUT = /exclu\p{L}{0,5}:/iu;

/** `Do not delete this row`: where people are not deleted, such an order is of the file. */
const OF_FILE = spelt(
  /(?:ne )?(?:not|don['’]t|nicht|niet|pas|non|no) (?:delete|löschen|supprimer|eliminare?|borrar|verwijderen)(?!\p{L}|,? (?:or|nor|oder|ou|o|of) )/giu,
);

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

  /** Refuses a line that is left out and says that people are to be kept; notes others, where there is a note. */
  leaveOut(text: string, line: number, note?: string): void {
    const said = text
      .slice(0, LONGEST)
      .replace(/^[\s#]+/, '')
      .trim();
    const short = said.length > LONGEST_SHOWN ? `${said.slice(0, LONGEST_SHOWN)}…` : said;
    const isOfOthers = this.action !== undefined && isTitleOfOthers(said);
    if (this.problems.length < MOST && (isOfOthers || this.keepsPeople(said)))
      this.problem(
        line,
        `this line is left out, and says that people are ${isOfOthers ? 'others' : 'kept'} ("${short}"): delete it, and the rows that it means`,
      );
    else if (note !== undefined) this.note(note);
  }

  /** Refuses a file whose name is a title of people who are kept, of more words than one, which may be of a step. */
  ofName(name: string): void {
    const [base = ''] = (name.split(/[/\\]/).at(-1) ?? '').split('.', 1);
    const said = base
      .replaceAll(/_|(?<=\p{L})-|-(?=\p{L})/gu, ' ')
      .replace(OF_VERSION, '$1')
      .trim();
    if (said.includes(' ') && this.keepsPeople(said))
      this.problem(
        null,
        `the name of the file says that people are kept ("${said}"): where they are meant, give it another name, or write it to stdin`,
      );
  }

  /** True for a title or an order by which people are kept. */
  keepsPeople(said: string): boolean {
    const { action } = this;
    if (givesAccess(action)) return staysOut(said);
    if (action === undefined || !takesAccess(action)) return false;
    const [ofPeople = ''] = said.replaceAll(STILL_ACTIVE, ' ').split(LEFT_OUT, 1);
    const order = operationOf[action].destructive ? ofPeople : ofPeople.replaceAll(OF_FILE, ' ');
    // `On hold` as well, but not `no changes`.
    const isOrder = isKept(order, undefined, action) || isKept(order, 'perhaps', action);
    return isOrder || isTitleOfStayers(ofPeople);
  }

  /** `mend`: the ways to mend it, as words of the command line; see `ColumnProblem`. */
  problem(line: number | null, message: string, mend: ColumnProblem['mend'] = []): void {
    this.problems.push({ line, message, mend });
  }
}

import { LIST, OBJECT, QUOTE, SPACE } from '../../../text/json-scan.ts';
import { NEWLINE, RETURN } from '../bytes/line-ends.ts';
import { COMMENTED_OUT } from '../formats/separators.ts';
import { Unreadable } from '../row.ts';

const HASH = 0x23;
const NOT_ASCII = 0x80;

/** Passes over lines that begin with a `#`, above and below a JSON document. */
export class DocumentComments {
  private readonly found: () => void;
  private place: 'begin of a line' | 'line' | 'begin of a comment' | 'list' | 'comment' = 'begin of a line';

  constructor(found: () => void) {
    this.found = found;
  }

  /** True for a byte of a comment. Throws `Unreadable` for a row that is commented out. */
  takes(byte: number, line: number): boolean {
    const isComment = this.place !== 'begin of a line' && this.place !== 'line';
    if (byte === NEWLINE || byte === RETURN) {
      this.place = 'begin of a line';
      return isComment;
    }
    if (byte <= SPACE) return isComment;
    if (isComment) this.readOn(byte, line);
    else if (byte === HASH && this.place === 'begin of a line') this.begin();
    // A byte order mark stands before the first line.
    else if (byte < NOT_ASCII) this.place = 'line';
    return isComment || this.place === 'begin of a comment';
  }

  private begin(): void {
    this.place = 'begin of a comment';
    this.found();
  }

  private readOn(byte: number, line: number): void {
    if (this.place === 'comment' || (this.place === 'begin of a comment' && byte === HASH)) return;
    const isInList = this.place === 'list';
    if (byte === OBJECT || (isInList && byte === QUOTE)) throw new Unreadable(line, COMMENTED_OUT);
    this.place = byte === LIST && !isInList ? 'list' : 'comment';
  }
}

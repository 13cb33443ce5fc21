import xterm, { type IBufferCell, type IBufferLine, type Terminal as XTerm } from '@xterm/headless';

/** How a piece of text looks; `colour` is one of the sixteen of a terminal, null for that of plain text. */
interface Look {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly colour: number | null;
}

/** Neighbouring cells of one row that look the same. `width` in cells, which is not the count of characters. */
export interface Piece extends Look {
  readonly column: number;
  readonly text: string;
  readonly width: number;
}

/** One row of the screen. */
export interface Row {
  readonly pieces: readonly Piece[];
  readonly columns: number;
  /** It goes on with the line of the row above, which was full. */
  readonly isContinuation: boolean;
}

/** A terminal that shows nothing: it is given what a program writes, and knows what would be seen. */
export class Terminal {
  readonly #xterm: XTerm;

  constructor(columns: number, rows: number) {
    this.#xterm = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 0,
      // A line end without a terminal in between has no carriage return.
      convertEol: true,
      allowProposedApi: true,
    });
  }

  /** Resolves when the bytes have been understood. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#xterm.write(bytes, resolve));
  }

  /** Calls for each mark `OSC 133 ; kind` in what is written, where it stands: shells mark their prompts so. */
  onMark(heard: (mark: string) => void): void {
    this.#xterm.parser.registerOscHandler(133, (mark) => {
      heard(mark);
      return true;
    });
  }

  /** The row in which the next character will stand. */
  get cursorRow(): number {
    return this.#xterm.buffer.active.cursorY;
  }

  /** What is seen, from this row on, without the empty rows at the end. */
  rows(from = 0): readonly Row[] {
    const { active } = this.#xterm.buffer;
    const rows: Row[] = [];
    for (let index = from; index < active.length; index += 1) {
      const line = active.getLine(index);
      if (line) rows.push({ pieces: pieces(line), columns: line.length, isContinuation: line.isWrapped });
    }
    const last = rows.findLastIndex((row) => row.pieces.length > 0);
    return rows.slice(0, last + 1);
  }

  /** What is seen as text. */
  text(): string {
    return plainText(this.rows());
  }
}

/** Rows as lines of text; what took several rows is one line again. */
export function plainText(rows: readonly Row[]): string {
  let text = '';
  for (const [index, { pieces, columns, isContinuation }] of rows.entries()) {
    if (index > 0 && !isContinuation) text += '\n';
    let column = 0;
    for (const piece of pieces) {
      text += ' '.repeat(piece.column - column) + piece.text;
      column = piece.column + piece.width;
    }
    if (rows[index + 1]?.isContinuation) text += ' '.repeat(columns - column);
  }
  return text;
}

interface Growing extends Look {
  readonly column: number;
  text: string;
  width: number;
}

/** A line's pieces; where it is blank for two cells or more, a new one begins, so that columns keep their place. */
function pieces(line: IBufferLine): readonly Piece[] {
  const found: Growing[] = [];
  let blanks = 2;
  for (let column = 0; column < line.length; column += 1) {
    const cell = line.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const characters = cell.getChars();
    if (characters === '' || characters === ' ') {
      blanks += 1;
      continue;
    }
    const look = lookOf(cell);
    const last = found.at(-1);
    if (last === undefined || blanks > 1 || !sameLook(last, look) || hasSymbol(last.text + characters)) {
      found.push({ ...look, column, text: characters, width: cell.getWidth() });
    } else {
      last.text += ' '.repeat(blanks) + characters;
      last.width += blanks + cell.getWidth();
    }
    blanks = 0;
  }
  return found;
}

function lookOf(cell: IBufferCell): Look {
  if (!cell.isFgDefault() && (!cell.isFgPalette() || cell.getFgColor() > 15)) {
    throw new Error(`the pictures know sixteen colours, not ${cell.getFgColor()}`);
  }
  return {
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    colour: cell.isFgDefault() ? null : cell.getFgColor(),
  };
}

const sameLook = (a: Look, b: Look) => a.bold === b.bold && a.dim === b.dim && a.colour === b.colour;

/**
 * Spinners and lines stand alone: they come from another font, and some viewers would take all of the text from there.
 */
const hasSymbol = (text: string) => /\p{Other_Symbol}/u.test(text);

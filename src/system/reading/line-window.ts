import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 64 * 1024;
const NEWLINE = 10;

/** Lines of a file by their offsets. They are asked for nearly in their order, so one read serves many of them. */
export class LineWindow {
  readonly #file: FileHandle;
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The line that begins at this byte, without its line end. Rejects where the file ends before the line does. */
  async at(offset: number, length = WINDOW_BYTES): Promise<string> {
    const known = this.#lineAt(offset);
    if (known !== null) return known;
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, offset);
    this.#start = offset;
    this.#window = buffer.subarray(0, bytesRead);
    const line = this.#lineAt(offset);
    if (line !== null) return line;
    if (bytesRead < length) throw new Error('a line of the file is gone');
    return this.at(offset, length * 4);
  }

  #lineAt(offset: number): string | null {
    const at = offset - this.#start;
    if (at < 0 || at >= this.#window.length) return null;
    const end = this.#window.indexOf(NEWLINE, at);
    return end === -1 ? null : this.#window.toString('utf8', at, end);
  }
}

import { resolve } from 'node:path';
import { BadValue } from './bad-value.ts';

/** Makes a path absolute, so that it still leads to the file from other folders. */
export function filePath(text: string): string {
  if (text.trim() !== '' && !text.includes('\0')) return resolve(text);
  throw new BadValue('the path of a file', text);
}

/** The path of a file to write to. `-` is refused: the answer itself goes to the standard output. */
export function writtenFile(text: string): string {
  if (text !== '-') return filePath(text);
  throw new BadValue('the path of a file (/dev/stderr and /dev/stdout are files too)', text, ['/dev/stderr']);
}

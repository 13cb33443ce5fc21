import { devNull, platform } from 'node:os';
import { resolve } from 'node:path';
import { BadValue } from './bad-value.ts';

/** Stdout as the file of an answer. */
export const ON_STDOUT = '-';

/** What messages call a file that is read: `-` is stdin. */
export const inputName = (file: string): string => (file === '-' ? 'stdin' : file);

/** Makes a path absolute, so that it still leads to the file from other folders. */
export function filePath(text: string): string {
  const meant = text.trim();
  if (meant !== '' && !hasControls(text)) return absolutePath(text);
  throw new BadValue('the path of a file', text, meant === '' || hasControls(meant) ? [] : [meant]);
}

/** Throws `BadValue` for one that begins in the working folder, where that is gone. */
function absolutePath(path: string): string {
  // In every folder of Windows; Node would make a file of that name.
  if (platform() === 'win32' && /^nul$/i.test(path)) return devNull;
  try {
    return resolve(path);
  } catch {
    throw new BadValue('a path from / on, because the folder that this shell is in was removed', path);
  }
}

/** The path of a file to write to. `-` is refused: the answer itself goes to the standard output. */
export function writtenFile(text: string): string {
  if (text !== '-') return filePath(text);
  throw new BadValue('the path of a file (/dev/stderr and /dev/stdout are files too)', text, ['/dev/stderr']);
}

/** Control characters are never meant: a file of variables with the line ends of Windows leaves a CR behind each. */
export const hasControls = (path: string): boolean =>
  [...path].some((character) => character < ' ' || character === '\u007f');

import { devNull, platform } from 'node:os';
import { resolve, win32 } from 'node:path';
import { BadValue } from './bad-value.ts';

/** Stdout as the file of an answer. */
export const ON_STDOUT = '-';

/** What messages call a file that is read: `-` is stdin. */
export const inputName = (file: string): string => (file === '-' ? 'stdin' : file);

const isWindows = () => platform() === 'win32';

/** Makes a path absolute, so that it still leads to the file from other folders. */
export function filePath(text: string): string {
  const meant = text.trim();
  if (meant === '' || hasControls(text))
    throw noFile(text, meant === '' || hasControls(meant) ? [] : [meant]);
  if (!isWindows()) return absolutePath(text);
  // In every folder of Windows; Node would make a file of that name.
  if (/^(?:\\\\\.\\)?nul$/i.test(text)) return devNull;
  if (!hasNoName(text)) return absolutePath(text);
  throw new BadValue('the path of a file that Windows has a name for', text);
}

/**
 * True where Windows has no name for what lies there: a device is in every folder, and no other program opens a file of
 * its name; some ends are dropped; and of the marks a colon hides what is written behind it.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export const hasNoName = (path: string): boolean =>
  /(?:^|[\\/])(?:con(?:(?:in|out)\$)?|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?:\.[^\\/]*)?[\\/]?$/i.test(path) ||
  /[. ]$/.test(win32.basename(path).replace(/^\.{1,2}$/, '')) ||
  /[<>:"|?*]/.test(path.replace(/^(?:[\\/]{2}[?.][\\/])?(?:[a-z]:)?/i, ''));

const noFile = (text: string, meant: readonly string[]) => new BadValue('the path of a file', text, meant);

/** Throws `BadValue` for one that begins in the working folder, where that is gone. */
function absolutePath(path: string): string {
  try {
    return resolve(path);
  } catch {
    throw new BadValue('a path from / on, because the folder that this shell is in was removed', path);
  }
}

/** The path of a file to write to. `-` is refused: the answer itself goes to the standard output. */
export function writtenFile(text: string): string {
  if (text !== '-') return filePath(text);
  if (isWindows()) throw noFile(text, []);
  throw new BadValue('the path of a file (/dev/stderr and /dev/stdout are files too)', text, ['/dev/stderr']);
}

/** Control characters are never meant: a file of variables with the line ends of Windows leaves a CR behind each. */
export const hasControls = (path: string): boolean =>
  [...path].some((character) => character < ' ' || character === '\u007f');

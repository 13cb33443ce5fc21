import { platform } from 'node:os';

const isWindows = (): boolean => platform() === 'win32';

/**
 * Quotes a text as one word of a shell: bare where every shell takes it literally, else in single quotes. The old shell
 * of Windows knows double quotes alone, in which all of its shells take most characters literally.
 */
export const shellWord = (text: string): string => {
  const isBare = /^[\w./:@%+,-]+$/.test(text);
  // On Windows `%name%` is a variable of one shell, and `@name` of the other.
  if (isBare && !(/^@|%.*%/.test(text) && isWindows())) return text;
  if (!isWindows()) return `'${text.replaceAll("'", `'\\''`)}'`;
  // PowerShell takes typographic quotes for its own.
  if (/["“”„$`]|%.*%/.test(text)) return `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
  // Two backslashes before the quote at the end are one to the program, or a separator twice.
  return `"${text}${'\\'.repeat(endingBackslashes(text))}"`;
};

function endingBackslashes(text: string): number {
  let count = 0;
  while (text.at(-1 - count) === '\\') count += 1;
  return count;
}

/** A file as one word of a shell that is no option. */
export const fileWord = (path: string): string => shellWord(path.replace(/^-/, './-'));

/** Both shells of Windows know `move`. */
export const moveAwayCure = (path: string): string =>
  `move it away: ${isWindows() ? 'move' : 'mv'} ${shellWord(path)} ${shellWord(`${path}.old`)}`;

/** An option and its value as words of a shell: in one word where the value would be taken for an option itself. */
export const optionWords = (option: string, value: string): string =>
  `${option}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;

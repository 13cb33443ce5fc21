import { platform } from 'node:os';

/**
 * Quotes a text as one word of a shell: bare where every shell takes it literally, else in single quotes. The old shell
 * of Windows knows double quotes alone, in which all of its shells take most characters literally.
 */
export const shellWord = (text: string): string => {
  if (/^[\w./:@%+,-]+$/.test(text)) return text;
  if (platform() === 'win32' && !/["$`%!]|\\$/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
};

/** A file as one word of a shell that is no option. */
export const fileWord = (path: string): string => shellWord(path.replace(/^-/, './-'));

/** An option and its value as words of a shell: in one word where the value would be taken for an option itself. */
export const optionWords = (option: string, value: string): string =>
  `${option}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;

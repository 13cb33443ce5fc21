/** Quotes a text as one word of a shell: bare where every shell takes it literally, else in single quotes. */
export const shellWord = (text: string): string =>
  /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A file as one word of a shell that is no option. */
export const fileWord = (path: string): string => shellWord(path.replace(/^-/, './-'));

/** An option and its value as words of a shell: in one word where the value would be taken for an option itself. */
export const optionWords = (option: string, value: string): string =>
  `${option}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;

/** Quotes a text as one word of a shell: bare where every shell takes it literally, else in single quotes. */
export const shellWord = (text: string): string =>
  /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

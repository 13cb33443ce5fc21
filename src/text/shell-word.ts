/** A text as one word of a shell: bare where every shell reads it as it stands, else in single quotes. */
export const shellWord = (text: string): string =>
  /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Escapes text for Markdown: it cannot become a tag, a link, a mention, a cell or a line, nor be drawn otherwise than
 * it reads.
 */
export const escapeMarkdown = (text: string) =>
  text.replaceAll(/[^A-Za-z0-9 ,-]/gu, (sign) => `&#${sign.codePointAt(0)};`);

/**
 * Escapes text for Markdown: it cannot become a tag, a link, a mention, a cell or a line, nor be drawn otherwise than
 * it reads. Letters that are written from left to right stay, so that names can be read in its source, too; marks that
 * are drawn over them do not.
 */
export const escapeMarkdown = (text: string) =>
  text.replaceAll(
    /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}0-9 ,-]|\p{M}/gu,
    (sign) => `&#${sign.codePointAt(0)};`,
  );

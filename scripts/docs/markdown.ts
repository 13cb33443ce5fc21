/** No line of the documents is longer, where it can be helped. */
const WIDTH = 110;

/**
 * A table of Markdown. Its columns are aligned where that keeps its lines short, since the pages are read in
 * editors too; a table without one row is a mistake of ours and throws.
 */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) throw new Error(`the table of ${columns.join(', ')} is empty`);
  const lines = [columns, columns.map(() => '---'), ...rows.map((row) => row.map(escapeCell))];
  const aligned = joinLines(lines, widthsOf(lines));
  return aligned.split('\n').every((line) => line.length <= WIDTH) ? aligned : joinLines(lines, []);
}

/** Words as code, also where they hold a backtick; nothing for no words. */
export function code(text: string): string {
  if (text === '') return '';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** An item of a list, with its further lines below its first word. */
export function listItem(text: string): string {
  return wrapLines(text, WIDTH - 2)
    .map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
    .join('\n');
}

/** A paragraph in lines that are short enough. */
export const paragraph = (text: string): string => wrapLines(text, WIDTH).join('\n');

/** Prose whose angle brackets are no tags: outside of code, Markdown would swallow `<id>`. */
export const prose = (text: string): string =>
  text.replaceAll(/`[^`]*`|[<*]/g, (found) => (found.length > 1 ? found : `\\${found}`));

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

const widthsOf = (lines: readonly (readonly string[])[]): readonly number[] =>
  (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));

function joinLines(lines: readonly (readonly string[])[], widths: readonly number[]): string {
  return lines
    .map((line, row) => {
      const cells = line.map((cell, column) => cell.padEnd(widths[column] ?? 0, row === 1 ? '-' : ' '));
      return `| ${cells.join(' | ')} |`;
    })
    .join('\n');
}

/** Lines of at most so many characters, broken between words; code that holds a blank is one word. */
function wrapLines(text: string, width: number): readonly string[] {
  const words = text.match(/(?:`[^`]*`|[^\s`])+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Item, itemLines } from './items.ts';
import { wrapWords } from './wrap.ts';

/** A text for a page of help, which is laid out when the page is made and the width of the terminal known. */
export type HelpText = (page: { readonly command: CommandUnknownOpts }) => string;

/** The width of a page, in columns. */
export const widthOf = (command: CommandUnknownOpts): number =>
  command.configureOutput().getOutHelpWidth?.() ?? 80;

/**
 * Examples for a page of help: each line a command without `aitronos` before it and, after two blanks or more, what it
 * is good for. A command that is too long for the page goes on in the next line, so that it can still be pasted.
 */
export const examples =
  (...lines: readonly string[]): HelpText =>
  ({ command }) =>
    `\nExamples:\n${exampleLines(lines, widthOf(command)).join('\n')}`;

/** A list at the end of a page of help. */
export const listText =
  (heading: string, items: readonly Item[]): HelpText =>
  ({ command }) =>
    `\n${heading}:\n${itemLines(items, widthOf(command)).join('\n')}`;

/** A remark stands behind its command, as a comment of the shell; where that is too wide, above it. */
function exampleLines(lines: readonly string[], width: number): readonly string[] {
  const all = lines.map((line) => {
    const [command = '', remark = ''] = line.split(/ {2,}/, 2);
    const typed = command.startsWith('$ ') ? command : `$ aitronos ${command}`;
    return { typed: `  ${typed}`, remark: remark === '' ? '' : `# ${remark}` };
  });
  const fits = ({ typed, remark }: { typed: string; remark: string }, column: number) =>
    remark !== '' && Math.max(column, typed.length + 2) + remark.length <= width;
  const column = Math.max(...all.filter((each) => fits(each, 0)).map(({ typed }) => typed.length + 2));
  return all.flatMap((each) => {
    const { typed, remark } = each;
    if (fits(each, column)) return [typed.padEnd(column) + remark];
    const above = wrapWords(remark.slice(2), width - 4).filter((line) => line !== '');
    return [...above.map((line) => `  # ${line}`), ...continuedLines(typed, width)];
  });
}

/**
 * A command in lines that a shell reads as one, after two blanks. What is in double quotes stays whole, and an option
 * with its value where it can. Within single quotes, where a script of Node may stand, a line ends without a `\\`.
 */
export function continuedLines(typed: string, width: number): readonly string[] {
  if (typed.length <= width) return [typed];
  const room = width - INDENT - ' \\'.length;
  const words = typed.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const lines = wrapWords(glueValues(words, room).join(' '), room);
  let quoted = false;
  return lines.map((line, index) => {
    const begun = `${' '.repeat(index === 0 ? 2 : INDENT)}${line.replaceAll(GLUE, ' ')}`;
    if (line.split("'").length % 2 === 0) quoted = !quoted;
    return index === lines.length - 1 || quoted ? begun : `${begun} \\`;
  });
}

const INDENT = 6;

/** A blank at which a line is not broken: no command has this character. */
const GLUE = '\0';

function glueValues(words: readonly string[], room: number): readonly string[] {
  const glued: string[] = [];
  for (const word of words) {
    const option = glued.at(-1) ?? '';
    const belongs = /^-[\w-]+$/.test(option) && !word.startsWith('-') && option.length + word.length < room;
    if (belongs) glued.pop();
    glued.push((belongs ? `${option} ${word}` : word).replaceAll(' ', GLUE));
  }
  return glued;
}

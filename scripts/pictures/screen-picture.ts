import type { Shot } from './recording/record.ts';
import { type Piece, plainText } from './recording/terminal.ts';
import { escapeXml, picture, px } from './svg.ts';
import { type Theme, terminalColour } from './themes.ts';

const CELL = { width: 8.4, height: 20 } as const;
const PADDING = { x: 24, y: 22 } as const;
/** Above each command but the first. */
const PARAGRAPH = 8;
/** Between two shots: a line across, with the words for what happened meanwhile. */
const BREAK = 44;
const BASELINE = 14.5;

/** A recorded scene as SVG. Each piece of text has its place and its width, so that columns stand in any font. */
export function screenPicture(title: string, shots: readonly Shot[], columns: number, theme: Theme): string {
  const width = Math.ceil(columns * CELL.width + 2 * PADDING.x);
  const parts: string[] = [];
  let y = PADDING.y;
  for (const { rows, prompts, next } of shots) {
    for (const [index, { pieces }] of rows.entries()) {
      if (index > 0 && prompts.includes(index)) y += PARAGRAPH;
      parts.push(...pieces.map((piece) => pieceText(piece, y)));
      y += CELL.height;
    }
    if (next === null) continue;
    parts.push(breakLine(next, y, width, theme));
    y += BREAK;
  }
  const style = (['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'dim'] as const)
    .filter((name) => parts.some((part) => part.includes(` ${name}"`)))
    .map((name) => `.${name}{fill:${theme[name]}}`);
  const description = sceneText(shots);
  return picture({ title, description, width, height: y + PADDING.y, theme, style }, parts.join('\n'));
}

/** A recorded scene as plain text. */
export function sceneText(shots: readonly Shot[]): string {
  return shots.map(({ rows, next }) => plainText(rows) + (next === null ? '' : `\n\n[${next}]\n`)).join('\n');
}

function pieceText({ column, text, width, bold, dim, colour }: Piece, y: number): string {
  const classes = ['m'];
  if (bold) classes.push('b');
  const name = colour === null ? 'text' : terminalColour(colour);
  if (name !== 'text') classes.push(name);
  else if (dim) classes.push('dim');
  const x = px(PADDING.x + column * CELL.width);
  const length = `textLength="${px(width * CELL.width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text class="${classes.join(' ')}" x="${x}" y="${px(y + BASELINE)}" ${length}>${escapeXml(text)}</text>`;
}

function breakLine(words: string, y: number, width: number, { border, background, dim }: Theme): string {
  const middle = y + BREAK / 2;
  const around = words.length * 7 + 28;
  return [
    `<path d="M1 ${middle}H${width - 1}" stroke="${border}" stroke-dasharray="4 4"/>`,
    `<rect x="${px((width - around) / 2)}" y="${middle - 10}" width="${around}" height="20" fill="${background}"/>`,
    `<text class="s" x="${width / 2}" y="${middle + 4.5}" text-anchor="middle" style="fill:${dim}">${escapeXml(words)}</text>`,
  ].join('\n');
}

import { escapeXml, px } from '../svg.ts';
import type { Theme } from '../themes.ts';

export type Colour = Exclude<keyof Theme, 'background' | 'border'>;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How words look: `m` in a font of cells, `s` in one for reading. */
interface Words {
  readonly font?: 'm' | 's';
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour?: Colour;
}

/** What a drawing is made of, in the colours of one theme. Lengths in pixels, `y` of words is their base line. */
export class Pen {
  readonly #theme: Theme;
  readonly #parts: string[] = [];

  constructor(theme: Theme) {
    this.#theme = theme;
  }

  words(text: string, x: number, y: number, words: Words = {}): void {
    const { font = 's', bold = false, anchor = 'start', colour = 'text' } = words;
    const place = `x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"`;
    const look = `class="${font}${bold ? ' b' : ''}" style="fill:${this.#theme[colour]}"`;
    this.#parts.push(`<text ${place} ${look}>${escapeXml(text)}</text>`);
  }

  box({ x, y, width, height }: Box, colour: Colour | 'border' = 'border', radius = 8): void {
    const place = `x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${radius}"`;
    const background = colour === 'border' ? 'text' : colour;
    const { [background]: tint, [colour]: edge } = this.#theme;
    this.#parts.push(`<rect ${place} fill="${tint}" fill-opacity=".06" stroke="${edge}"/>`);
  }

  /** A line from one point to another, leaving and arriving sideways. */
  curve(from: Point, to: Point, colour: Colour, isDashed = false): void {
    const middle = (from.x + to.x) / 2;
    const path = `M${px(from.x)} ${px(from.y)}C${px(middle)} ${px(from.y)} ${px(middle)} ${px(to.y)} ${px(to.x)} ${px(to.y)}`;
    this.line(path, colour, isDashed);
  }

  /** Any line, as SVG's paths have it. */
  line(path: string, colour: Colour, isDashed = false): void {
    const dashes = isDashed ? ' stroke-dasharray="5 4"' : '';
    const look = `fill="none" stroke="${this.#theme[colour]}" stroke-width="1.5"${dashes}`;
    this.#parts.push(`<path d="${path}" ${look}/>`);
  }

  /** The head of an arrow with its point here. */
  head({ x, y }: Point, direction: 'down' | 'right' | 'left', colour: Colour): void {
    const back = { down: 'l-4.5 -8h9z', right: 'l-8 -4.5v9z', left: 'l8 -4.5v9z' }[direction];
    this.#parts.push(`<path d="M${px(x)} ${px(y)}${back}" fill="${this.#theme[colour]}"/>`);
  }

  svg(): string {
    return this.#parts.join('\n');
  }
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

import type { ExitCode } from '../../../src/errors/exit-codes.ts';
import { picture } from '../svg.ts';
import type { Theme } from '../themes.ts';
import { BEFORE, type Cause, CODES, MANY_USERS, ONE_USER } from './outcome-facts.ts';
import { type Colour, Pen, type Point } from './pen.ts';

const TITLE = 'From outcomes to exit codes';

const WIDTH = 740;
const TOP = 64;
const LEFT = { x: 24, width: 254 };
const MIDDLE = { x: 352, width: 154 };
const RIGHT = { x: 550, width: 166 };
const LINE = 22;
const GAP = 12;

/** Outcomes of one user on the left, of a run on the right, exit codes between them. */
export function outcomesDrawing(theme: Theme): string {
  const pen = new Pen(theme);
  const outcomes = Object.entries(ONE_USER);
  // Where its lines cross the fewest others.
  outcomes.splice(3, 0, ['no outcome', BEFORE]);
  const lines = outcomes.reduce((sum, [, causes]) => sum + causes.length, 0);
  const height = lines * LINE + outcomes.length * (GAP + 12) - GAP;
  const places = codePlaces(height);

  heading(pen, 'ONE USER', LEFT.x);
  heading(pen, 'EXIT CODE', MIDDLE.x);
  heading(pen, 'A RUN OF MANY', RIGHT.x);
  let y = TOP;
  for (const [outcome, causes] of outcomes) y = outcomeBox(pen, outcome, causes, y, places) + GAP;
  for (const cause of MANY_USERS) runLine(pen, cause, places);
  for (const { code, advice } of CODES) codeBox(pen, code, advice, places);

  const frame = {
    title: TITLE,
    description: words(),
    width: WIDTH,
    height: TOP + height + 24,
    theme,
  };
  return picture(frame, pen.svg());
}

interface Place {
  readonly y: number;
  readonly colour: Colour;
}
type Places = ReadonlyMap<ExitCode, Place>;

/** The middle of each code's box, evenly down the drawing. */
function codePlaces(height: number): Places {
  const step = height / CODES.length;
  return new Map(CODES.map(({ code, colour }, index) => [code, { y: TOP + step * (index + 0.5), colour }]));
}

function placeOf(places: Places, code: ExitCode): Place {
  const place = places.get(code);
  if (place === undefined) throw new Error(`exit code ${code} is not drawn`);
  return place;
}

function heading(pen: Pen, text: string, x: number): void {
  pen.words(text, x, 40, { bold: true, colour: 'dim' });
}

function outcomeBox(pen: Pen, outcome: string, causes: readonly Cause[], y: number, places: Places): number {
  const height = causes.length * LINE + 12;
  pen.box({ ...LEFT, y, height });
  pen.words(outcome, LEFT.x + 12, y + 22, { font: 'm', bold: true });
  for (const [index, { words, exit, isOptional = false }] of causes.entries()) {
    const middle = y + 6 + LINE * (index + 0.5);
    const end = LEFT.x + LEFT.width;
    pen.words(words, end - 12, middle + 4.5, { anchor: 'end' });
    connect(pen, { x: end, y: middle }, MIDDLE.x, placeOf(places, exit), isOptional);
  }
  return y + height;
}

function runLine(pen: Pen, { words, exit }: Cause, places: Places): void {
  const place = placeOf(places, exit);
  pen.words(words, RIGHT.x, place.y + 4.5);
  connect(pen, { x: RIGHT.x - 8, y: place.y }, MIDDLE.x + MIDDLE.width, place, false);
}

function connect(pen: Pen, from: Point, x: number, { y, colour }: Place, isDashed: boolean): void {
  const direction = x > from.x ? 'right' : 'left';
  pen.curve(from, { x: direction === 'right' ? x - 7 : x + 7, y }, colour, isDashed);
  pen.head({ x, y }, direction, colour);
}

function codeBox(pen: Pen, code: ExitCode, advice: string, places: Places): void {
  const { y, colour } = placeOf(places, code);
  pen.box({ ...MIDDLE, y: y - 19, height: 38 }, colour);
  pen.words(String(code), MIDDLE.x + 12, y + 5, { font: 'm', bold: true, colour });
  pen.words(advice, MIDDLE.x + 50, y + 4.5);
}

/** The drawing as text. */
function words(): string {
  const line = (name: string, causes: readonly Cause[]) =>
    `${name}: ${causes.map(({ words, exit }) => `${words}, exit ${exit}`).join('; ')}.`;
  const one = Object.entries(ONE_USER).map(([outcome, causes]) => line(outcome, causes));
  const codes = CODES.map(({ code, advice }) => `${code}: ${advice}.`);
  return [
    'One user.',
    line('no outcome', BEFORE),
    ...one,
    line('A run of many', MANY_USERS),
    'What a script should do.',
    ...codes,
  ].join('\n');
}

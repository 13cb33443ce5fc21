import type { Output } from './environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** True in a continuous integration job: `CI` says so, unless it is empty or `false`. */
export const isCi = ({ CI }: Variables): boolean => CI !== undefined && CI !== '' && CI !== 'false';

/** True for a terminal that only takes plain lines (`TERM=dumb`): it can neither redraw a line nor show colour. */
const isDumb = ({ TERM }: Variables): boolean => TERM === 'dumb';

/** Questions that are drawn need room for their words: under so many columns each line would be a letter or two. */
const LEAST_COLUMNS = 20;

/** True for a terminal that gets questions as plain lines: it cannot draw, is too narrow, or says no width (0). */
export const asksPlainly = (env: Variables, { columns }: Output): boolean =>
  isDumb(env) || (columns !== undefined && columns < LEAST_COLUMNS);

/** True where a line may be drawn again and again: not on plain terminals, and not in the log of a CI job. */
export const canRedraw = (env: Variables): boolean => !isDumb(env) && !isCi(env);

/** Columns of a terminal that does not say how many it has. */
const USUAL_COLUMNS = 80;

/** How many columns a line on this stream may have; Infinity where no terminal shows it. */
export const lineWidth = ({ isTTY, columns }: Output): number =>
  isTTY === true ? columns || USUAL_COLUMNS : Infinity;

import type { Output } from './environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** True in a continuous integration job: `CI` says so, unless it is empty or `false`. */
export const isCi = ({ CI }: Variables): boolean => CI !== undefined && CI !== '' && CI !== 'false';

/** True for a terminal that only takes plain lines (`TERM=dumb`): it can neither redraw a line nor show colour. */
export const isDumb = ({ TERM }: Variables): boolean => TERM === 'dumb';

/** True where a line may be drawn again and again: not on plain terminals, and not in the log of a CI job. */
export const canRedraw = (env: Variables): boolean => !isDumb(env) && !isCi(env);

/** Columns of a terminal that does not say how many it has. */
const USUAL_COLUMNS = 80;

/** How many columns a line on this stream may have; Infinity where no terminal shows it. */
export const lineWidth = ({ isTTY, columns }: Output): number =>
  isTTY === true ? columns || USUAL_COLUMNS : Infinity;

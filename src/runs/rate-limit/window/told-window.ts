import type { Heard } from '../bucket-proof.ts';
import type { LimitFigures } from '../limit-headers.ts';

/** What the API's figures tell of a window, and what this run and others used of it. Times in ms of the clock. */
export interface ToldWindow extends Kind {
  /** The earliest time when it may end. */
  readonly ends: number;
  /** The latest time when it may end. Each answer may tell a better one: whole seconds are rounded up. */
  readonly over_at: number;
  /** How many were left, when last heard. */
  readonly remaining: number;
  /** Requests of this run that were accepted in it. */
  readonly used: number;
  /** Of those that were used, so many at least were not of this run; and when there last was a sign of others. */
  readonly others: number;
  readonly others_at: number;
  /** True once its end moved on: a window that slides gives back at any time. */
  readonly slides: boolean;
}

/** What tells a window that is given back at once from one that slides, and from a count that fades. */
interface Kind {
  /**
   * True once much was given back at once, and an accepted request was told a shorter reset than others: what slides
   * is reset a whole window after the newest use.
   */
  readonly isFixed: boolean;
  readonly isGivenBack: boolean;
  /** The longest reset told, and the shortest to an accepted request after which more was left. */
  readonly longest_ms: number;
  readonly shortest_ms: number;
}

// Seconds that are rounded up move the end of a fixed window by less than one.
const MOVED_MS = 1_100;
// By how much a reset that was told exactly is shorter than another one.
const SHORTER_MS = 100;
// A reset of a second is that of the next request.
const NEXT_MS = 1_000;
// Told as Unix time, one of two seconds may be three.
const SHORT_MS = 3_000;
// Where all is used up and no end is known, one request after so long asks anew.
const ASK_ANEW_MS = 2_000;
// Of the limit. A count that fades gives back as much in a quarter of its time.
const MUCH = 0.25;

const NOTHING_TOLD = {
  remaining: Infinity,
  used: 0,
  others: 0,
  others_at: -Infinity,
  slides: false,
  isFixed: false,
  isGivenBack: false,
  longest_ms: 0,
  shortest_ms: Infinity,
};

/** Takes in the figures of an answer. */
export function hearWindow(before: ToldWindow | null, figures: LimitFigures, heard: Heard): ToldWindow {
  const { limit, remaining, reset_ms, vague_ms } = figures;
  const { accepted, in_flight, now } = heard;
  // A reset that is rounded up would count the first requests of the next window to this one.
  const told = { ends: now + reset_ms - vague_ms, over_at: now + reset_ms };
  const known = before ?? { ...NOTHING_TOLD, ...told };
  const isSame = before !== null && now < before.ends;
  const kind = kindOf(known, figures, accepted);
  const used = (isSame ? known.used : 0) + (accepted ? 1 : 0);
  const others = Math.max(0, limit - remaining - used - in_flight);
  // What others used of a fixed window stays used. Of one that slides, what they hold is a sign as long as they do.
  const isSign = others > (isSame && kind.isFixed ? known.others : 0);
  if (!isSame) {
    // Others who used the last window are expected in the next one.
    const others_at = isSign || known.others > 0 ? now : -Infinity;
    return { remaining, used, others, others_at, slides: known.slides, ...told, ...kind };
  }
  // Made for each row: it begins with its own fields. See docs/decisions/2026-11-26-no-spread-per-row.md.
  return {
    ends: known.ends,
    over_at: Math.min(known.over_at, told.over_at),
    remaining,
    used,
    others: Math.max(known.others, others),
    others_at: isSign ? now : known.others_at,
    slides: known.slides || told.ends > known.over_at + MOVED_MS,
    ...kind,
  };
}

function kindOf(
  known: Kind & Pick<ToldWindow, 'remaining'>,
  { limit, remaining, reset_ms, vague_ms }: LimitFigures,
  accepted: boolean,
): Kind {
  const longest_ms = Math.max(known.longest_ms, reset_ms);
  const isGivenBack = known.isGivenBack || remaining - known.remaining > limit * MUCH;
  // Of the next request, a second is told, or after the last of a window more.
  const isLater = accepted && remaining > 0 && reset_ms > NEXT_MS;
  const shortest_ms = isLater ? Math.min(known.shortest_ms, reset_ms) : known.shortest_ms;
  const kind = { isGivenBack, longest_ms, shortest_ms };
  return { ...kind, isFixed: known.isFixed || isOfAll(kind, vague_ms) };
}

/**
 * Takes in how long a refusal asked to wait, in ms, where `reset_ms` was told with it: of a window that is given back
 * at once, both are its end. A run that is alone spends a short one at its beginning, where all resets are nearly as
 * long: that of a refusal later on is the first that is shorter.
 */
export function hearWaitInWindow(
  window: ToldWindow,
  asked_ms: number,
  { reset_ms, vague_ms }: Pick<LimitFigures, 'reset_ms' | 'vague_ms'>,
): ToldWindow {
  if (Math.abs(asked_ms - reset_ms) > vague_ms + MOVED_MS) return { ...window, slides: true };
  if (window.others > 0 || reset_ms <= NEXT_MS) return window;
  const shortest_ms = Math.min(window.shortest_ms, reset_ms);
  return { ...window, shortest_ms, isFixed: window.isFixed || isOfAll({ ...window, shortest_ms }, vague_ms) };
}

/** True where all was given back at once, and a reset was told that is shorter than another one. */
const isOfAll = (
  { isGivenBack, shortest_ms, longest_ms }: Omit<Kind, 'isFixed'>,
  vague_ms: number,
): boolean => isGivenBack && shortest_ms + vague_ms + SHORTER_MS < longest_ms;

/** True for a window of two or three seconds: not where the next request is told, which a bucket tells as well. */
export const isShortWindow = ({ isGivenBack, longest_ms }: ToldWindow): boolean =>
  isGivenBack && longest_ms > NEXT_MS && longest_ms <= SHORT_MS;

/** True where all is given back at a time that is known. */
export const hasKnownEnd = ({ isFixed, slides }: ToldWindow): boolean => isFixed && !slides;

/** When it is worth while to ask anew where nothing is left: at the end, or soon where it may slide. */
export function askAnewAt(window: ToldWindow, each_ms: number, now: number): number {
  return hasKnownEnd(window) ? window.over_at : now + Math.max(ASK_ANEW_MS, each_ms);
}

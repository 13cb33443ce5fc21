import { counted } from '../text/counted.ts';
import { mostUsersOf, type UserLimit } from '../validation/numbers.ts';
import type { ComparisonCounts } from './comparison.ts';
import type { Difference } from './difference.ts';

/** The limit where the call names none: a share of the active members, but at least so many. */
const USUAL_PERCENT = 10;
const USUAL_LEAST = 5;

export interface RosterFigures {
  readonly counts: ComparisonCounts;
  readonly differences: readonly Pick<Difference, 'kind'>[];
  /** As the call or the settings say it; null for the usual one. */
  readonly limit: UserLimit | null;
}

/** Why a roster looks incomplete, in words with the figures; null for one that does not. */
export function whyIncomplete({ counts, differences, limit }: RosterFigures): string | null {
  const { active, there } = counts;
  const orphans = countOf(differences, 'orphan');
  const leavers = countOf(differences, 'leaver');
  if (there === 0) return 'nobody in it is still there';
  if (orphans + leavers <= mostUsers(limit, active)) return null;
  const share = active === 0 ? '' : ` (${percentOf(orphans + leavers, active)}%)`;
  return (
    `${counted(orphans, 'orphan')} and ${counted(leavers, 'leaver')} are ${orphans + leavers} of ` +
    `${counted(active, 'active member')}${share}, more than ${limitInWords(limit)}`
  );
}

function mostUsers(limit: UserLimit | null, active: number): number {
  return limit === null ? Math.max(USUAL_LEAST, (active * USUAL_PERCENT) / 100) : mostUsersOf(limit, active);
}

function limitInWords(limit: UserLimit | null): string {
  if (limit === null) return `${USUAL_PERCENT}% of them and more than ${USUAL_LEAST}`;
  return `--max ${limit.amount}${limit.unit === 'percent' ? '%' : ''}`;
}

const countOf = (differences: RosterFigures['differences'], kind: Difference['kind']): number =>
  differences.filter((each) => each.kind === kind).length;

const percentOf = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Comparison } from '../../../roster/comparison.ts';
import { whyIncomplete } from '../../../roster/completeness.ts';
import type { Difference } from '../../../roster/difference.ts';
import type { UserLimit } from '../../../validation/numbers.ts';
import { inputName } from '../../../validation/paths.ts';
import type { GuardedPeople } from './guarded-people.ts';
import type { SignedIn } from './signed-in.ts';

/** What is known when all has been read. */
interface Found {
  readonly file: string;
  readonly signedIn: SignedIn;
  readonly guards: Pick<GuardedPeople, 'isListed'>;
  readonly comparison: Comparison;
  readonly differences: readonly Pick<Difference, 'kind'>[];
  /** As the call or the settings say it; null for the usual one. */
  readonly limit: UserLimit | null;
  /** True where the call itself names the limit: so it is sure that the roster is whole. */
  readonly isSure: boolean;
}

/**
 * Refuses a roster that looks incomplete: everybody whom it leaves out would seem to have left. Throws `CliError`
 * (usage) with the figures, before anything is answered, so that a pipe gets nothing.
 */
export function refuseIncomplete(found: Found): void {
  const { file, signedIn, guards, comparison, differences, limit, isSure } = found;
  const { counts } = comparison;
  const why = whyIncomplete({ counts, differences, limit });
  const { user_id, email } = signedIn;
  const isChecked = !isSure && user_id !== null && !guards.isListed(user_id);
  const lacksSelf = isChecked && !comparison.names({ user_id, email });
  if (why === null && !lacksSelf) return;
  const self = lacksSelf ? [`${user_id}, the signed-in user, is not in it`] : [];
  const reasons = [...self, ...(why === null ? [] : [why])].join('; ');
  const orphans = differences.filter(({ kind }) => kind === 'orphan').length;
  const leavers = differences.filter(({ kind }) => kind === 'leaver').length;
  throw new CliError(
    'INCOMPLETE_ROSTER',
    EXIT.usage,
    `${inputName(file)} looks incomplete: ${reasons}`,
    `give the complete roster; or, if it is complete, give the limit: --max ${Math.max(1, orphans + leavers)}`,
    { details: { ...counts, orphan: orphans, leaver: leavers, signed_in_user_in_roster: !lacksSelf } },
  );
}

import type { Context } from '../../../cli/context.ts';
import { idOfOrganization } from '../../../cli/missing/named-organization.ts';
import { requireAll } from '../../../cli/missing/required-values.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { View } from '../../../output/view.ts';
import { memberAccount } from '../../../roster/account.ts';
import { Comparison } from '../../../roster/comparison.ts';
import { whyIncomplete } from '../../../roster/completeness.ts';
import type { Difference } from '../../../roster/difference.ts';
import { RowStore } from '../../../roster/row-store.ts';
import { type UserLimit, userLimit } from '../../../validation/numbers.ts';
import { inputName } from '../../../validation/paths.ts';
import { lookUpProtected, readProtectList, withoutSelf } from '../guards/protected-users.ts';
import { refuseWrongClock } from '../guards/wrong-clock.ts';
import type { DiffOptions } from './diff-options.ts';
import { differencesView } from './differences-view.ts';
import { type GuardedPeople, guardedPeople, readSignedIn, type SignedIn } from './guarded-people.ts';
import { readRoster } from './read-roster.ts';

/**
 * Reads the roster, then everybody in the organization, and answers who is only in one of them. Throws `CliError`
 * (usage) before it answers anything: for what is wrong with the roster, and for one that looks incomplete.
 */
export async function showDifferences(context: Context, options: DiffOptions): Promise<View> {
  const found = { '--org': context.setting('org', options.org).value, '--roster': options.roster ?? null };
  const { '--org': organization, '--roster': file } = await requireAll(context, found);
  const list = await readProtectList(context, options.protect);
  const comparison = new Comparison();
  const store = new RowStore();
  await readRoster(context, file, options, { comparison, store });

  const organization_id = await idOfOrganization(context, organization);
  const client = await context.api();
  const request = { signal: context.environment.signal };
  const signedIn = await readSignedIn(context, client, request);
  const listed = await lookUpProtected(context, organization_id, withoutSelf(list));
  const guards = await guardedPeople(client, organization_id, { listed, me: signedIn.user_id }, request);
  let self = signedIn;
  for await (const member of client.users.listAll({ organization_id }, {}, request)) {
    const account = memberAccount(member, guards.reasonFor(member));
    if (account.user_id !== null && account.user_id === self.user_id && self.email === null) {
      self = { user_id: account.user_id, email: account.email };
    }
    comparison.addAccount(account);
  }
  await refuseWrongClock(context, inputName(file));
  const differences = comparison.differences();
  const { counts, otherStates } = comparison;
  const stored = context.setting('max').value;
  const limit = options.max ?? (stored === null ? null : userLimit(stored));
  const isLimitTyped = options.max !== undefined;
  refuseIncomplete({ file, signedIn: self, guards, comparison, differences, limit, isLimitTyped });
  return differencesView(context, { all: differences, counts, otherStates, store }, options);
}

interface Found {
  readonly file: string;
  readonly signedIn: SignedIn;
  readonly guards: Pick<GuardedPeople, 'isListed'>;
  readonly comparison: Comparison;
  readonly differences: readonly Pick<Difference, 'kind'>[];
  /** As the call or the settings say it; null for the usual one. */
  readonly limit: UserLimit | null;
  /** True where the call itself names the limit: then the caller says that the roster is whole. */
  readonly isLimitTyped: boolean;
}

/**
 * Refuses a roster that looks incomplete: everybody whom it leaves out would seem to have left. Throws `CliError`
 * (usage) with the figures, before anything is answered, so that a pipe gets nothing.
 */
function refuseIncomplete(found: Found): void {
  const { file, signedIn, guards, comparison, differences, limit, isLimitTyped } = found;
  const { counts } = comparison;
  const why = whyIncomplete({ counts, differences, limit });
  const { user_id, email } = signedIn;
  const isChecked = !isLimitTyped && user_id !== null && !guards.isListed(user_id);
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

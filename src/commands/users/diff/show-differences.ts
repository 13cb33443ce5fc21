import type { Context } from '../../../cli/context.ts';
import { idOfOrganization } from '../../../cli/missing/named-organization.ts';
import { requireAll } from '../../../cli/missing/required-values.ts';
import type { View } from '../../../output/view.ts';
import { memberAccount } from '../../../roster/account.ts';
import { Comparison } from '../../../roster/comparison.ts';
import { RowStore } from '../../../roster/row-store.ts';
import { userLimit } from '../../../validation/numbers.ts';
import { inputName } from '../../../validation/paths.ts';
import { lookUpProtected, readProtectList, withoutSelf } from '../guards/protected-users.ts';
import { refuseWrongClock } from '../guards/wrong-clock.ts';
import type { DiffOptions } from './diff-options.ts';
import { differencesView } from './differences-view.ts';
import { guardedPeople } from './guarded-people.ts';
import { readRoster } from './read-roster.ts';
import { refuseIncomplete } from './refuse-incomplete.ts';
import { readSignedIn } from './signed-in.ts';

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
  const { counts } = comparison;
  const stored = context.setting('max').value;
  const limit = options.max ?? (stored === null ? null : userLimit(stored));
  const isSure = options.max !== undefined;
  refuseIncomplete({ file, signedIn: self, guards, comparison, differences, limit, isSure });
  return differencesView(context, { all: differences, counts, store }, options);
}

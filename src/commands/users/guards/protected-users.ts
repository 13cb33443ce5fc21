import type { Context } from '../../../cli/context.ts';
import { readTold } from '../../../cli/files/typed-file.ts';
import type { GroupLists } from '../../../lookup/group-lists.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { isEmail } from '../../../validation/names.ts';
import { inputName } from '../../../validation/paths.ts';
import { type ProtectRule, protectRule, ruleText } from '../../../validation/protect-rules.ts';
import type { ReasonedRule } from './find-protected.ts';
import { refusal } from './refusal.ts';
import { IS_SELF, refuseSelf, signedInUser } from './self.ts';

/** Protected users, whom no change may touch, and the reason: text that follows the user id. */
export type ProtectedUsers = ReadonlyMap<string, string>;

/** Who is protected, as it is written: users by id, and rules that say of others that they are. */
export interface ProtectList {
  readonly users: ProtectedUsers;
  readonly rules: readonly ReasonedRule[];
}

/**
 * Reads who is protected: the stored list, `file` (`--protect`), and the signed-in user where the token names one.
 * Sends nothing. Throws `CliError` (usage) with every problem of the file.
 */
export async function readProtectList(context: Context, file: string | undefined): Promise<ProtectList> {
  const users = new Map<string, string>();
  const rules: ReasonedRule[] = [];
  const me = signedInUser(context);
  if (me !== null) users.set(me, IS_SELF);
  const add = (rule: ProtectRule, by: string) => {
    if (rule.kind === 'user') users.set(rule.value, `is protected by ${by}`);
    else rules.push({ rule, reason: `is protected by ${by}: ${ruleText(rule)}` });
  };
  const stored = context.setting('protect').value;
  for (const text of stored?.split(',') ?? []) add(protectRule(text), STORED);
  if (file !== undefined) {
    const { readProtectFile } = await import('./protect-file.ts');
    const name = inputName(file);
    const read = () => readProtectFile(file, name, context.environment);
    for (const rule of await readTold(context, file, 'the protected users', read)) add(rule, name);
  }
  return { users, rules };
}

const STORED = 'the stored list (`aitronos config get protect`)';

/**
 * The protected users of a list by id. Sends nothing where it has only ids. Throws `CliError` (usage) for rules that
 * match nothing or cannot be looked up: a guard that cannot look lets nothing pass.
 */
export async function lookUpProtected(
  context: Context,
  organization_id: string,
  { users, rules }: ProtectList,
  lists?: GroupLists,
): Promise<ProtectedUsers> {
  if (rules.length === 0) return users;
  const { findProtected } = await import('./find-protected.ts');
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  return new Map([...(await findProtected(place, rules, lists)), ...users]);
}

/** The same list without the signed-in user, unless something else protects them too. */
export const withoutSelf = ({ users, rules }: ProtectList): ProtectList => ({
  users: new Map([...users].filter(([, reason]) => reason !== IS_SELF)),
  rules,
});

/** Why the user of a row is protected, as far as the list alone says; null where it does not. */
export function reasonInList(
  { users, rules }: ProtectList,
  { user_id, email }: Pick<Row, 'user_id' | 'email'>,
): string | null {
  if (user_id === null) return null;
  const known = users.get(user_id);
  if (known !== undefined) return known;
  const address = isEmail(user_id) ? user_id : email;
  return address === undefined ? null : (rules.find(fits(address))?.reason ?? null);
}

const fits =
  (address: string) =>
  ({ rule: { kind, value } }: ReasonedRule): boolean =>
    kind === 'domain'
      ? foldCase(address).endsWith(`@${foldCase(value)}`)
      : kind === 'address' && foldCase(address) === foldCase(value);

interface SingleChange {
  readonly user_id: string;
  readonly organization_id: string;
  /** Null where no user is protected. */
  readonly list: ProtectList | null;
  readonly lists: GroupLists;
}

/** Refuses a single change of a protected user, or one that locks the signed-in user out. Throws `CliError` (usage). */
export async function refuseProtectedUser(
  context: Context,
  operation: Operation,
  { user_id, organization_id, list, lists }: SingleChange,
): Promise<void> {
  refuseSelf(context, operation, user_id);
  if (list === null) return;
  refuseListed(list, user_id);
  refuseFor((await lookUpProtected(context, organization_id, list, lists)).get(user_id), user_id);
}

/** Refuses a user, an id or an address, whom the list alone protects. Sends nothing. Throws `CliError` (usage). */
export const refuseListed = (list: ProtectList, user: string): void =>
  refuseFor(reasonInList(list, { user_id: user }), user);

/** The signed-in user is refused where the change would lock them out, and for no other. */
function refuseFor(reason: string | null | undefined, user: string): void {
  if (typeof reason !== 'string' || reason === IS_SELF) return;
  const hint = 'leave the user out, or ask whoever keeps that list';
  throw refusal('PROTECTED_USER', `${user} ${reason}`, hint);
}

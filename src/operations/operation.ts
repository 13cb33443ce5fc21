import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import type { User } from '../api/objects/user.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Action } from '../results/record.ts';
import { cutText } from '../text/cut.ts';
import type { Memberships, Target, TargetFields } from './target.ts';

/** A change to one user, used for single calls and for runs. */
export interface Operation<A extends Action = Action> {
  readonly action: A;
  /** The API's error for a user who already is in the wanted state; null where there is none. */
  readonly alreadyApplied: AlreadyApplied | null;
  /** Whether the change needs a department that takes over the user's resources. */
  readonly department: 'required' | 'optional' | 'none';
  /**
   * The API's name of the permission.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
   */
  readonly capability: string;
  /**
   * False when a second request could make the change twice: no retry after an attempt without an answer.
   * See docs/decisions/2026-11-25-invitations-in-doubt.md.
   */
  readonly repeatable: boolean;
  /** What becomes of a person's access. By it files are read: who stands in them is to go, to come, or to stay. */
  readonly access: 'taken' | 'restored' | 'given' | 'kept';
  /** How a user is afterwards; null where the lists of the row say it. */
  readonly leaves: { readonly account_state: string } | { readonly is_member: boolean } | null;
  /** The kinds of differences between a roster and the organization that it is for. */
  readonly differences: readonly string[];
  /** What logs of the API call it, the page's own word first. */
  readonly logged: readonly string[];
  /** True when it takes away what no command brings back. */
  readonly destructive: boolean;
  /** True when the API refuses the change for the signed-in user. */
  readonly forbidSelf: boolean;
  /** The confirmation at a terminal: none, a yes for many users, or a typed text even for one. */
  readonly confirmation: 'none' | 'many' | 'always';
  /** The confirmation question; `who` such as `12 users`. */
  readonly question: (who: string, organization_id: string, departments: readonly string[]) => string;
  /** The change that takes it back; null where none does. */
  readonly takenBackBy: Action | null;
  /** The verb before users: `deactivate` 12 users. */
  readonly verb: string;
  /** The result in words that follow "has been". */
  readonly done: string;
  /** The same in a report, where that says it in other words. */
  readonly reported?: string;
  /** The deviation of an answer from the target; null when there is none. */
  mismatch(user: User | null, target: Target<A>): Mismatch | null;
  /** Whether these fields are sufficient for the change. */
  accepts(fields: TargetFields): fields is Target<A>;
  send(client: Client, target: Target<A>, options: RequestOptions): Promise<User | undefined>;
}

/** The words for an answer that deviates; `unknown` where it does not tell the user's state. */
export interface Mismatch {
  readonly words: string;
  readonly outcome: 'failed' | 'unknown';
}

/** The API's error for "already so", and the result that follows from it. */
export interface AlreadyApplied {
  readonly code: string;
  /** The account state in that case; null for a removed user. */
  readonly account_state: string | null;
  /** The note when no attempt of this program can have caused it; null when it is a failure then. */
  readonly note: ((user_id: string) => string) | null;
}

/** What mends a run whose rows are not those that were checked. */
export const WITH_ORIGINAL_FILE = 'begin a new run with the original file';

/**
 * The target of an operation. Rows were validated for its action, so missing fields mean that the file was
 * changed: throws `CliError`.
 */
export function targetFor<A extends Action>(operation: Operation<A>, fields: TargetFields): Target<A> {
  if (operation.accepts(fields)) return fields;
  const message = `${operation.action} needs more than is said of ${fields.user_id ?? 'a user without an id'}`;
  throw new CliError('ROWS_CHANGED', EXIT.refused, `${message}: nothing was sent`, WITH_ORIGINAL_FILE);
}

/** The text to type before an operation on that many users; undefined where a yes is enough. */
export const confirmationFor = ({ confirmation }: Operation, count: number): string | undefined =>
  confirmation === 'always' ? String(count) : undefined;

/** The given lists without repeated ids, because a department may be named by its id and by its name. */
export function dedupe<L extends Partial<Memberships>>(lists: L): L {
  const { role_ids, department_ids } = lists;
  return {
    ...lists,
    ...(role_ids && { role_ids: [...new Set(role_ids)] }),
    ...(department_ids && { department_ids: [...new Set(department_ids)] }),
  };
}

/** The departments that a change names: the one that takes over, and those of an invitation or of memberships. */
export function departmentsOf(target: TargetFields): readonly string[] {
  const own = target.department_id === null ? [] : [target.department_id];
  return [...own, ...(listsOf(target).department_ids ?? [])];
}

/** The roles that a change names. */
export const rolesOf = (target: TargetFields): readonly string[] => listsOf(target).role_ids ?? [];

const listsOf = ({ invitation, memberships }: TargetFields): Partial<Memberships> =>
  dedupe<Partial<Memberships>>(invitation ?? memberships ?? {});

/**
 * Requires an account state of the answer. Only the other one that the API documents says that the change was not made:
 * another spelling, or a word that came later, may be how it was.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export const expectState =
  (state: 'active' | 'deactivated') =>
  (user: User | null): Mismatch | null => {
    const found: unknown = user?.account_state ?? null;
    if (found === state) return null;
    const words = `the account state is ${quoteValue(found)}, not "${state}"`;
    const other = state === 'active' ? 'deactivated' : 'active';
    return { words, outcome: found === other ? 'failed' : 'unknown' };
  };

/** The account state in an answer; null where there is none. */
export function accountStateOf(user: User | null): string | null {
  const found: unknown = user?.account_state;
  return typeof found === 'string' && /^[\w-]{1,64}$/.test(found) ? found : null;
}

const LONGEST_QUOTE_BYTES = 200;

/** A value from the API for a message. */
export const quoteValue = (value: unknown): string => cutText(JSON.stringify(value), LONGEST_QUOTE_BYTES);

import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import type { User } from '../api/user.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Action } from '../results/record.ts';
import { cutText } from '../text/cut.ts';
import type { Memberships, Target, TargetFields } from './target.ts';

/** One change to one user. Written once, run for one or for many. */
export interface Operation<A extends Action = Action> {
  readonly action: A;
  /** The API's answer that it already is so; null where it gives none. */
  readonly alreadyApplied: AlreadyApplied | null;
  /** Whether a user needs a department that takes over the resources. */
  readonly department: 'required' | 'optional' | 'none';
  /**
   * What the API calls the permission for it.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
   */
  readonly capability: string;
  /**
   * False when a second request could do it twice: it is not sent again after one whose answer never came.
   * See docs/decisions/2026-11-25-invitations-in-doubt.md.
   */
  readonly repeatable: boolean;
  /** True when the API does not let the signed-in user do it to themselves. */
  readonly forbidSelf: boolean;
  /** What is asked for at a terminal: nothing, a yes for many, or something typed even for one. */
  readonly confirmation: 'none' | 'many' | 'always';
  /** What is asked before it is done; `who` such as `12 users`. */
  readonly question: (who: string, organization_id: string, departments: readonly string[]) => string;
  /** What became of the user when it was done, in words that follow "has been". */
  readonly done: string;
  /** What of an answer is not what was asked for; null when it is. */
  mismatch(user: User | null, target: Target<A>): Mismatch | null;
  /** Whether these fields are all that the change needs. */
  accepts(fields: TargetFields): fields is Target<A>;
  send(client: Client, target: Target<A>, options: RequestOptions): Promise<User | undefined>;
}

/** In words what an answer says instead; `unknown` where it says nothing of what became of the user. */
export interface Mismatch {
  readonly words: string;
  readonly outcome: 'failed' | 'unknown';
}

/** How the API says that it already is so, and what that makes of the user. */
export interface AlreadyApplied {
  readonly code: string;
  /** The account state then; null for a user who is gone. */
  readonly account_state: string | null;
  /** What to say when it was not us; null when it is a failure then. */
  readonly note: ((user_id: string) => string) | null;
}

/**
 * The target of an operation. The rows of a run were read for its action, so they have what it needs; throws
 * `CliError` where they do not, because the file was changed.
 */
export function targetFor<A extends Action>(operation: Operation<A>, fields: TargetFields): Target<A> {
  if (operation.accepts(fields)) return fields;
  const message = `${operation.action} needs more than is said of ${fields.user_id ?? 'a user without an id'}`;
  throw new CliError('ROWS_CHANGED', EXIT.refused, `${message}: nothing was sent`);
}

/** What is to be typed before an operation on so many users; undefined where a yes will do. */
export const confirmationFor = ({ confirmation }: Operation, count: number): string | undefined =>
  confirmation === 'always' ? String(count) : undefined;

/** The lists that are given, with each id once: the same department may have been named by its id and by its name. */
export function dedupe<L extends Partial<Memberships>>(lists: L): L {
  const { role_ids, department_ids } = lists;
  return {
    ...lists,
    ...(role_ids && { role_ids: [...new Set(role_ids)] }),
    ...(department_ids && { department_ids: [...new Set(department_ids)] }),
  };
}

/** The account state that an answer must have. */
export const expectState =
  (state: string) =>
  (user: User | null): Mismatch | null => {
    const found: unknown = user?.account_state ?? null;
    if (found === state) return null;
    const words = `the account state is ${quoteValue(found)}, not "${state}"`;
    return { words, outcome: accountStateOf(user) === null ? 'unknown' : 'failed' };
  };

/** The account state that an answer names; null where it names none. */
export function accountStateOf(user: User | null): string | null {
  const found: unknown = user?.account_state;
  return typeof found === 'string' && /^[\w-]{1,64}$/.test(found) ? found : null;
}

const LONGEST_QUOTE_BYTES = 200;

/** A value of the API's as it may stand in a message. */
export const quoteValue = (value: unknown): string => cutText(JSON.stringify(value), LONGEST_QUOTE_BYTES);

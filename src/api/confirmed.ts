import { cutText } from '../text/cut.ts';
import { isObject } from '../validation/objects.ts';
import {
  errorWords,
  isOfAddress,
  isOfOrganization,
  isOfUser,
  namesUser,
  objectOf,
  tellsError,
  wrongAnswerError,
} from './answers.ts';
import { type Member, memberState } from './members.ts';

const MOST_BYTES = 200;

/** What a change asked for, as far as its answer tells it. */
interface Wanted {
  readonly id?: string;
  readonly organization_id: string;
  readonly account_state?: string;
  /** For an invitation. */
  readonly email?: string;
}

/**
 * The user in a successful answer to a change. Throws `ApiError` (`UNEXPECTED_STATE`, its `cause` the answer) for an
 * answer that does not confirm the change: no user, another one or in another state, or an error.
 */
export function confirmUser<U extends object>(answer: U, wanted: Wanted): U {
  const flaw = flawOf(answer, wanted);
  if (flaw === null) return answer;
  throw unconfirmed(flaw, answer);
}

const unconfirmed = (flaw: string, cause: object) =>
  wrongAnswerError('UNEXPECTED_STATE', `the API answered, but ${flaw}`, { cause });

function flawOf(answer: unknown, { id, organization_id, account_state, email }: Wanted): string | null {
  if (!isObject(answer)) return 'there is no user in its answer';
  if (tellsError(answer)) return `with an error (${errorWords(answer)})`;
  if (id !== undefined && !isOfUser(id, answer)) return `about another user than ${id}`;
  if (email !== undefined && !isOfAddress(email, answer)) return `about another address than ${email}`;
  if (!isOfOrganization(organization_id, answer)) return `about another organization than ${organization_id}`;
  if (account_state === undefined || answer['account_state'] === account_state) return null;
  const found = cutText(JSON.stringify(answer['account_state'] ?? null), MOST_BYTES);
  return `the account state is ${found}, not "${account_state}"`;
}

/** What was asked about: ids under the names by which an answer has them, the one that is meant first. */
type Named = Readonly<Record<string, string>>;

/**
 * The department or role that was asked about. Throws `ApiError` (`UNEXPECTED_STATE`, its `cause` the answer) for
 * another one, and `AitronosError` (`UNEXPECTED_ANSWER`) for none.
 */
export const requireSame = <O extends object>(what: 'department' | 'role', named: Named, answer: O): O =>
  requireNamed(what, named, objectOf(answer, `a ${what}`));

/**
 * What a change made or changed. Throws `ApiError` (`UNEXPECTED_STATE`, its `cause` the answer) for another one, for
 * none and for an error: the change was sent, and may have been made.
 */
export function confirmMade<O extends object>(
  what: 'department' | 'role' | 'member' | 'assignment',
  named: Named,
  answer: O,
): O {
  if (!isObject(answer)) throw unconfirmed(`there is no ${what} in its answer`, answer);
  requireNoError(answer);
  return requireNamed(what, named, answer);
}

/** An answer may name none of the ids. */
function requireNamed<O extends object>(what: string, named: Named, found: O): O {
  const isOther = ([name, wanted]: readonly [string, string]) => {
    const told: unknown = Reflect.get(found, name) ?? wanted;
    return told !== wanted;
  };
  if (!Object.entries(named).some(isOther)) return found;
  const [about] = Object.values(named);
  const message = `the API was asked about ${about}, and answered about another ${what} or organization`;
  throw wrongAnswerError('UNEXPECTED_STATE', message, { cause: found });
}

/**
 * Nothing, as the removal of a user answers. Throws as `confirmUser` does for an object about another one, and for
 * `detail` or `errors` beside no user; a message may say that it was done, as a `detail` beside `success: true` does.
 * It throws for a user who is still active, too.
 */
export function requireGone(answer: unknown, wanted: Pick<Wanted, 'id' | 'organization_id'>): undefined {
  if (!isObject(answer)) return;
  confirmUser(answer, wanted);
  if (isStillActive(answer)) throw unconfirmed(STILL_ACTIVE, answer);
  const { success, detail, ...rest } = answer;
  const told = { ...rest, detail: success === true ? null : detail, message: null };
  const words = namesUser(answer) ? '' : errorWords(told);
  if (words !== '') throw unconfirmed(`with an error (${words})`, answer);
}

/** What is wrong with such an answer, in words that follow `the API answered, but`. */
export const STILL_ACTIVE = 'the account state is still "active"';

/** True where the answer to a removal shows an active user: as they were before, or because nothing was done. */
export const isStillActive = (answer: Member): boolean =>
  memberState(isObject(answer['user']) ? answer['user'] : answer) === 'active';

/** Nothing, as a deletion answers. Throws `ApiError` (`UNEXPECTED_STATE`) for an error in an answer of success. */
export function requireNoError(answer: unknown): undefined {
  if (!isObject(answer) || !tellsError(answer)) return;
  throw unconfirmed(`with an error (${errorWords(answer)})`, answer);
}

import { wrongAnswerError } from '../api/answers.ts';
import type { Tokens } from '../api/auth.ts';
import type { Attempt } from '../api/http/request.ts';
import { reason } from '../errors/reason.ts';
import { isRefusedRenewal } from '../errors/retryable.ts';
import type { Clock } from '../system/time/clock.ts';
import { expiryOf, isDue } from './expiry.ts';
import { subjectOf } from './jwt.ts';
import { notRenewedError, refusedError, sessionEndedError } from './renewal-errors.ts';
import type { SessionStore } from './session-store.ts';
import type { Session } from './stored-session.ts';

export interface TokenRefresh {
  readonly profile: string;
  readonly clock: Clock;
  /** Asks the API for new tokens; throws its errors. */
  readonly requestTokens: (refresh_token: string, onAttempt: (attempt: Attempt) => void) => Promise<Tokens>;
  /**
   * Called with the message why a new session could not be stored, or why the old token will expire without a new one.
   */
  readonly onTrouble: (words: string) => void;
}

/**
 * The session to use from now on, to be called under the lock: the one that another process has stored in the
 * meantime, or else new tokens from the API.
 * See docs/decisions/2026-11-25-renewal-under-lock.md.
 * Throws `ApiError` (`SESSION_ENDED`, 401), `ConnectionError` (`NOT_RENEWED`), and `CliError` where new
 * tokens could not be stored; no refresh token is spent then.
 */
export async function refreshSession(
  sessions: SessionStore,
  current: Session,
  refresh: TokenRefresh,
): Promise<Session> {
  const { profile, clock } = refresh;
  const kept = await sessions.read(profile);
  checkSameUser(current, kept, profile);
  // A process that read while they were stored has the new token beside the end of the old one.
  const isOther = kept.access_token !== current.access_token || kept.stored_at !== current.stored_at;
  if (isOther && !isDue(kept, clock.now())) return kept;
  const { refresh_token } = kept;
  if (refresh_token === null)
    throw sessionEndedError(`the access token of profile ${profile} cannot be renewed`);
  const freeRoom = await prepare(sessions, kept, profile);
  let unheard: string | null = null;
  const onAttempt = ({ answer, sent }: Attempt) => {
    if (sent && answer === null) unheard ??= 'got no answer';
    else if (answer && answer.status >= 500) unheard ??= `was answered with ${answer.status}`;
    else if (answer && answer.status < 300) unheard ??= 'was answered without a token of this user';
  };
  return refresh
    .requestTokens(refresh_token, onAttempt)
    .then((tokens) => requireSameUser(kept, tokens))
    .then(
      (tokens) => {
        freeRoom();
        return storeTokens(sessions, kept, tokens, refresh);
      },
      (error: unknown) => {
        freeRoom();
        return handleRefusal(sessions, kept, error, { profile, unheard });
      },
    );
}

/** Refuses tokens of another user, in whose name this one would go on. Throws `ApiError` (`UNEXPECTED_STATE`). */
function requireSameUser({ user_id, access_token }: Session, tokens: Tokens): Tokens {
  // A token may call its user otherwise than the API does.
  const subject = subjectOf(access_token) ?? user_id;
  if (!isAnother(user_id, tokens.user_id) && !isAnother(subject, subjectOf(tokens.access_token)))
    return tokens;
  throw wrongAnswerError('UNEXPECTED_STATE', 'the API answered with tokens of another user');
}

const isAnother = (before: string | null, after: string | null) =>
  before !== null && after !== null && before !== after;

/**
 * A refresh token can be used once, so it is not sent where the new tokens could not be stored. That it is about to be
 * spent is stored first: a process that is killed before it has the answer cannot say so any more.
 */
async function prepare(sessions: SessionStore, kept: Session, profile: string): Promise<() => void> {
  sessions.writeFacts(profile, { ...kept, unheard: kept.unheard ?? KILLED });
  return sessions.reserveRoom(profile, kept.store, kept).catch((error: unknown) => {
    leaveAsBefore(sessions, kept, profile, null);
    throw error;
  });
}

const KILLED = 'was cut off before its answer came';

/** The session stays, with what is known of its refresh token. Where that cannot be written, it is told too often. */
function leaveAsBefore(sessions: SessionStore, kept: Session, profile: string, unheard: string | null): void {
  try {
    sessions.writeFacts(profile, { ...kept, unheard: kept.unheard ?? unheard });
  } catch {}
}

/**
 * Ends the call where the profile was signed out, or signed in by another user, meanwhile.
 * See docs/decisions/2026-11-25-renewal-same-user.md.
 */
function checkSameUser(current: Session, kept: Session | null, profile: string): asserts kept is Session {
  if (kept === null) throw sessionEndedError(`profile ${profile} was signed out meanwhile`);
  const other = kept.user_id !== null && current.user_id !== null && kept.user_id !== current.user_id;
  if (other || kept.origin !== current.origin) {
    throw sessionEndedError(`profile ${profile} was signed in as somebody else meanwhile`);
  }
}

/**
 * Stores the new tokens. Where that fails twice, this call uses them all the same, because the old refresh token is
 * spent.
 */
async function storeTokens(
  sessions: SessionStore,
  kept: Session,
  tokens: Tokens,
  refresh: TokenRefresh,
): Promise<Session> {
  const { profile, clock, onTrouble } = refresh;
  const { access_token, expires_in } = tokens;
  const now = clock.now();
  const refresh_token = tokens.refresh_token ?? kept.refresh_token;
  const session: Session = {
    ...kept,
    access_token,
    refresh_token,
    expires_at: expiryOf(access_token, expires_in, now),
    stored_at: new Date(now).toISOString(),
    user_id: tokens.user_id ?? kept.user_id,
    email: tokens.email ?? kept.email,
    unheard: null,
  };
  // While this process was suspended another one may have taken the lock: what that stored is newer than these tokens.
  const stored = sessions.lost() ? await sessions.read(profile) : kept;
  if (stored?.access_token !== kept.access_token) return stored ?? session;
  const write = () => sessions.write(profile, session);
  // What fails once, as a network disk may, need not cost the session.
  const left = await write()
    .catch(write)
    .catch((error: unknown) => {
      const lost = 'the new tokens could not be stored, and the old refresh token is spent';
      return `${lost}: sign in again with \`aitronos auth login\` (${reason(error)})`;
    });
  if (left !== null) onTrouble(left);
  return session;
}

/**
 * The API gave no new tokens. A session that it no longer knows is removed, unless another process was quicker and
 * stored a new one, which is given back.
 */
async function handleRefusal(
  sessions: SessionStore,
  kept: Session,
  error: unknown,
  { profile, unheard }: { readonly profile: string; readonly unheard: string | null },
): Promise<Session> {
  if (!isRefusedRenewal(error)) {
    // The API may tell the next command that the refresh token is unknown: this is stored so that it can say why.
    leaveAsBefore(sessions, kept, profile, unheard);
    throw notRenewedError(error);
  }
  const stored = await sessions.read(profile);
  if (stored !== null && stored.access_token !== kept.access_token) return stored;
  await sessions.forget(profile);
  throw refusedError(profile, error, unheard ?? kept.unheard);
}

import type { Tokens } from './api/auth.ts';
import type { Bearer } from './api/authorization.ts';
import { ApiError, ConnectionError } from './api/errors.ts';
import type { Clock } from './clock.ts';
import { reason } from './errors.ts';
import { endOf, isDue, isOver } from './settings/session-life.ts';
import type { Sessions } from './settings/sessions.ts';
import type { Session } from './settings/stored-session.ts';

/** What renewing a stored session takes. */
export interface Renewal {
  readonly profile: string;
  readonly clock: Clock;
  /** Asks the API for new tokens; throws its errors. */
  readonly refresh: (refresh_token: string) => Promise<Tokens>;
  /** Runs `work` while no other process may change what is stored. */
  readonly change: (work: (sessions: Sessions) => Promise<Session>) => Promise<Session>;
  /** Hears each session that counts from now on. */
  readonly onRenewed: (session: Session) => void;
  /** Hears that a new session counts for this call but could not be stored. */
  readonly onTrouble: (words: string) => void;
}

/**
 * The token of a stored session, renewed before it ends, or when the API says that it has: once for all requests of this
 * process, and once for all processes, because what is stored is read again under the lock before a refresh token is spent.
 * Its functions throw `ApiError` (`SESSION_ENDED`, 401) when the session is over, and `ConnectionError` when the API could not be asked.
 */
export function renewedBearer(first: Session, renewal: Renewal): Bearer {
  const { clock } = renewal;
  let current = first;
  let underWay: Promise<void> | null = null;

  const renewNow = async () => {
    current = await renewal.change((sessions) => renewed(sessions, current, renewal));
    renewal.onRenewed(current);
  };
  const renew = () => {
    underWay ??= renewNow().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    async token() {
      if (!isDue(current, clock.now())) return current.access_token;
      await renew().catch((error: unknown) => {
        // As long as the old token is good, trouble with the new one is none yet.
        if (error instanceof ApiError || isOver(current, clock.now())) throw error;
      });
      return current.access_token;
    },
    async expired(token) {
      if (token === current.access_token) await renew();
      return true;
    },
  };
}

/** The session that counts now: what another process stored meanwhile, or what the API gives for the refresh token. */
async function renewed(sessions: Sessions, current: Session, renewal: Renewal): Promise<Session> {
  const { profile, clock } = renewal;
  const kept = await sessions.read(profile);
  checkSame(current, kept, profile);
  if (kept.access_token !== current.access_token && !isDue(kept, clock.now())) return kept;
  const { refresh_token } = kept;
  if (refresh_token === null) throw ended(`the access token of profile ${profile} cannot be renewed`);
  return renewal.refresh(refresh_token).then(
    (tokens) => store(sessions, kept, tokens, renewal),
    (error: unknown) => refused(sessions, kept, profile, error),
  );
}

/** Nobody may go on as somebody else because the profile changed hands. */
function checkSame(current: Session, kept: Session | null, profile: string): asserts kept is Session {
  if (kept === null) throw ended(`profile ${profile} was signed out meanwhile`);
  const other = kept.user_id !== null && current.user_id !== null && kept.user_id !== current.user_id;
  if (other || kept.origin !== current.origin) {
    throw ended(`profile ${profile} was signed in as somebody else meanwhile`);
  }
}

async function store(sessions: Sessions, kept: Session, tokens: Tokens, renewal: Renewal): Promise<Session> {
  const { profile, clock, onTrouble } = renewal;
  const { access_token, expires_in } = tokens;
  const now = clock.now();
  const refresh_token = tokens.refresh_token ?? kept.refresh_token;
  const session: Session = {
    ...kept,
    access_token,
    refresh_token,
    expires_at: endOf(access_token, expires_in, now),
    stored_at: new Date(now).toISOString(),
    user_id: tokens.user_id ?? kept.user_id,
    email: tokens.email ?? kept.email,
  };
  // A process that was suspended lost the lock: what others stored meanwhile is newer than what it holds.
  const stored = sessions.lost() ? await sessions.read(profile) : kept;
  if (stored?.access_token !== kept.access_token) return stored ?? session;
  await sessions.write(profile, session).catch((error: unknown) => {
    onTrouble(
      `the new access token could not be stored, so the next command has to sign in: ${reason(error)}`,
    );
  });
  return session;
}

/** No new tokens. A session that the API no longer knows is forgotten, unless another process was quicker and stored a new one. */
async function refused(sessions: Sessions, kept: Session, profile: string, error: unknown): Promise<Session> {
  if (!isRefusal(error)) throw notRenewed(error);
  const stored = await sessions.read(profile);
  if (stored !== null && stored.access_token !== kept.access_token) return stored;
  await sessions.forget(profile);
  const why = `${error.message} (${error.code})`;
  throw ended(
    `the API did not renew the access token of profile ${profile}, which is signed out now: ${why}`,
    error,
  );
}

/** True when the API says that the refresh token itself is the trouble. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 401, 403, 422].includes(error.status);
}

/** Nothing was sent for want of a token; asking again later may help. */
function notRenewed(error: unknown): ConnectionError {
  const message = `the access token could not be renewed: ${reason(error)}`;
  return new ConnectionError('NOT_RENEWED', message, false, { cause: error });
}

function ended(message: string, cause?: ApiError): ApiError {
  return new ApiError({
    code: 'SESSION_ENDED',
    message,
    status: 401,
    type: cause?.type ?? null,
    details: {},
    trace_id: cause?.trace_id ?? null,
    request_id: cause?.request_id ?? null,
    retry_after_s: null,
  });
}

import type { Bearer } from '../api/http/authorization.ts';
import { ApiError } from '../errors/api-errors.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { SIGN_IN } from './credentials.ts';
import { isDue, isOver } from './expiry.ts';
import type { SessionStore } from './session-store.ts';
import type { Session } from './stored-session.ts';
import { refreshSession, type TokenRefresh } from './token-refresh.ts';

export interface BearerOptions extends TokenRefresh {
  /** Runs `work` while this process holds the lock on the stored sessions. */
  readonly changeSessions: (work: (sessions: SessionStore) => Promise<Session>) => Promise<Session>;
  /** Is told of each session that is used from now on. */
  readonly onRefreshed: (session: Session) => void;
}

/** The bearer of a client that only signs in and has no token yet: using it is a defect. */
export const SIGNED_OUT: Bearer = {
  token: () => {
    throw new CliError('NOT_SIGNED_IN', EXIT.signIn, 'no access token', SIGN_IN);
  },
  expired: async () => false,
};

/**
 * The token of a stored session, refreshed before it expires or when the API rejects it as expired. There is
 * one refresh for all requests of this process, and one for all processes: the stored session is read again
 * under the lock before a refresh token is spent. Its functions throw `ApiError` (`SESSION_ENDED`, 401) when
 * the session has ended, and `ConnectionError` when the API could not be asked.
 */
export function refreshingBearer(first: Session, options: BearerOptions): Bearer {
  const { clock, changeSessions, onRefreshed, onTrouble } = options;
  let current = first;
  /** The token that the API called ended and did not replace: nothing more is sent with it. */
  let ended: string | null = null;
  let underWay: Promise<void> | null = null;
  // Where this machine cannot store a new token, that is told once, and not tried again at each request.
  let isTroubleReported = false;

  const refreshNow = async () => {
    current = await changeSessions((sessions) => refreshSession(sessions, current, options)).catch(
      throwNotRefreshed,
    );
    ended = null;
    onRefreshed(current);
  };
  /** Requests that find the token due at the same time wait for the same refresh. */
  const refresh = () => {
    underWay ??= refreshNow().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    async token() {
      const now = clock.now();
      const isGood = !isDue(current, now) || (isTroubleReported && !isOver(current, now));
      if (isGood && ended === null) return current.access_token;
      await refresh().catch((error: unknown) => {
        // As long as the old token is good, requests go on with it.
        if (error instanceof ApiError || ended !== null || isOver(current, clock.now())) throw error;
        if (!(error instanceof CliError)) return;
        isTroubleReported = true;
        onTrouble(`${error.message}; the old token is used until it expires, ${current.expires_at}`);
      });
      return current.access_token;
    },
    async expired(token) {
      if (token !== current.access_token) return true;
      await refresh().catch((error: unknown) => {
        ended = token;
        throw error;
      });
      return true;
    },
  };
}

const MAKE_ROOM = 'make room, or let the file be written, and try again: you are still signed in';

/** The failure is local, and no refresh token was spent: the session is unchanged. */
function throwNotRefreshed(error: unknown): never {
  if (!(error instanceof CliError)) throw error;
  const { code, exit, details, retryable } = error;
  const message = `the access token was not renewed: ${error.message}`;
  const hint = error.isGeneral || error.hint === null ? MAKE_ROOM : error.hint;
  const more = { cause: error, details: { ...details, renewed: false }, retryable };
  throw new CliError(code, exit, message, hint, more);
}

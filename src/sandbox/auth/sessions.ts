import { Refusal } from '../refusal.ts';
import type { SandboxSession, SignInStore } from './sign-in-store.ts';
import { createAccessToken, randomId, readClaims } from './tokens.ts';

export interface IssuedTokens {
  readonly user_id: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly device_id: string;
}

// Our choice: the pages do not say how long a refresh token is valid.
const LIFE_MS = 30 * 24 * 60 * 60_000;

/**
 * Sessions of signed-in people: access tokens that live `life_s` seconds, renewed with refresh tokens.
 * Times in milliseconds since 1970.
 */
export class Sessions {
  readonly life_s: number;
  readonly #store: SignInStore;

  constructor(store: SignInStore, life_s: number) {
    this.life_s = life_s;
    this.#store = store;
  }

  open(user_id: string, now: number): Promise<IssuedTokens> {
    return this.#store.change(({ sessions }) => {
      for (const [id, { ends_at }] of sessions) if (ends_at + LIFE_MS < now) sessions.delete(id);
      const id = randomId('ses_');
      const session = renewed({ user_id, device_id: randomId('dev_') }, id, now);
      sessions.set(id, session);
      return this.#grant(id, session, now);
    });
  }

  /**
   * Exchanges a refresh token for new tokens; with `rotate`, a refresh token is valid once. Throws a `Refusal` (401).
   * Our choice: that it is valid once, and the codes.
   * https://docs.aitronos.com/docs/api-reference/authentication/login/refresh
   */
  renew(refresh_token: string, now: number, rotate: boolean): Promise<IssuedTokens> {
    return this.#store.change(({ sessions }) => {
      const id = sessionOf(refresh_token);
      const session = sessions.get(id);
      if (session?.refresh_token !== refresh_token) {
        throw new Refusal(401, 'TOKEN_INVALID', 'The refresh token is not valid.');
      }
      if (session.ends_at <= now) throw new Refusal(401, 'TOKEN_EXPIRED', 'The refresh token has expired.');
      const next = rotate ? renewed(session, id, now) : session;
      sessions.set(id, next);
      return this.#grant(id, next, now);
    });
  }

  /** Ends a session by its id, and the session that a refresh token renews. */
  async end(session_id: string | null, refresh_token: string | undefined): Promise<void> {
    await this.#store.change(({ sessions }) => {
      sessions.delete(session_id ?? '');
      const id = sessionOf(refresh_token ?? '');
      if (sessions.get(id)?.refresh_token === refresh_token) sessions.delete(id);
    });
  }

  /** The devices on which a user is signed in, and when each got its tokens (ms since 1970), the oldest first. */
  listDevices(user_id: string, now: number): { readonly device_id: string; readonly used_at: number }[] {
    return [...this.#store.read().sessions.values()]
      .filter((session) => session.user_id === user_id && session.ends_at > now)
      .map(({ device_id, ends_at }) => ({ device_id, used_at: ends_at - LIFE_MS }))
      .sort((one, other) => one.used_at - other.used_at);
  }

  /**
   * The person and session of an access token. Throws a `Refusal` (401).
   * https://docs.aitronos.com/docs/api-reference/error-codes
   */
  findHolder(token: string, now: number): { readonly user_id: string; readonly session_id: string } {
    const claims = readClaims(token);
    if (!claims || !this.#store.read().sessions.has(claims.sid)) {
      throw new Refusal(401, 'TOKEN_INVALID', 'The access token is not valid.');
    }
    if (claims.exp * 1_000 <= now) throw new Refusal(401, 'TOKEN_EXPIRED', 'The access token has expired.');
    return { user_id: claims.sub, session_id: claims.sid };
  }

  #grant(id: string, { user_id, refresh_token, device_id }: SandboxSession, now: number): IssuedTokens {
    const access_token = createAccessToken(user_id, id, now, this.life_s);
    return { user_id, access_token, refresh_token, device_id };
  }
}

const renewed = (
  session: Pick<SandboxSession, 'user_id' | 'device_id'>,
  id: string,
  now: number,
): SandboxSession => ({
  user_id: session.user_id,
  device_id: session.device_id,
  refresh_token: `${id}.${randomId('')}`,
  ends_at: now + LIFE_MS,
});

const sessionOf = (refresh_token: string): string => refresh_token.split('.')[0] ?? '';

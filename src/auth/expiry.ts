import { expiresAt, lifetimeOf, withinDates } from './jwt.ts';
import type { SessionFacts } from './stored-session.ts';

const LONGEST_MARGIN_MS = 60_000;

/**
 * When an access token that has just come ends, by the clock of this machine (ISO 8601); null where it is not
 * known. `expires_in` in seconds, `now` in milliseconds. A length of time wins over a moment, because it is right
 * also where this machine's clock is wrong.
 */
export function expiryOf(access_token: string, expires_in: number | null, now: number): string | null {
  const life = expires_in === null ? lifetimeOf(access_token) : expires_in * 1000;
  const end = life === null ? expiresAt(access_token) : now + life;
  // The API gives no token that is over. A moment in the past means that this clock is wrong, and believing it would
  // renew the token at every request.
  return end !== null && end > now ? new Date(withinDates(end)).toISOString() : null;
}

/**
 * True when a session's token is to be replaced before it is used: less than a minute is left, or a third of
 * a shorter life. See docs/decisions/2026-11-25-token-due.md.
 */
export function isDue(session: SessionFacts, now: number): boolean {
  const { renewable, expires_at, stored_at } = session;
  if (!renewable || expires_at === null) return false;
  const end = Date.parse(expires_at);
  const life = end - Date.parse(stored_at);
  const margin = life > 0 ? Math.min(LONGEST_MARGIN_MS, life / 3) : LONGEST_MARGIN_MS;
  return end - now < margin;
}

/** True when a token is known to have ended. */
export function isOver({ expires_at }: Pick<SessionFacts, 'expires_at'>, now: number): boolean {
  return expires_at !== null && Date.parse(expires_at) <= now;
}

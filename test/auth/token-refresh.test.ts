import { expect, it } from 'vitest';
import type { SessionStore } from '../../src/auth/session-store.ts';
import type { Session } from '../../src/auth/stored-session.ts';
import { refreshSession } from '../../src/auth/token-refresh.ts';
import { systemClock } from '../../src/system/time/clock.ts';

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

const KEPT: Session = {
  origin: 'http://127.0.0.1:1',
  access_token: 'new',
  refresh_token: 'second',
  stored_at: at(0),
  expires_at: at(3600),
  user_id: null,
  email: null,
  organization_id: null,
  store: 'file',
  renewable: true,
  unheard: null,
};
const ENDED = { stored_at: at(-3600), expires_at: at(-1) };

/** What a process has read before it has the lock, and whether it asks for new tokens beside what is stored then. */
it.each<[what: string, read: Partial<Session>, asked: readonly string[]]>([
  ['the tokens before', { ...ENDED, access_token: 'old', refresh_token: 'first' }, []],
  ['the new tokens beside the end of the old ones', ENDED, []],
  ['what stands there, which the API calls ended', {}, ['second']],
])('a process asks for new tokens where nothing newer is stored: %s', async (_what, read, asked) => {
  const spent: string[] = [];
  const sessions: Partial<SessionStore> = {
    read: async () => KEPT,
    writeFacts: () => {},
    reserveRoom: async () => () => {},
  };
  const end = refreshSession(
    sessions as SessionStore,
    { ...KEPT, ...read },
    {
      profile: 'default',
      clock: systemClock,
      onTrouble: () => {},
      async requestTokens(refresh_token) {
        spent.push(refresh_token);
        throw new Error('no way');
      },
    },
  );
  const used = await end.catch(() => null);
  expect(spent).toEqual(asked);
  expect(used).toEqual(asked.length > 0 ? null : KEPT);
});

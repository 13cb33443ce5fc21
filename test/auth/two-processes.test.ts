import { mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Aitronos } from '../../src/index.ts';
import { systemClock } from '../../src/system/time/clock.ts';
import { DEACTIVATE, useMachine } from '../bin/process.ts';
import { takeBack } from '../take-back.ts';
import { Credentials } from './renewing.ts';
import { TokenServer } from './token-server.ts';

// Each race takes two processes half a second. AITRONOS_TEST_RACES=200 runs as many as one likes.
const RACES = Number(process.env['AITRONOS_TEST_RACES'] ?? 4);

/** For Node: a process whose seconds take a tenth of one. */
const TEN_TIMES_AS_FAST = [
  '--import',
  `data:text/javascript,const real = setTimeout;
globalThis.setTimeout = (work, ms, ...more) => real(work, ms / 10, ...more);`,
];

const machine = useMachine();
vi.setConfig({ testTimeout: 30_000 + RACES * 5000 });
let server: TokenServer;
beforeEach(async () => {
  server = new TokenServer(systemClock, { life_ms: 60_000 });
  await server.start();
  machine.current.env['AITRONOS_API_URL'] = server.url;
});
afterEach(() => server.close());

const credentials = new Credentials(machine, () => server);
const store: Credentials['store'] = (...values) => credentials.store(...values);

describe('two processes at once', () => {
  it.each(['known', 'told'] as const)(
    `never spend one refresh token twice (an end that is %s, ${RACES} times)`,
    async (how) => {
      for (let race = 0; race < RACES; race++) {
        const { refresh } = server.signIn();
        server.end();
        store('ended', refresh, how);
        const both = [machine.current.run(DEACTIVATE), machine.current.run(DEACTIVATE)];
        for (const { exit, stderr } of await Promise.all(both))
          expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack() });
        expect(server).toMatchObject({ refreshed: 1, refused: 0 });
        const { access_token } = credentials.stored();
        expect(server.granted.map(({ token }) => token)).toEqual([access_token, access_token]);
      }
    },
  );

  it(`are both served by the sandbox, which is asked once (${RACES} times)`, async () => {
    const { current } = machine;
    await current.sandbox({ token_ttl_s: 60 });
    const url = current.env['AITRONOS_API_URL'] ?? '';
    const client = new Aitronos({ accessToken: 'nobody', baseUrl: url });
    const email_or_username = 'ada@example.com';
    const { email_key = '' } = await client.auth.login({ email_or_username, password: 'sandbox-password' });
    const first = await client.auth.verify({ email_key, verification_code: 1234 });
    await client.close();
    store(first.access_token, first.refresh_token ?? '', 'known', url);
    for (let race = 1; race <= RACES; race++) {
      const options = { env: { AITRONOS_ACCESS_TOKEN: undefined } };
      const both = [current.run(DEACTIVATE, options), current.run(DEACTIVATE, options)];
      for (const { exit, stderr } of await Promise.all(both)) expect(exit, stderr).toBe(0);
      expect(current.requests.filter(({ path }) => path === '/v1/auth/refresh')).toHaveLength(race);
      const { access_token, refresh_token } = credentials.stored();
      store(access_token, refresh_token, 'known', url);
    }
  });

  it('wait for each other while the API takes its time', async () => {
    const { refresh } = server.signIn();
    server.end();
    store('ended', refresh, 'told');
    const first = await credentials.renewing('answering');
    const second = machine.current.run(DEACTIVATE);
    await new Promise<void>((refused) => {
      server.meanwhile = async () => refused();
    });
    first.go();
    expect((await first.process.ended).exit).toBe(0);
    expect((await second).exit).toBe(0);
    expect(server).toMatchObject({ refreshed: 1, refused: 0 });
  });

  it('are one that was killed, and one that goes on when its lock is old', async () => {
    const { refresh } = server.signIn();
    store('ended', refresh);
    const first = await credentials.renewing('arriving');
    first.process.child.kill('SIGKILL');
    await first.process.ended;
    expect((await machine.current.run(DEACTIVATE)).exit).toBe(0);
    expect(server).toMatchObject({ refreshed: 1, refused: 0 });
    first.go();
  });

  it('are one whose lock was stolen, and which leaves what the thief stored as it is', async () => {
    const { refresh } = server.signIn();
    store('ended', refresh);
    const first = await credentials.renewing('answering', { node: TEN_TIMES_AS_FAST });
    rmdirSync(`${credentials.file}.lock`);
    mkdirSync(`${credentials.file}.lock`);
    const hers = server.signIn();
    store(hers.access, hers.refresh);
    // It looks after its lock every other second of its own.
    await new Promise((next) => setTimeout(next, 1000));
    first.go();
    expect((await first.process.ended).exit).toBe(0);
    expect(server.granted).toMatchObject([{ token: hers.access }]);
    expect(credentials.stored()).toMatchObject({ access_token: hers.access, refresh_token: hers.refresh });
  });
});

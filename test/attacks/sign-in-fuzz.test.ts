import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jwt } from '../auth/jwt.ts';
import { perhaps } from '../scripted-server.ts';
import { type CallOptions, type Ended, ORG, SIGNED_OUT, useWorld } from '../world.ts';
import { checkEnd } from './every-end.ts';
import { HANDED_OUT, RENEWING, SIGNING_IN, stepOf } from './hostile-sign-ins.ts';

const world = useWorld();

const RUNS = Number(process.env['AITRONOS_FUZZ_RUNS'] ?? 25);
const SEED = Number(process.env['AITRONOS_FUZZ_SEED'] ?? 1);

/** No call has anything to do for so long: its clock does not wait. */
const STALLED_MS = 4_000;

const OLD_REFRESH = 'old-refresh-4d7a1e9c';
const PASSWORD = 'swordfish-77-abc';

/** Stored access tokens: one that says nothing of its end, one that is due, one that is over. */
const OLD = [
  'old-access-8f2b6c3d',
  jwt({ sub: 'usr_abc123', exp: 1_772_366_430 }),
  jwt({ exp: 1_700_000_000 }),
];

const SECRETS = [...HANDED_OUT, ...OLD, OLD_REFRESH, PASSWORD];

/** Runs a line until it has ended, and looks at what it said and stored. */
async function ends(line: string, options: CallOptions): Promise<Ended> {
  const interrupt = new AbortController();
  const alarm = setTimeout(() => interrupt.abort(), STALLED_MS);
  const ended = await world.current.run(line, { ...options, env: SIGNED_OUT, interrupt });
  clearTimeout(alarm);
  expect(interrupt.signal.aborted, 'it goes on for ever').toBe(false);
  checkEnd(ended, { hidden: SECRETS, shows: line === 'auth token' });
  await checkStored();
  return ended;
}

/** What is stored is whole, can be shown again and says nothing more than it should. */
async function checkStored(): Promise<void> {
  const file = join(world.current.home, 'config', 'credentials.json');
  if (existsSync(file)) {
    const { profiles = {} } = JSON.parse(readFileSync(file, 'utf8'));
    for (const session of Object.values<Record<string, unknown>>(profiles)) {
      expect(session['access_token'] ?? session['store']).toMatch(/^[\u0021-\u007e]+$/);
      expect(session['refresh_token'] ?? 'none').toMatch(/^[\u0021-\u007e]+$/);
      expect(session['user_id'] ?? 'usr_none').toMatch(/^usr_[\w-]+$/);
      expect(session['expires_at'] ?? '2026-03-01T12:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    }
  }
  for (const line of ['auth list --json', 'auth status --offline --json']) {
    const shown = await world.current.run(line, { env: SIGNED_OUT });
    expect([0, 4]).toContain(shown.exit);
    checkEnd(shown, { hidden: SECRETS });
  }
}

const FORMATS = fc.constantFrom('', ' --json', ' --debug', ' --json --debug', ' -q');

describe('whatever an API answers to a sign-in', () => {
  it.each(['auth login --email jane@example.com', 'auth login --email jane@example.com --keychain'])(
    '%s ends as it should',
    async (line) => {
      const exits = new Set<number>();
      const call = fc.record({ api: SIGNING_IN, more: FORMATS, last: fc.constantFrom('0427', 'resend') });
      const property = fc.asyncProperty(call, async ({ api, more, last }) => {
        await world.current.run('auth logout --all', { env: SIGNED_OUT });
        await world.current.script(perhaps(stepOf(api)));
        const answers = [
          ['Password', `${PASSWORD}\r`],
          ...['0427', last, '0427', '0427', '0427'].map((code) => ['Code', `${code}\r`] as const),
        ] as const;
        exits.add((await ends(line + more, { terminal: true, answers })).exit);
      });
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
      expect(exits.size, 'some are signed in and some are not').toBeGreaterThan(1);
    },
    60_000,
  );
});

describe('whatever an API answers to a renewal', () => {
  it.each([
    `users get usr_abc123 ${ORG}`,
    `users list ${ORG} --all`,
    `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`,
    `users deactivate usr_abc123 usr_b ${ORG} --transfer-to dept_eng001 --yes`,
    'auth status',
    'auth token',
    'auth logout',
    'doctor',
  ])(
    '%s ends as it should',
    async (line) => {
      let renewals = 0;
      const call = fc.record({
        api: RENEWING,
        more: line === 'auth token' ? fc.constant('') : FORMATS,
        token: fc.constantFrom(...OLD),
        keychain: fc.constantFrom('', ' --keychain'),
        terminal: fc.boolean(),
      });
      const property = fc.asyncProperty(call, async ({ api, more, token, keychain, terminal }) => {
        const stdin = `${token}\n${OLD_REFRESH}\n`;
        await world.current.script(perhaps(stepOf(api)));
        const login = `auth login --refresh-token-stdin${keychain}`;
        await world.current.run(login, { env: SIGNED_OUT, stdin });
        await ends(line + more, { terminal });
        renewals += world.current.requests.filter(({ path }) => path.startsWith('/v1/auth/')).length;
      });
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
      if (line !== 'auth token') expect(renewals, 'some were asked for').toBeGreaterThan(RUNS / 4);
    },
    60_000,
  );
});

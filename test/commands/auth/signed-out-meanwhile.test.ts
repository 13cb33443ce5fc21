import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const file = (name: string) => join(world.current.home, 'config', `${name}.json`);
const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'));
const write = (name: string, json: object) =>
  writeFileSync(file(name), JSON.stringify(json), { mode: 0o600 });
const ok = (body: object): Answer => ({ status: 200, body });
const TOKENS = ok({ access_token: 'access-1', refresh_token: 'refresh-1' });
const ME = ok({ id: 'usr_jane', email: 'jane@example.com', current_organization_id: 'org_a' });
const LISTED = ok([
  { id: 'org_a', name: 'Alpha' },
  { id: 'org_b', name: 'Beta' },
]);

type Profile = Readonly<Record<string, unknown>>;

/** What another process does to the stored session while the API is asked who has signed in, and what is stored then. */
const MEANWHILE: readonly (readonly [what: string, change: (stored: Profile) => Profile | null])[] = [
  ['signs out', () => null],
  ['renews the token', (stored) => ({ ...stored, access_token: 'access-2', refresh_token: 'refresh-2' })],
  [
    'signs in as another user',
    ({ origin, stored_at }) => ({ origin, stored_at, access_token: 'other', user_id: 'usr_other' }),
  ],
];

const LOGIN = 'auth login --email jane@example.com';

describe('after a sign-in, while the API is asked who that is, another process', () => {
  it.each(MEANWHILE)('%s: that is what stays', async (_what, change) => {
    const changed = () => {
      const { profiles, ...rest } = read('credentials');
      const profile = change(profiles.default);
      write('credentials', { ...rest, profiles: profile === null ? {} : { default: profile } });
      return profile;
    };
    let stays: Profile | null = {};
    const me = () => {
      stays = changed();
      return ME;
    };
    await world.current.script(TOKENS, me, LISTED);
    const { exit, stderr } = await world.current.run(LOGIN, {
      env: { AITRONOS_ACCESS_TOKEN: undefined },
      terminal: true,
      answers: [
        ['Password', 'swordfish\r'],
        ['Which organization', '\r'],
      ],
    });
    expect(exit, stderr).toBe(0);
    expect(read('credentials').profiles).toEqual(stays === null ? {} : { default: stays });
  });
});

it('an org that another process stores while it is asked which one to store stays', async () => {
  await world.current.script(TOKENS, ME, LISTED);
  const stored = { version: 1, profiles: { default: { org: 'org_b', max: '20' } } };
  const { exit, stdout } = await world.current.run(LOGIN, {
    env: { AITRONOS_ACCESS_TOKEN: undefined },
    terminal: true,
    answers: [
      ['Password', 'swordfish\r'],
      [
        'Which organization',
        async () => {
          write('config', stored);
          return '\r';
        },
      ],
    ],
  });
  expect(exit).toBe(0);
  expect(read('config')).toEqual(stored);
  expect(stdout).toContain('Beta (org_b), stored as org before');
});

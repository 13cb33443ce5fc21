import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const KEY = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY';

/** What may be typed where another word is wanted, and a part of it that no message may repeat. */
const FORMS: readonly (readonly [what: string, word: string, hidden: string])[] = [
  ['a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl', 'c2lnbmF0'],
  ['a token without its signature', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9', 'eyJzdWIi'],
  ['the key of an API', `ak_${KEY}`, KEY.slice(0, 8)],
  ['the key of an organization', `oak_live_${KEY}`, KEY.slice(-8)],
  ['an address with a password', 'https://jane:hunter22@api.example.com/x', 'hunter22'],
  ['ten thousand letters', 'x'.repeat(10_000), 'x'.repeat(100)],
  ['what a terminal obeys', 'jane\u001b[31m\u0007\r', '\u001b'],
  ['what cannot be seen', 'ja\u202ene', '\u202e'],
];

/** Calls with such a word in the place of `…`. */
const PLACES: readonly string[] = [
  '…',
  '… --help',
  'auth …',
  'auth … --help',
  'auth login …',
  'auth switch …',
  'config …',
  'config get …',
  'config set … x',
  'config set max …',
  'config unset …',
  'config list …',
  'help …',
  'help users …',
  'help errors …',
  'users …',
  'users get …',
  'users get usr_1 …',
  'users list …',
  'users list --status …',
  'users list --timeout …',
  'users deactivate --transfer-to dept_1 --org org_1 …',
  'runs …',
  'runs show …',
  'runs list …',
  'sandbox …',
  'completion …',
  'api …',
  'api get …',
  'audit list --action …',
  'users list --role …',
  'roles list --members …',
  'roles list --org …',
  'users deactivate usr_1 --org org_1 --transfer-to …',
  'users update-memberships usr_1 --org org_1 --no-departments --role …',
];

describe.each(FORMS)('%s is not repeated', (_, word, hidden) => {
  it.each(PLACES)('in %j', async (place) => {
    const argv = place.split(' ').map((part) => (part === '…' ? word : part));
    const { exit, stdout, stderr } = await world.current.run(argv, { env: { AITRONOS_ORG: 'org_1' } });
    expect(exit).not.toBe(0);
    expect(stdout + stderr).not.toContain(hidden);
    expect(stderr.length).toBeLessThan(1000);
  });

  it('as an option', async () => {
    const { exit, stderr } = await world.current.run(['users', 'list', `--${word}`]);
    expect(exit).toBe(2);
    expect(stderr).not.toContain(hidden);
    expect(stderr.length).toBeLessThan(1000);
  });
});

it.each([
  ['an id', 'usr_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY'],
  ['an address', 'jane.doe2026@example.com'],
  ['an address that begins as a token does', 'eyalfriedman.consulting@example.com'],
  ['the name of a file', 'leavers-2026-11-30.csv'],
  ['a digest', `sha256:${'0123456789abcdef'.repeat(3)}`],
  ['an id of another program', '550e8400-e29b-41d4-a716-446655440000'],
])('%s is repeated whole', async (_, word) => {
  expect((await world.current.run(['config', word])).stderr).toContain(`unknown command '${word}'`);
  expect((await world.current.run(['config', 'get', word])).stderr).toContain(`got "${word}"`);
});

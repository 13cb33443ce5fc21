import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { errorOf } from './many/leavers.ts';

const world = useWorld();

/** Everybody of the sandbox who is active, as their HR system lists them. */
const EVERYBODY = ['ada', 'jane', 'omar', 'john', 'zoe', 'yamada', 'new'].map(
  (name) => `${name}@example.com`,
);
const rosterOf = (addresses: readonly string[]) => `Work Email\n${addresses.join('\n')}\n`;
const without = (...names: readonly string[]) =>
  EVERYBODY.filter((address) => !names.some((name) => address.startsWith(`${name}@`)));

const diff = (roster: string, more = '') =>
  world.current.run(`users diff --roster - --org org_xyz789 ${more}`, { stdin: roster });
const records = async (roster: string, more = '') => {
  const { stdout, stderr } = await diff(roster, `${more} -o json`);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
};

describe('users diff', () => {
  it('says nothing of a roster that agrees with the organization', async () => {
    const { exit, stdout, stderr } = await diff(rosterOf(EVERYBODY));
    expect(stdout).toBe('');
    expect(stderr).toContain('7 active here; in the roster 7 there and 0 gone: no differences\n');
    expect(exit).toBe(0);
  });

  it('lists each kind once, with what is known of it', async () => {
    const roster = rosterOf([
      ...without('john', 'zoe'),
      'Lena@Example.com',
      'who@example.com',
      'jane@example.com',
    ]);
    expect(await records(roster)).toEqual([
      {
        kind: 'orphan',
        user_id: 'usr_def456',
        email: 'john@example.com',
        full_name: 'John Smith',
        status: 'Active',
        last_day: null,
        protected: false,
        reason: 'active here, not in the roster',
        roster: null,
      },
      expect.objectContaining({ kind: 'orphan', user_id: 'usr_zoe01' }),
      expect.objectContaining({
        kind: 'returned',
        user_id: 'usr_left01',
        status: 'Inactive',
        roster: { 'Work Email': 'Lena@Example.com' },
      }),
      expect.objectContaining({ kind: 'missing', user_id: null, email: 'who@example.com', status: null }),
      expect.objectContaining({ kind: 'ambiguous', user_id: 'usr_abc123', roster: null }),
    ]);
  });

  it('refuses a roster without the signed-in user, with nothing on stdout', async () => {
    const ended = await diff(rosterOf(without('ada')), '-o json');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended).code).toBe('INCOMPLETE_ROSTER');
  });
});

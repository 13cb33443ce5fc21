import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const file = () => join(world.current.home, 'config', 'credentials.json');
const ok = (body: object): Step => ({ status: 200, body });
const TOKENS = ok({ access_token: 'access-1' });
const ME = { id: 'usr_jane', email: 'jane@example.com', full_name: 'Jane Doe' };
const A = { id: 'org_a', name: 'Alpha' };
const B = { id: 'org_b', name: 'Beta' };
const QUESTION = 'Which organization should be stored as org?';

/** Signs in by e-mail at a terminal, where the API answers the questions after it so. */
async function signIn(
  steps: readonly Step[],
  keys: string | (() => Promise<string>) | null = null,
  more = '',
  { interrupt, TERM }: { readonly interrupt?: AbortController; readonly TERM?: string } = {},
) {
  await world.current.script(TOKENS, ...steps);
  const ended = await world.current.run(`auth login --email jane@example.com ${more}`, {
    env: { AITRONOS_ACCESS_TOKEN: undefined, ...(TERM && { TERM }) },
    ...(interrupt && { interrupt }),
    terminal: true,
    answers: [['Password', 'swordfish\r'], ...(keys === null ? [] : [[QUESTION, keys] as const])],
  });
  const { profiles = {} } = config();
  const notes = [...stripVTControlCharacters(ended.stderr).matchAll(/note: [^\r\n]*/g)].map(String);
  return { ...ended, notes, org: profiles[more === '' ? 'default' : 'staging']?.org };
}

function config() {
  try {
    return JSON.parse(readFileSync(join(world.current.home, 'config', 'config.json'), 'utf8'));
  } catch {
    return {};
  }
}

const signedIn = (whom: string, profile = 'default') =>
  `Signed in as ${whom} to ${world.current.url}, profile ${profile}; the token is in ${file()}\n`;
const JANE = 'Jane Doe (jane@example.com, usr_jane)';

describe('a sign-in by e-mail', () => {
  it('says who, where, in which organization and what next, and stores the only organization', async () => {
    const { exit, stdout, notes, org } = await signIn([ok(ME), ok([A])]);
    expect({ exit, org, notes }).toEqual({
      exit: 0,
      org: 'org_a',
      notes: ['note: next: aitronos users list'],
    });
    expect(stdout).toBe(`${signedIn(JANE)}Organization: Alpha (org_a), stored as org\n`);
  });

  it('does so for the profile that was named', async () => {
    const { stdout, notes, org } = await signIn([ok(ME), ok([A])], null, '--profile staging');
    expect({ org, notes }).toEqual({
      org: 'org_a',
      notes: ['note: next: aitronos users list --profile staging'],
    });
    expect(stdout).toContain(signedIn(JANE, 'staging'));
  });

  it('asks which of several, the current one first', async () => {
    const me = ok({ ...ME, current_organization_id: 'org_b' });
    expect(await signIn([me, ok([A, B])], '\r')).toMatchObject({ exit: 0, org: 'org_b' });
    await world.current.run('config unset org');
    const other = await signIn([me, ok([A, B])], '\u001b[B\r');
    expect(other).toMatchObject({ exit: 0, org: 'org_a' });
    expect(other.stdout).toContain('Organization: Alpha (org_a), stored as org\n');
  });

  it('stays signed in where that question is declined, and says how to store one', async () => {
    const { exit, stdout, notes, org } = await signIn([ok(ME), ok([A, B])], '\u0003');
    expect({ exit, org, stdout }).toEqual({ exit: 0, org: undefined, stdout: signedIn(JANE) });
    expect(notes).toEqual([
      'note: no org is stored: aitronos config set org org_a, or aitronos config set org org_b',
    ]);
    expect(readFileSync(file(), 'utf8')).toContain('access-1');
  });

  it.each(['dumb', 'xterm-256color'])(
    'stays signed in where a signal comes at that question, and is no success: TERM=%s',
    async (TERM) => {
      const interrupt = new AbortController();
      const signal = async () => {
        interrupt.abort();
        return '';
      };
      const ended = await signIn([ok(ME), ok([A, B])], signal, '', { interrupt, TERM });
      expect(ended).toMatchObject({ exit: 130, org: undefined, stdout: signedIn(JANE), notes: [] });
      expect(stripVTControlCharacters(ended.stderr)).toContain(
        'error: interrupted: the token is stored, and no org (INTERRUPTED)',
      );
      expect(stripVTControlCharacters(ended.stderr)).toContain(
        'hint: aitronos config set org org_a, or aitronos config set org org_b\n',
      );
      expect(readFileSync(file(), 'utf8')).toContain('access-1');
    },
  );

  it('is no success where a signal comes while the API is asked who that is', async () => {
    const interrupt = new AbortController();
    const step: Step = () => {
      interrupt.abort();
      return 'reset';
    };
    const ended = await signIn([step], null, '', { interrupt });
    expect(ended).toMatchObject({ exit: 130, org: undefined, notes: [] });
    expect(stripVTControlCharacters(ended.stderr)).toContain('hint: aitronos organizations list\n');
    expect(readFileSync(file(), 'utf8')).toContain('access-1');
  });

  it('leaves the org that is stored, asks nothing, and says where it is another one', async () => {
    await world.current.run('config set org org_b');
    const known = await signIn([ok(ME), ok([A, B])]);
    expect(known).toMatchObject({ org: 'org_b', notes: ['note: next: aitronos users list'] });
    expect(known.stdout).toContain('Organization: Beta (org_b), stored as org before\n');
    const foreign = await signIn([ok(ME), ok([A])]);
    expect(foreign).toMatchObject({ org: 'org_b' });
    expect(foreign.notes[0]).toBe('note: the stored org is not one of yours: aitronos config set org org_a');
  });

  it.each<[string, Step[], string | undefined, string]>([
    [
      'a current organization, and no list',
      [ok({ ...ME, current_organization_id: 'org_c' }), ok({})],
      'org_c',
      JANE,
    ],
    ['an object with one list', [ok(ME), ok({ organizations: [A], total: 1 })], 'org_a', JANE],
    ['no organization', [ok(ME), ok([])], undefined, JANE],
    [
      'organizations without usable ids',
      [ok(ME), ok([{ id: '../x', name: 'X' }, { id: 7 }])],
      undefined,
      JANE,
    ],
    ['a list that is refused', [ok(ME), { status: 403 }], undefined, JANE],
    ['a lost connection at the list', [ok(ME), 'reset'], undefined, JANE],
    ['no user', [{ status: 403 }], undefined, 'jane@example.com'],
    ['a lost connection at the user', ['reset'], undefined, 'jane@example.com'],
    [
      'a name for the terminal',
      [ok({ ...ME, full_name: 'J\u001b[2Jane' }), ok([A])],
      'org_a',
      JANE.replace('Jane Doe', 'Jane'),
    ],
  ])('succeeds where the API tells of %s', async (_what, steps, org, whom) => {
    const ended = await signIn(steps);
    expect(ended).toMatchObject({ exit: 0, org });
    expect(ended.stdout).toContain(signedIn(whom));
    const next = org === undefined ? 'organizations list' : 'users list';
    expect(ended.notes).toEqual([`note: next: aitronos ${next}`]);
  });
});

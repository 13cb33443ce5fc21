import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenOf } from '../auth/jwt.ts';
import { type Ended, useWorld } from '../world.ts';

const world = useWorld();

const WHERE = '--org org_xyz789';
const DEACTIVATE = `${WHERE} --transfer-to dept_eng001`;

/** The requests that change something: reads may look names up. */
const changes = () =>
  world.current.requests.filter(({ method, path }) => method !== 'GET' && !/\/users$/.test(path));

function expectRefused({ exit, stdout }: Ended): void {
  expect({ exit, stdout, changes: changes() }).toEqual({ exit: 2, stdout: '', changes: [] });
}

describe('--check beside --no-check', () => {
  it.each([
    `users deactivate usr_abc123 ${DEACTIVATE} --check --no-check`,
    `users deactivate usr_abc123 ${DEACTIVATE} --no-check --check`,
    `users deactivate usr_abc123 usr_def456 ${DEACTIVATE} --yes --check --no-check`,
    `users reactivate usr_abc123 ${WHERE} --check --no-check`,
    `users remove usr_abc123 ${WHERE} --yes --check --no-check`,
    `users invite new@example.com ${WHERE} --check --no-check`,
  ])('is a mistake: %s', async (line) => {
    const ended = await world.current.run(line);
    expect(ended.stderr).toMatch(/^error: --check and --no-check contradict each other \(USAGE\)\nhint: /);
    expectRefused(ended);
    expect(world.current.requests).toEqual([]);
  });
});

describe('the signed-in user', () => {
  const env = { AITRONOS_ACCESS_TOKEN: tokenOf('usr_abc123') };

  it.each([
    `users deactivate usr_abc123 ${DEACTIVATE}`,
    `users deactivate usr_abc123 ${DEACTIVATE} --dry-run`,
    `users remove usr_abc123 ${WHERE} --yes`,
  ])('is not shut out by themselves: %s', async (line) => {
    const ended = await world.current.run(line, { env });
    expect(ended.stderr).toMatch(
      /^error: usr_abc123 is the signed-in user: nothing was sent \(PROTECTED_USER\)/,
    );
    expectRefused(ended);
  });

  it('is known where the sign-in was stored, and by address', async () => {
    const signedOut = { AITRONOS_ACCESS_TOKEN: undefined };
    const stdin = tokenOf('usr_admin01');
    expect((await world.current.run('auth login --with-token', { env: signedOut, stdin })).exit).toBe(0);
    const ended = await world.current.run(`users remove usr_admin01 ${WHERE} --yes`, { env: signedOut });
    expect(ended.stderr).toContain('usr_admin01 is the signed-in user');
    expectRefused(ended);
  });

  it('may still be given other roles and departments', async () => {
    const line = `users update-memberships usr_abc123 ${WHERE} --role role_admin --no-departments`;
    expect(await world.current.run(line, { env })).toMatchObject({ exit: 4 });
    expect(changes()).toHaveLength(1);
  });

  it('of a stored sign-in is not who asks with a key', async () => {
    const signedOut = { AITRONOS_ACCESS_TOKEN: undefined };
    await world.current.run('auth login --with-token', { env: signedOut, stdin: tokenOf('usr_abc123') });
    const key = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'sandbox-api-key' };
    const line = `users deactivate usr_abc123 ${DEACTIVATE}`;
    expect(await world.current.run(line, { env: key })).toMatchObject({ exit: 0 });
  });
});

describe('a protected user', () => {
  const LINES = [
    `users deactivate usr_abc123 ${DEACTIVATE}`,
    `users deactivate jane@example.com ${DEACTIVATE}`,
    `users reactivate usr_abc123 ${WHERE}`,
    `users remove usr_abc123 ${WHERE} --yes`,
    `users update-memberships usr_abc123 ${WHERE} --role role_admin --no-departments`,
    `users update-memberships jane@example.com ${WHERE} --no-roles --no-departments`,
  ];

  it.each(LINES)('of the stored list is left alone: %s', async (line) => {
    await world.current.run('config set protect usr_abc123');
    const ended = await world.current.run(line);
    expect(ended.stderr).toContain('usr_abc123 is protected by the stored list');
    expect(ended.stderr).toContain('hint: leave the user out, or ask');
    expectRefused(ended);
  });

  it.each(LINES)('of a file is left alone: %s', async (line) => {
    const file = join(world.current.home, 'keep.txt');
    await writeFile(file, 'usr_abc123\n');
    const ended = await world.current.run(`${line} --protect ${file}`);
    expect(ended.stderr).toContain(`usr_abc123 is protected by ${file}`);
    expectRefused(ended);
  });
});

describe('rows that are typed at the terminal', () => {
  it.each(['deactivate', 'remove', 'reactivate'])(
    'of users %s want --yes: nobody can be asked',
    async (verb) => {
      const given = verb === 'deactivate' ? DEACTIVATE : WHERE;
      const line = `users ${verb} --from - ${given}`;
      const ended = await world.current.run(line, { terminal: true, stdin: 'usr_abc123\n' });
      expect(ended.stderr).toContain('the rows come from stdin, so there is nobody to ask');
      expect(ended.stderr).toContain(' add --yes, or put the rows into a file');
      expectRefused(ended);
    },
  );
});

describe('the last active owner', () => {
  const key = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'sandbox-api-key' };
  const TWO = 'usr_admin01 usr_def456';

  it.each([
    `users deactivate ${TWO} ${DEACTIVATE} --yes`,
    `users remove ${TWO} ${WHERE} --yes`,
    `users remove usr_def456 ada@example.com ${WHERE} --yes`,
    `users deactivate ${TWO} ${DEACTIVATE} --check`,
  ])('is not left out of the organization by a run: %s', async (line) => {
    const ended = await world.current.run(line, { env: key });
    expect(ended.stderr).toMatch(
      /error: usr_admin01 is the last active owner of org_xyz789, .*\(PROTECTED_USER\)/,
    );
    expectRefused(ended);
  });

  it('may be one of two, but not both', async () => {
    const w = world.current;
    await w.run(`users update-memberships usr_zoe01 ${WHERE} --role role_owner --no-departments`);
    w.requests = [];
    const both = await w.run(`users deactivate usr_admin01 usr_zoe01 ${DEACTIVATE} --yes`, { env: key });
    expect(both.stderr).toContain('usr_admin01, usr_zoe01 are all active owners of org_xyz789');
    expectRefused(both);
    const one = await w.run(`users deactivate usr_zoe01 usr_def456 ${DEACTIVATE} --yes`, { env: key });
    expect(one.stderr).not.toContain('owner');
  });

  it('is asked about with --no-check too, and nothing else is', async () => {
    const line = `users deactivate usr_abc123 usr_def456 ${DEACTIVATE} --yes --no-check`;
    expect((await world.current.run(line, { env: key })).exit).toBe(0);
    expect(changes()).toHaveLength(2);
    expect(world.current.looks.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/v1/user/me',
      '/v1/organizations/org_xyz789/roles',
      '/v1/organizations/org_xyz789/roles/role_owner/members',
    ]);
  });

  it('may be given back', async () => {
    const { exit, stderr } = await world.current.run(`users reactivate ${TWO} ${WHERE} --yes`, { env: key });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('owner') });
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScriptStep } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const NOTHING = 'error: interrupted: nothing was sent (INTERRUPTED)\n';
const TWO = `users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001`;

/** Interrupts a call when a request whose path ends so arrives. */
async function interruptedAt(end: RegExp, line: string) {
  const interrupt = new AbortController();
  const arrived: string[] = [];
  await world.current.sandbox({
    onRequest: ({ method, path }) => {
      arrived.push(`${method} ${path}`);
      if (end.test(path)) interrupt.abort();
    },
  });
  return { ...(await world.current.run(line, { interrupt })), arrived };
}

describe('an interrupt before anything was sent says so', () => {
  it.each([
    [
      'a look-up of an address',
      /\/users$/,
      `users deactivate jane@example.com ${ORG} --transfer-to dept_eng001`,
    ],
    [
      'a look-up of a department',
      /departments$/,
      `users deactivate usr_abc123 ${ORG} --transfer-to Engineering`,
    ],
    ['a look-up of the organization', /organizations(?:\?|$)/, 'users reactivate usr_abc123 --org Example'],
    ['a look-up of a role', /roles$/, `users invite sam@example.com ${ORG} --role Member`],
    [
      'a look-up of memberships',
      /roles$/,
      `users update-memberships usr_abc123 ${ORG} --role Member --no-departments`,
    ],
    ['a check', /effective-permissions$/, `users remove usr_abc123 ${ORG} --check`],
    ['the check of a run', /user\/me$/, `${TWO} --yes`],
    ['a dry run', /departments$/, `users deactivate usr_abc123 ${ORG} --transfer-to Engineering --dry-run`],
  ])('at %s', async (_what, end, line) => {
    const { exit, stdout, stderr, arrived } = await interruptedAt(end, line);
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
    expect(stderr).toContain(NOTHING);
    expect(
      arrived.filter((request) => /deactivate|reactivate|invite|memberships|^DELETE/.test(request)),
    ).toEqual([]);
  });

  it('while a file is read, and in JSON', async () => {
    const w = world.current;
    await writeFile(join(w.home, 'leavers'), 'usr_abc123\nusr_def456\n');
    const interrupt = new AbortController();
    interrupt.abort();
    const line = `users deactivate --from ${join(w.home, 'leavers')} ${ORG} --transfer-to dept_eng001 --yes --json`;
    const { exit, stderr } = await w.run(line, { interrupt });
    expect(exit).toBe(130);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'INTERRUPTED',
      message: 'interrupted: nothing was sent',
    });
  });

  it.each(['retry', 'undo'])('at the beginning of runs %s', async (verb) => {
    const words = 'interrupted: nothing was sent (INTERRUPTED)';
    const w = world.current;
    await w.run(`${TWO.replace('usr_def456', 'usr_nobody')} --yes --no-check`);
    const [{ run_id }] = JSON.parse((await w.run('runs list --json')).stdout);
    const before = w.requests.length;
    const interrupt = new AbortController();
    interrupt.abort();
    const { exit, stderr } = await w.run(`runs ${verb} ${run_id} --yes`, { interrupt });
    expect({ exit, stderr }).toEqual({ exit: 130, stderr: expect.stringContaining(words) });
    expect(w.requests).toHaveLength(before);
  });

  it('with the last answer before a run, which can be resumed', async () => {
    const { stderr, arrived } = await interruptedAt(/role_owner\/members/, `${TWO} --yes --no-check`);
    expect(stderr).toContain(
      'error: interrupted: nothing was sent; 2 of 2 users are not done (INTERRUPTED)\n',
    );
    expect(stderr).toContain('next: aitronos runs resume ');
    expect(arrived.filter((request) => request.includes('deactivate'))).toEqual([]);
  });

  it.each([
    ['a list', /\/users$/, `users list ${ORG}`],
    ['a user', /\/users/, `users get jane@example.com ${ORG}`],
  ])('but not %s, which sends nothing anyway', async (_what, end, line) => {
    const { exit, stderr } = await interruptedAt(end, line);
    expect({ exit, stderr }).toEqual({ exit: 130, stderr: 'error: interrupted (INTERRUPTED)\n' });
  });

  it('and not where the change may have left', async () => {
    const line = `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`;
    const { exit, stderr } = await interruptedAt(/\/deactivate$/, line);
    expect(exit).toBe(130);
    expect(stderr).toContain('error: interrupted (INTERRUPTED)\nhint: usr_abc123 may have been deactivated');
    const api = await interruptedAt(
      /\/deactivate$/,
      `api post /v1/organizations/org_xyz789/users/usr_zoe01/deactivate`,
    );
    expect(api.stderr).not.toContain('nothing was sent');
  });
});

describe('no answer, "not now" or one of no use before anything was sent says so', () => {
  const JANE = `users deactivate jane@example.com ${ORG} --transfer-to dept_eng001`;
  it.each<[line: string, step: ScriptStep, exit?: number]>([
    [JANE, { status: 200, body: '<html>' }, 1],
    [JANE, { status: 302, headers: { location: 'https://example.com' } }, 1],
    ['users remove usr_abc123 --org Example --yes', { status: 200, body: {} }, 1],
    [JANE, { status: 503 }],
    [JANE, 'reset'],
    [JANE, { status: 429, body: { error: { code: 'RATE_LIMIT_EXCEEDED', message: 'slow' } } }],
    [`users invite sam@example.com ${ORG} --role Member`, 'reset'],
    [`users update-memberships usr_abc123 ${ORG} --role Member --no-departments`, { status: 500 }],
    ['users reactivate usr_abc123 --org Example', { status: 502 }],
    [`${TWO} --yes`, 'reset'],
  ])('%s, %j', async (line, step, code = 5) => {
    await world.current.script(step);
    const { exit, stderr } = await world.current.run(`${line} --retries 0`);
    expect(exit).toBe(code);
    expect(stderr).toMatch(/^hint: nothing was sent; /m);
  });

  it('but not of a call that only reads, nor where the change itself left', async () => {
    await world.current.script({ status: 503 });
    const ended = [
      await world.current.run(`users list ${ORG} --retries 0`),
      await world.current.deactivate('--retries 0'),
    ];
    for (const { exit, stderr } of ended)
      expect({ exit, stderr }).toEqual({ exit: 5, stderr: expect.not.stringContaining('nothing was') });
  });
});

describe('a sign-in that is interrupted', () => {
  it.each(['auth login --with-token', 'auth login --refresh-token-stdin'])(
    '%s: nothing was stored',
    async (line) => {
      const interrupt = new AbortController();
      interrupt.abort();
      const { exit, stderr } = await world.current.run(line, {
        interrupt,
        env: { AITRONOS_ACCESS_TOKEN: undefined },
      });
      expect({ exit, stderr }).toEqual({
        exit: 130,
        stderr: 'error: interrupted: nothing was stored (INTERRUPTED)\n',
      });
    },
  );
});

import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../auth/jwt.ts';
import { perhaps } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';
import { deactivateFrom, errorOf, file, later, list, refusal, runFolders } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const OTHER = { status: 200, body: { id: 'usr_000001', account_state: 'deactivated' } };

/** A run of four users one after the other: the first is changed, the second fails, the others are open. */
async function stopped(): Promise<void> {
  const w = world.current;
  await w.script(OTHER, refusal(404, 'USER_NOT_FOUND'), perhaps(OTHER));
  await deactivateFrom(w, list(4), '--yes --concurrency 1 --fail-fast');
  await later(w);
  w.requests.length = 0;
}

/** Each verb with the row that it would send first. */
const VERBS = [
  ['undo', 'usr_000001', 1],
  ['retry', 'usr_000002', 2],
  ['resume', 'usr_000003', 3],
] as const;

describe('users who were protected after a run began', () => {
  it.each(VERBS)('are not touched by %s', async (verb, user, row) => {
    const w = world.current;
    await stopped();
    await w.run(`config set protect ${user}`);
    const { exit, stdout, stderr } = await w.run(`runs ${verb} ${RUN} --yes`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`run ${RUN}:${row}: ${user} is protected by the stored list`);
    expect(stderr).toContain(`error: 1 problem in run ${RUN}: nothing was sent (PROTECTED_USER)\n`);
    expect(stderr).toContain('hint: take the user off the list');
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([RUN]);
    await w.run('config unset protect');
    await w.run(`runs ${verb} ${RUN} --yes`);
    expect(w.requests.length).toBeGreaterThan(0);
  });

  it.each(VERBS)('are named with the file of --protect, and no other list (%s)', async (verb, user) => {
    const w = world.current;
    await stopped();
    const keep = await file(w, 'keep.txt', `${user}\n`);
    // Without --yes: who is protected is said before anything is asked.
    const { exit, stderr } = await w.run(`runs ${verb} ${RUN} --protect ${keep}`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`${user} is protected by ${keep}\n`);
    expect(stderr).toContain('hint: take the user off the list that is named');
    expect(stderr).not.toContain('config');
  });

  it.each(VERBS)('include whoever is signed in now (%s)', async (verb, user) => {
    const w = world.current;
    await stopped();
    const ended = await w.run(`runs ${verb} ${RUN} --yes --json`, {
      env: { AITRONOS_ACCESS_TOKEN: tokenOf(user) },
    });
    expect(ended.exit).toBe(2);
    expect(errorOf(ended)).toMatchObject({
      code: 'PROTECTED_USER',
      details: { problems: [{ message: `${user} is the signed-in user` }] },
    });
    expect(w.requests).toEqual([]);
  });

  it.each(VERBS)('stop %s only where it would send them', async (verb) => {
    const w = world.current;
    await stopped();
    const others = VERBS.filter(([other]) => other !== verb).map(([, user]) => user);
    await w.run(`config set protect ${others.join(',')}`);
    await w.run(`runs ${verb} ${RUN} --yes`);
    expect(w.requests.length).toBeGreaterThan(0);
  });
});

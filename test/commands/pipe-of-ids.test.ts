import { describe, expect, it } from 'vitest';
import { tokenOf } from '../auth/jwt.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const DEACTIVATE = `users deactivate --from - --yes ${ORG} --transfer-to dept_eng001`;

/** The output of a list as the input of a change. */
async function pipe(list: string, change = DEACTIVATE, env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await world.current.run(`${list} ${ORG} -o ids`, { env });
  world.current.requests.length = 0;
  return world.current.run(change, { stdin: stdout, env });
}

const changes = () =>
  world.current.requests.filter(({ path }) => /\/(?:deactivate|reactivate)$/.test(path)).length;

describe('a pipe of ids', () => {
  it('deactivates whoever has a role, each once', async () => {
    const ended = await pipe('users list --role Member --all');
    expect(ended).toMatchObject({ exit: 0 });
    expect(changes()).toBe(5);
  });

  it('with everybody in it is refused, and says who is signed in and how they are left out', async () => {
    const { exit, stdout, stderr } = await pipe('users list --all');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toBe(
      'error: usr_admin01 is the signed-in user: nothing was sent (PROTECTED_USER)\n' +
        'hint: nobody may change themselves in a run: leave the row out; in a pipe of ids: … | grep -vx usr_admin01 | …\n',
    );
    expect(changes()).toBe(0);
  });

  it('is refused the same where the token says who is signed in, before any request', async () => {
    const { stdout: ids } = await world.current.run(`users list --all ${ORG} -o ids`);
    world.current.requests.length = 0;
    const env = { AITRONOS_ACCESS_TOKEN: tokenOf('usr_admin01') };
    const { exit, stderr } = await world.current.run(DEACTIVATE, { stdin: ids, env });
    expect(exit).toBe(2);
    expect(stderr).toContain('usr_admin01 is the signed-in user');
    expect(stderr).toContain(
      'hint: nobody may change themselves in a run: leave the row out; in a pipe of ids:',
    );
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    DEACTIVATE,
    `users reactivate --from - --yes ${ORG}`,
    `users remove --from - --yes ${ORG}`,
    `users invite --from - --yes ${ORG}`,
  ])('with nobody in it is an error, because the list may have failed: %s', async (change) => {
    const { exit, stderr } = await pipe('users list --search zzz', change);
    expect(exit).toBe(2);
    expect(stderr).toBe(
      'stdin: holds no rows\n' +
        'error: 1 problem in stdin: nothing was sent (BAD_ROWS)\n' +
        'hint: no input: the command before it found nobody, or failed\n',
    );
    expect(world.current.requests).toEqual([]);
  });
});

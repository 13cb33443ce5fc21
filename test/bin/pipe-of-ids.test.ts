import { describe, expect, it } from 'vitest';
import { useMachine } from './process.ts';

const machine = useMachine();
const ORG = '--org org_xyz789';
const DEACTIVATE = `aitronos users deactivate --from - --yes ${ORG} --transfer-to dept_eng001`;

const changes = () => machine.current.requests.filter(({ path }) => path.endsWith('/deactivate')).length;
const list = (words: string) => `{ aitronos users list ${words} ${ORG} -o ids; echo "first $?" >&2; }`;

describe('two processes in a pipe of ids', () => {
  it('deactivate whoever has a role', async () => {
    await machine.current.sandbox();
    const { exit, stderr } = await machine.current.shell(`${list('--role Member --all')} | ${DEACTIVATE}`);
    expect({ exit, changes: changes() }).toEqual({ exit: 0, changes: 5 });
    expect(stderr).toContain('first 0\n');
  });

  it('are refused with everybody in the list, who is signed in being named', async () => {
    await machine.current.sandbox();
    const { exit, stderr } = await machine.current.shell(`${list('--all')} | ${DEACTIVATE}`);
    expect({ exit, changes: changes() }).toEqual({ exit: 2, changes: 0 });
    expect(stderr).toContain('usr_admin01 is the signed-in user');
    const left = await machine.current.shell(
      `${list('--all')} | grep -vx usr_admin01 | ${DEACTIVATE} --dry-run -o jsonl`,
    );
    expect(left.exit).toBe(0);
    expect(left.stdout).toContain('usr_abc123');
    expect(left.stdout).not.toContain('usr_admin01');
  });

  it.each([
    ['its second page fails', 'fail=1', 'first 5\n'],
    ['the token is not accepted', 'AITRONOS_ACCESS_TOKEN=wrong', 'first 4\n'],
    ['it is a mistake', '', 'first 2\n'],
  ])('change nobody when the list comes to nothing: %s', async (what, variable, first) => {
    const member = (at: number) => ({ user_id: `usr_${at}`, email: `${at}@example.com` });
    const users = Array.from({ length: 100 }, (_, at) => member(at));
    if (variable === 'fail=1') {
      await machine.current.script(
        { status: 200, body: { users, total_users_count: 300 } },
        { status: 500, body: {} },
      );
    } else await machine.current.sandbox();
    const words = what === 'it is a mistake' ? '--al' : '--all --retries 0';
    const { exit, stderr } = await machine.current.shell(
      `${list(words).replace('aitronos', variable.startsWith('A') ? `${variable} aitronos` : 'aitronos')} | ${DEACTIVATE}`,
    );
    expect(exit).toBe(2);
    expect(stderr).toContain(first);
    expect(stderr).toContain('hint: no input: the command before it found nobody, or failed\n');
    expect(changes()).toBe(0);
  });
});

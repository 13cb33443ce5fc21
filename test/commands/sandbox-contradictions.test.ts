import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const ON = { AITRONOS_SANDBOX: '1' };
const CHANGE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

describe('a typed address where the sandbox is on', () => {
  it.each([
    ['by the variable', CHANGE, ON, ['AITRONOS_SANDBOX', '`unset AITRONOS_SANDBOX`']],
    ['by the option', `${CHANGE} --sandbox`, {}, ['--sandbox', 'leave --sandbox out']],
    ['by the option first', `--sandbox ${CHANGE}`, {}, ['leave --sandbox out']],
    ['by both', `${CHANGE} --sandbox`, ON, ['`unset AITRONOS_SANDBOX`, and leave --sandbox out']],
    ['of a list', 'users list --org org_xyz789 --json', ON, ['--api-url and AITRONOS_SANDBOX']],
    ['of a dry run', `${CHANGE} --dry-run`, ON, ['leave --api-url out']],
    ['of any endpoint', 'api get /v1/user/me', ON, ['contradict each other']],
    ['of the sign-in', 'auth status', ON, ['contradict each other']],
  ])('is refused: %s', async (_what, line, env, said) => {
    const { exit, stdout, stderr } = await world.current.run(`${line} --api-url ${world.current.url}`, {
      env,
    });
    expect({ exit, stdout, sent: world.current.requests }).toEqual({ exit: 2, stdout: '', sent: [] });
    for (const words of said) expect(stderr).toContain(words);
  });

  it('is used where the variable says no', async () => {
    const line = `${CHANGE} --api-url ${world.current.url}`;
    expect((await world.current.run(line, { env: { AITRONOS_SANDBOX: '0' } })).exit).toBe(0);
    expect(world.current.requests).toHaveLength(1);
  });
});

describe('auth login in the sandbox', () => {
  it.each([
    ['auth login', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --email jane@example.com', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --with-token', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --refresh-token-stdin', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --sandbox', {}, 'leave --sandbox out'],
  ])('is refused before anything is asked: %s', async (line, env, cure) => {
    const { exit, stdout, stderr } = await world.current.run(line, { env, terminal: true });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('the sandbox takes no sign-in');
    expect(stderr).toContain(cure);
    expect(stderr).not.toContain('How do you want');
  });
});

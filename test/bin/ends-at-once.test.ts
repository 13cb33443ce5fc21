import { expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

const NOT_NOW = { status: 503, body: {} };
const SIGNED_OUT = { status: 401, body: { error: { code: 'TOKEN_INVALID', message: 'no' } } };

it('a command that has failed waits for none of its other requests', async () => {
  let asked = 0;
  await machine.current.script(({ path }) => {
    if (path.endsWith('/departments')) return { ...NOT_NOW, headers: { 'retry-after': '60' } };
    asked += 1;
    return asked === 1 ? NOT_NOW : SIGNED_OUT;
  });
  const { exit, stderr } = await machine.current.run(`${DEACTIVATE} --check`);
  // Null where it had to be killed.
  expect(exit).toBe(4);
  expect(stderr).toContain('trying again in 60 s');
  expect(stderr).toMatch(/\nerror: no \(TOKEN_INVALID, HTTP 401\)\nhint: [^\n]*\n$/);
});

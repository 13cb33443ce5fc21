import { expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

const ok = (body: object) => ({ status: 200, body });
const later = (status: number) => ({ status, body: {}, headers: { 'retry-after': '60' } });
const SIGNED_OUT = { status: 401, body: { error: { code: 'TOKEN_INVALID', message: 'no' } } };

it.each([
  ['the wait of a request', `${DEACTIVATE} --check`, 503, /\/departments$/, /\/user\/me$/],
  [
    'the wait of all at the limit',
    'users reactivate usr_abc123 usr_def456 --org org_xyz789 --plan plan.json --no-check',
    429,
    /\/usr_abc123$/,
    /\/usr_def456$/,
  ],
])('a command that has failed does not go on with %s', async (_, line, status, waiting, failing) => {
  let asked = 0;
  await machine.current.script(({ path }) => {
    if (waiting.test(path)) return later(status);
    // Where it can, it fails only after the other one waits.
    if (failing.test(path)) return ++asked === 1 && status !== 429 ? { status: 503, body: {} } : SIGNED_OUT;
    return ok(path.endsWith('/me') ? { id: 'usr_me' } : []);
  });
  const { exit, stderr } = await machine.current.run(line);
  // Null where it lived so long that it was killed.
  expect(exit).toBe(4);
  expect(stderr).toMatch(/^(?:note: .*\n)*error: no \(TOKEN_INVALID, HTTP 401\)\nhint: [^\n]*\n$/);
});

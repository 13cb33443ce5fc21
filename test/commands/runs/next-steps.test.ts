import { describe, expect, it } from 'vitest';
import type { ScriptStep } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';
import { DONE, deactivateFrom, errorOf, list, refusal } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const RETRY = `aitronos runs retry ${RUN}`;
const NEW_RUN = `aitronos runs show ${RUN} --outcome failed -o csv`;
const NOTHING = 'a retry will not help';

describe('a run names the next step by what failed', () => {
  it.each([
    [404, 'USER_NOT_FOUND', 'aitronos users list --search', NOTHING],
    [404, 'NOBODY_THERE', 'aitronos config list', NEW_RUN],
    [404, 'DEPARTMENT_NOT_FOUND', 'aitronos departments list', NEW_RUN],
    [422, 'DEPARTMENT_INACTIVE', 'aitronos departments list', NEW_RUN],
    [409, 'DEPARTMENT_ARCHIVED', 'aitronos departments list', NEW_RUN],
    [403, 'DEPARTMENT_SCOPE_EXCEEDED', 'aitronos auth status', RETRY],
    [404, 'ROLE_NOT_FOUND', 'aitronos roles list', NEW_RUN],
    [403, 'INSUFFICIENT_PERMISSIONS', 'aitronos auth status', RETRY],
    [403, 'WHATEVER', 'aitronos auth status', RETRY],
    [403, 'ORGANIZATION_ACCESS_DENIED', 'aitronos organizations list', RETRY],
    [403, 'OPERATION_NOT_ALLOWED', 'leave the user out', NOTHING],
    [403, 'CANNOT_REMOVE_LAST_OWNER', 'make another member an owner', RETRY],
    [422, 'LAST_OWNER_CANNOT_BE_REMOVED', 'make another member an owner', RETRY],
    [409, 'USER_ALREADY_MEMBER', '`aitronos users reactivate', NOTHING],
    [422, 'VALIDATION_ERROR', 'correct it', NEW_RUN],
    [400, 'BAD_REQUEST', 'correct it', NEW_RUN],
    [409, 'CONFLICT', 'something stands in the way', RETRY],
    [418, 'TEAPOT', '--debug', RETRY],
    [422, 'constructor', 'correct it', NEW_RUN],
    [409, 'CONFLICT\nrun: evil', 'something stands in the way', RETRY],
  ])('%i %s: %s', async (status, code, step, end) => {
    const w = world.current;
    await w.script(DONE, refusal(status, code));
    const ended = await deactivateFrom(w, list(3), '--yes --json --quiet --concurrency 1');
    expect(ended.exit).toBe(3);
    const { hint } = errorOf(ended);
    expect(hint).toMatch(new RegExp(`^${code.replace('\n', ' ')}, 2 users: `));
    expect(hint).toContain(step);
    expect(hint.endsWith(end), hint).toBe(true);
  });

  it('in full, with the options without which it would speak to another API', async () => {
    const w = world.current;
    await w.script(DONE, refusal(408, 'REQUEST_TIMEOUT'));
    const { url } = w;
    const env = { AITRONOS_API_URL: undefined };
    const given = `--yes -q --concurrency 1 --retries 0 --api-url ${url} --profile default`;
    const ended = await deactivateFrom(w, list(3), given, { env });
    expect(ended.stderr).toContain(`hint: ${RETRY} --profile default --api-url ${url}\n`);
    const shown = await deactivateFrom(w, list(1), given.replace('-q ', ''), { env });
    expect(shown.stderr).toMatch(/aitronos runs show \S+ --profile default --api-url http/);
  });

  it('is a retry alone where the API only said "not now"', async () => {
    const w = world.current;
    await w.script(DONE, refusal(408, 'REQUEST_TIMEOUT'));
    const ended = await deactivateFrom(w, list(3), '--yes --json --quiet --concurrency 1 --retries 0');
    expect(errorOf(ended).hint).toBe(RETRY);
  });

  it('is the sign-in, and the rest of the run, where the token was refused', async () => {
    const w = world.current;
    await w.script(DONE, refusal(401, 'TOKEN_INVALID'));
    const ended = await deactivateFrom(w, list(3), '--yes --json --quiet --concurrency 1');
    expect(ended.exit).toBe(4);
    expect(errorOf(ended).hint).toBe(
      `put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: \`aitronos auth login\`, and then: aitronos runs resume ${RUN}`,
    );
  });

  it.each<[ScriptStep, string[]]>([
    ['reset', []],
    [{ status: 303 }, [`aitronos runs verify ${RUN}`]],
    [{ status: 200, body: 'not JSON' }, [`aitronos runs verify ${RUN}`]],
  ])('is the same request, and a look where it may be answered like this again: %j', async (step, looks) => {
    await world.current.script(DONE, step);
    const ended = await deactivateFrom(world.current, list(3), '--yes --json -q --concurrency 1 --retries 0');
    expect(errorOf(ended).hint.split('\n')).toEqual([`aitronos runs resume ${RUN}`, ...looks]);
  });

  it('has a line for each kind, the most frequent first, in every view of the run', async () => {
    const w = world.current;
    await w.script(
      refusal(403, 'ACCESS_DENIED'),
      refusal(404, 'USER_NOT_FOUND'),
      refusal(408, 'REQUEST_TIMEOUT'),
      DONE,
      refusal(404, 'USER_NOT_FOUND'),
    );
    const { stderr } = await deactivateFrom(w, list(6), '--yes --concurrency 1 --retries 0');
    const steps = stderr.split('\n').flatMap((line) => /^note: next: (.*)/.exec(line)?.[1] ?? []);
    expect(steps.map((line) => line.slice(0, 32))).toEqual([
      'USER_NOT_FOUND, 3 users: `aitron',
      'ACCESS_DENIED, 1 user: `aitronos',
      'REQUEST_TIMEOUT, 1 user: aitrono',
    ]);
    for (const step of steps) expect(stderr.split(step)).toHaveLength(2);
    const again = await w.run(`runs resume ${RUN} --json`);
    expect(errorOf(again).hint).toBe(steps.join('\n'));
  });

  it('names five kinds and counts the others', async () => {
    const w = world.current;
    await w.script(...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((code) => refusal(409, code)));
    const ended = await deactivateFrom(w, list(7), '--yes --json --quiet --concurrency 1');
    const lines = errorOf(ended).hint.split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe(`2 more kinds of failure: aitronos runs show ${RUN}`);
  });
});

describe('a check names the cure of what it found', () => {
  const CHECK = '--org org_xyz789 --check';

  it.each([
    ['users deactivate usr_abc123 --transfer-to dept_lab001', 'aitronos departments list'],
    ['users deactivate usr_abc123 --transfer-to dept_nothere', 'aitronos departments list'],
    ['users deactivate usr_nobody --transfer-to dept_eng001', 'aitronos users list --search'],
    ['users invite fresh@example.com --role role_nothere', 'aitronos roles list'],
  ])('%s: %s', async (line, cure) => {
    const { exit, stderr } = await world.current.run(`${line} ${CHECK}`);
    expect(exit).toBe(4);
    expect(stderr).toContain('(CHECK_FAILED)');
    const hints = stderr.split('\n').filter((each) => each.startsWith('hint: '));
    expect(hints, stderr).toHaveLength(1);
    expect(hints[0]).toContain(cure);
  });

  it('of a run, and that it can go ahead all the same', async () => {
    const w = world.current;
    const ended = await w.run(
      'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_lab001 --yes',
    );
    expect(ended.exit).toBe(4);
    expect(ended.stderr).toMatch(/hint: .*aitronos departments list.*\nhint: --no-check goes ahead/);
  });
});

import { describe, expect, it } from 'vitest';
import type { ScriptStep } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';
import { DONE, deactivateFrom, interruptAfter, list, refusal } from '../users/many/leavers.ts';

const world = useWorld();
const TWO = 'usr_1\nusr_2\n';
const ONE_BY_ONE = '--yes --no-check --concurrency 1 --retries 0';

describe('a run in which no row succeeded', () => {
  it.each<[what: string, steps: readonly ScriptStep[], exit: number, words: string]>([
    ['every answer was lost', ['reset'], 5, '2 users: 2 without an answer'],
    ['every answer was a 5xx', [{ status: 503 }], 5, '2 users: 2 without an answer'],
    [
      'one was refused, one lost',
      [refusal(404, 'USER_NOT_FOUND'), 'reset'],
      1,
      '2 users: 1 failed, 1 without an answer',
    ],
    ['no answer could be read', [{ status: 200, body: 'not JSON' }], 1, '2 users: 2 with an unusable answer'],
    [
      'one was lost, of one the answer could not be read',
      ['reset', { status: 200, body: 'not JSON' }],
      1,
      '2 users: 1 without an answer, 1 with an unusable answer',
    ],
    [
      'an answer was about another user',
      [{ status: 200, body: { id: 'usr_9', account_state: 'deactivated' } }, DONE],
      3,
      '2 users: 1 changed, 1 with an unusable answer',
    ],
    ['all were refused', [refusal(404, 'USER_NOT_FOUND')], 1, '2 of 2 users failed'],
    ['one was lost, one succeeded', ['reset', DONE], 3, '2 users: 1 changed, 1 without an answer'],
  ])(
    '%s: its exit code says whether later is better, and its words do not call it failed',
    async (_, steps, exit, words) => {
      await world.current.script(...steps);
      const ended = await deactivateFrom(world.current, TWO, ONE_BY_ONE);
      expect(ended.exit).toBe(exit);
      expect(ended.stderr).toContain(`error: ${words} (ROWS_FAILED)\n`);
    },
  );
});

describe('the next step of a run that was interrupted', () => {
  it.each([
    [8, false],
    [40, true],
  ])('stands once more behind a table of %i rows where that is long: %s', async (rows, isRepeated) => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const ended = await deactivateFrom(
      w,
      list(rows),
      '--yes --no-check --concurrency 1',
      interruptAfter(w, 3),
    );
    expect(ended.exit).toBe(130);
    const [before = '', after = ''] = ended.stderr.split('error: interrupted');
    expect(before.match(/^note: .*: aitronos runs resume \S+$/gm)).toHaveLength(1);
    expect(/^hint: aitronos runs resume \S+$/m.test(after)).toBe(isRepeated);
  });
});

describe('a record of an invitation without an answer', () => {
  it.each(['users invite sam@example.com', 'users invite --from - --yes --no-check'])(
    'names whom it went to: %s',
    async (line) => {
      const w = world.current;
      await w.script('reset');
      await w.run(`${line} --org org_xyz789 --retries 0`, { stdin: 'email\nsam@example.com\n' });
      expect((await w.run('runs show')).stdout).toMatch(/^1 +unknown +- +- +sam@example\.com /m);
      const verified = await w.run('runs verify --retries 0');
      expect(verified.stdout).toMatch(/^sam@example\.com +unknown +not known /m);
      expect(verified.stderr).toContain('unknown: row 1, sam@example.com: ');
    },
  );
});

describe('a run of another address', () => {
  it.each([
    [{ AITRONOS_SANDBOX: '1', AITRONOS_API_URL: undefined }, ''],
    [{ AITRONOS_API_URL: undefined }, ' --sandbox'],
  ])('is not to be reached from the sandbox by --api-url alone: %j%s', async (env, more) => {
    const w = world.current;
    const { url } = w;
    await deactivateFrom(w, TWO, ONE_BY_ONE);
    const [{ run_id }] = JSON.parse((await w.run('runs list --json')).stdout);
    const { exit, stderr } = await w.run(`runs undo ${run_id} --yes${more}`, { env });
    expect(exit).toBe(2);
    expect(stderr).toContain(
      `hint: leave the sandbox (--sandbox, AITRONOS_SANDBOX), and add --api-url ${url}\n`,
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Step } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const ok = (body: object): Step => ({ status: 200, body });

/** What an API may say instead of an id; none of it may come to stand in a pipe, as a line of its own or at all. */
const NO_IDS: readonly (readonly [string, unknown])[] = [
  ['an option', '--from'],
  ['a line end', 'usr_x\nusr_y'],
  ['a line end after it', 'usr_x\n'],
  ['a blank', 'usr_x usr_y'],
  ['a CR', 'usr_x\rusr_y'],
  ['a comma', 'usr_x,usr_y'],
  ['a comment', '#usr_x'],
  ['an escape sequence', '\u001b[2Jusr_x'],
  ['a CI command', '::set-output name=x::y'],
  ['another kind', 'file_x'],
  ['10 kB', `usr_${'x'.repeat(10_000)}`],
  ['nothing', ''],
  ['null', null],
  ['a number', 7],
  ['a list', ['usr_x']],
  ['an object', { toString: 1 }],
];

/** The lists with ids, each with an answer in which one id is good and one is this. */
const LISTS: readonly (readonly [string, (id: unknown) => object])[] = [
  [
    `users list ${ORG} --all`,
    (id) => ({
      users: [
        { id: 'orguser_1', user_id: 'usr_1', email: 'a@example.com' },
        { id: 'orguser_2', user_id: id, email: 'b@example.com' },
      ],
      total_users_count: 2,
    }),
  ],
  ['organizations list', (id) => [{ id: 'org_1' }, { id }]],
  [`departments list ${ORG}`, (id) => [{ id: 'dept_1' }, { id }]],
  [`departments list --tree ${ORG}`, (id) => [{ id: 'dept_1', children: [{ id, children: [] }] }]],
  [`roles list ${ORG}`, (id) => [{ id: 'role_1' }, { id }]],
  [
    `roles list --members role_1 ${ORG}`,
    (id) => ({
      members: [
        { user_id: 'usr_1', email: 'a@example.com' },
        { user_id: id, email: 'b@example.com' },
      ],
      total: 2,
    }),
  ],
];

describe.each(LISTS)('%s -o ids', (line, answer) => {
  it.each(NO_IDS)('prints nothing but an error for a record whose id is %s', async (_what, id) => {
    await world.current.script(ok(answer(id)));
    const { exit, stdout, stderr } = await world.current.run(`${line} -o ids`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error: 1 record has no usable id \(NO_ID\)\n/);
  });
});

describe('a list of ids that is cut short', () => {
  const member = (number: number) => ({ user_id: `usr_${number}`, email: `${number}@example.com` });
  const page = (from: number) => ({
    users: Array.from({ length: 100 }, (_, index) => member(from + index)),
    total_users_count: 1000,
  });

  it.each([
    ['the API fails', { status: 500, body: {} }, 5],
    ['the token ends', { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'over' } } }, 4],
    ['the API refuses', { status: 400, body: { error: { code: 'NO', message: 'no' } } }, 1],
    ['the connection is lost', 'reset', 5],
    ['the answer is cut', 'cut', 5],
  ] as const)('prints nothing: %s', async (_what, step, expected) => {
    const second: Step = (request) => (JSON.parse(request.body).skip > 0 ? step : ok(page(0))) as never;
    await world.current.script(ok(page(0)), second);
    const { exit, stdout } = await world.current.run(`users list --all ${ORG} -o ids --retries 0`);
    expect({ exit, stdout }).toEqual({ exit: expected, stdout: '' });
  });

  it('prints nothing after an interrupt', async () => {
    await world.current.script(ok(page(0)), { status: 503, body: {} });
    const options = { interruptAtWait: true };
    const { exit, stdout } = await world.current.run(`users list --all ${ORG} -o ids`, options);
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
  });
});

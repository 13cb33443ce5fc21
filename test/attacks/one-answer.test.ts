import { describe, expect, it } from 'vitest';
import { perhaps, type Step } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const refusal = (error: unknown, status = 422): Step => ({ status, body: JSON.stringify({ error }) });
const done = (fields: object): Step => ({
  status: 200,
  body: { id: 'usr_abc123', account_state: 'deactivated', ...fields },
});

/** Answers to a change that are no crash: the exit code, the outcome and the error's code. */
const ANSWERS: readonly (readonly [string, Step, number, string, string])[] = [
  ['problems that are null', refusal({ details: { problems: [null] } }), 1, 'failed', 'HTTP_422'],
  ['problems that are a text', refusal({ details: { problems: 'x' } }), 1, 'failed', 'HTTP_422'],
  ['a code of every object', refusal({ code: 'constructor' }), 1, 'failed', 'constructor'],
  ['a code of every object, 401', refusal({ code: 'constructor' }, 401), 4, 'failed', 'constructor'],
  ['__proto__ as a code', refusal({ code: '__proto__' }, 401), 4, 'failed', '__proto__'],
  ['toString as a code', refusal({ code: 'toString' }, 403), 4, 'failed', 'toString'],
  ['an empty code', refusal({ code: '' }), 1, 'failed', 'HTTP_422'],
  ['a code that is a number', refusal({ code: 7 }), 1, 'failed', 'HTTP_422'],
  ['a code that is an object', refusal({ code: { toString: 1 } }), 1, 'failed', 'HTTP_422'],
  ['a message that is a list', refusal({ code: 'X', message: ['a'] }), 1, 'failed', 'X'],
  ['a trace_id that is an object', refusal({ code: 'X', trace_id: {} }), 1, 'failed', 'X'],
  ['an error that is a text', refusal('no'), 1, 'failed', 'HTTP_422'],
  ['an error that is null', refusal(null), 1, 'failed', 'HTTP_422'],
  ['a refusal of 100,000 levels', { status: 422, body: deep(100_000) }, 1, 'failed', 'HTTP_422'],
  ['100,000 levels', { status: 200, body: deep(100_000) }, 1, 'unknown', 'ANSWER_TOO_DEEP'],
  ['101 levels', { status: 200, body: `{"id":${deep(100)}}` }, 1, 'unknown', 'ANSWER_TOO_DEEP'],
  ['100 levels', { status: 200, body: `{"id":${deep(99)}}` }, 1, 'unknown', 'UNEXPECTED_STATE'],
  ['levels without an end', { status: 200, body: '['.repeat(100_000) }, 1, 'unknown', 'ANSWER_TOO_DEEP'],
  ['another user', done({ id: 'usr_other1' }), 1, 'unknown', 'UNEXPECTED_STATE'],
  [
    'another user within, and the state beside it',
    done({ user: { id: 'usr_other1', account_state: 'deactivated' } }),
    1,
    'unknown',
    'UNEXPECTED_STATE',
  ],
  ['another user_id', done({ user_id: 'usr_other1' }), 1, 'unknown', 'UNEXPECTED_STATE'],
  [
    'another user in another state',
    done({ id: 'usr_x', account_state: 'active' }),
    1,
    'unknown',
    'UNEXPECTED_STATE',
  ],
  ['an id that is a number', done({ id: 7 }), 1, 'unknown', 'UNEXPECTED_STATE'],
  ['an id that is a list', done({ id: ['usr_abc123'] }), 1, 'unknown', 'UNEXPECTED_STATE'],
  ['an empty id', done({ id: '' }), 1, 'unknown', 'UNEXPECTED_STATE'],
  [
    'another user beside the one within',
    done({ id: 'usr_other1', user: { id: 'usr_abc123', account_state: 'deactivated' } }),
    1,
    'unknown',
    'UNEXPECTED_STATE',
  ],
  ['no success', done({ success: false }), 1, 'unknown', 'UNEXPECTED_STATE'],
  ['another organization', done({ organization_id: 'org_other' }), 1, 'unknown', 'UNEXPECTED_STATE'],
  ['an organization that is none', done({ organization_id: {} }), 1, 'unknown', 'UNEXPECTED_STATE'],
];

describe('one answer to a change', () => {
  it.each(ANSWERS)('%s', async (_what, step, exit, outcome, code) => {
    await world.current.script(step);
    const json = await world.current.deactivate('--json');
    expect({ exit: json.exit, ...JSON.parse(json.stdout) }).toMatchObject({ exit, outcome, error: { code } });
    const words = await world.current.deactivate();
    expect(words.exit).toBe(exit);
    expect(words.stderr).toContain(code);
    expect(words.stderr).not.toContain('DEFECT');
  });

  it.each(ANSWERS)('%s is the outcome of its row alone', async (_what, step, _exit, outcome, code) => {
    const last: Step = { status: 200, body: { id: 'usr_b', account_state: 'deactivated' } };
    await world.current.script(step, perhaps(last));
    const line = 'users deactivate usr_abc123 usr_b --org org_xyz789 --transfer-to dept_eng001';
    const { exit, stdout } = await world.current.run(`${line} --yes --no-check --concurrency 1 --json`);
    const stopped = code !== 'UNEXPECTED_STATE' && exit === 4;
    const { results } = JSON.parse(stdout);
    expect(results[0]).toMatchObject({ outcome, error: { code } });
    expect(results[1].outcome).toBe(stopped ? 'not_sent' : 'changed');
    expect(exit).toBe(stopped ? 4 : 3);
  });
});

describe('an answer about another user or organization', () => {
  it.each([{ id: 'usr_other' }, { organization_id: 'org_other' }, { user: { id: 'usr_other' } }])(
    'leaves none of its facts in the record: %j',
    async (stranger) => {
      await world.current.script(done({ full_name: 'Kim Other', ...stranger }));
      const { stdout } = await world.current.deactivate('--json');
      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unknown', account_state: null, user: null });
      expect(stdout).not.toContain('Kim Other');
    },
  );
});

describe('another state than was asked for', () => {
  it.each(['active', 'Deactivated', 'pending'])('failed, with the command that looks: %s', async (state) => {
    await world.current.script(done({ account_state: state }));
    const { exit, stdout } = await world.current.deactivate('--json');
    const { outcome, error } = JSON.parse(stdout);
    expect({ exit, outcome, hint: error.hint }).toEqual({
      exit: 1,
      outcome: 'failed',
      hint: expect.stringContaining('look before going on: aitronos users get usr_abc123 --org org_xyz789'),
    });
  });
});

describe('whoever is invited', () => {
  it.each([
    ['nothing that is an id', '', 1, 'unknown', null],
    ['the way to another place', 'usr_x/../y', 1, 'unknown', null],
    ['a number', 7, 1, 'unknown', null],
    ['an endless text', `usr_${'x'.repeat(10_000)}`, 1, 'unknown', null],
    ['the id of a membership', 'orguser_1', 0, 'changed', null],
    ['no id at all', undefined, 0, 'changed', null],
    ['an id', 'usr_sam01', 0, 'changed', 'usr_sam01'],
  ])('has %s', async (_what, id, exit, outcome, user_id) => {
    await world.current.script({ status: 201, body: { id, account_state: 'invited' } });
    const ended = await world.current.run('users invite sam@example.com --org org_xyz789 --json');
    expect({ exit: ended.exit, ...JSON.parse(ended.stdout) }).toMatchObject({ exit, outcome, user_id });
  });

  it.each<[body: object, code: string | null]>([
    [{ organization_id: 'org_other' }, 'UNEXPECTED_STATE'],
    [{ email: 'kim@example.com' }, 'UNEXPECTED_STATE'],
    [{ user: { id: 'usr_sam01', email: 'kim@example.com' } }, 'UNEXPECTED_STATE'],
    [{ email: { toString: 1, valueOf: 1 } }, 'UNEXPECTED_STATE'],
    [{ email: 'Sam@Example.com' }, null],
    [{ email: null }, null],
  ])('is nobody else: %j', async (body, code) => {
    await world.current.script({ status: 201, body: { id: 'usr_sam01', ...body } });
    const ended = await world.current.run('users invite SAM@example.com --org org_xyz789 --json');
    const { outcome, user_id, error } = JSON.parse(ended.stdout);
    expect({ outcome, user_id, code: error?.code ?? null }).toEqual({
      ...(code ? { outcome: 'unknown', user_id: null } : { outcome: 'changed', user_id: 'usr_sam01' }),
      code,
    });
    expect(ended.stderr).not.toContain(code ? 'usr_sam01' : 'error');
  });
});

it.each(['failed', 'error', 404])(
  'a user has a status of their own beside the state of their account: %j',
  async (status) => {
    const user = { id: 'usr_abc123', account_state: 'deactivated', status };
    await world.current.script({ status: 200, body: user });
    expect(await world.current.run('users get usr_abc123 --org org_xyz789 --json')).toMatchObject({
      exit: 0,
    });
    await world.current.script({ status: 200, body: user });
    expect(await world.current.deactivate('--json')).toMatchObject({ exit: 0 });
  },
);

// An answer of success that tells of an error is none: gateways and older endpoints answer so.
describe('an error with status 200 is told, and is no success', () => {
  const ORG_200 = '--org org_xyz789';
  const READS = ['users get usr_abc123', 'users list', 'departments list', 'roles list', 'audit list'];
  const BODIES: readonly (readonly [body: object, told: string])[] = [
    [
      { success: false, error: { code: 'PERM', message: 'Not\u001b[31m allowed.' } },
      'an error (Not allowed.)',
    ],
    [{ error: { code: 'PERM' } }, 'an error (PERM)'],
    [{ success: false }, 'an error (success: false)'],
    [{ error: 'Down.', total: 0, users: [], departments: [], roles: [], items: [] }, 'an error (Down.)'],
    [
      { error: true, message: 'Down.', total: 0, users: [], departments: [], roles: [], items: [] },
      'an error (Down.)',
    ],
    [{ error: { code: 503 }, total: 0, users: [], departments: [], roles: [], items: [] }, 'an error (503)'],
  ];
  it.each(READS.flatMap((line) => BODIES.map(([body, told]) => [line, body, told] as const)))(
    '%s: %j',
    async (line, body, told) => {
      await world.current.script({ status: 200, body });
      const { exit, stdout, stderr } = await world.current.run(`${line} ${ORG_200}`);
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toContain(`${told} (UNEXPECTED_ANSWER`);
    },
  );

  it('and a 304 is called no redirect', async () => {
    await world.current.script({ status: 304, body: '' });
    const { stderr } = await world.current.run(`users get usr_abc123 ${ORG_200}`);
    expect(stderr).toContain('the API answered with status 304 and no address (REDIRECTED');
  });
});

// What says nothing of a user would be shown as one of whom nothing is known, and protected by no role.
describe('an answer that tells nothing of a user is none', () => {
  it.each([
    [{}, 'something other than a user (UNEXPECTED_ANSWER'],
    [
      { message: 'Down for now.' },
      'something other than a user: an error (Down for now.) (UNEXPECTED_ANSWER',
    ],
    [{ id: 7, name: 'x', status: {} }, 'about another user'],
  ])('%j', async (body, words) => {
    await world.current.script({ status: 200, body });
    const { exit, stdout, stderr } = await world.current.run('users get usr_abc123 --org org_xyz789');
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});

/** Bodies of a 200 that are errors, and the words that are quoted. */
const ERRORS: readonly (readonly [object, string])[] = [
  [{ error: { code: 'X', message: 'Down for now.' } }, 'Down for now.'],
  [{ error: { code: 'DOWN' } }, 'DOWN'],
  [{ error: 'Down for now.' }, 'Down for now.'],
  [{ success: false, message: 'Down for now.' }, 'Down for now.'],
  [{ success: false }, 'success: false'],
  [{ error: true }, 'error: true'],
  [{ detail: 'Down for now.' }, 'Down for now.'],
  [{ detail: [{ loc: ['body'], msg: 'Down for now.' }] }, 'Down for now.'],
  [{ errors: ['Down for now.'] }, 'Down for now.'],
  [{ message: 'Down for now.' }, 'Down for now.'],
  [{ ok: false }, 'ok: false'],
  [{ status: 'error', reason: 'x' }, 'status: error'],
  [{ status: 'fail', message: 'Down for now.' }, 'Down for now.'],
  [{ statusCode: 500, message: 'Down for now.' }, 'Down for now.'],
  [{ status_code: 403 }, 'status_code: 403'],
  [{ status: 503 }, 'status: 503'],
];

describe('an error with status 200 is told in its own words', () => {
  it.each(ERRORS)('%j', async (body, words) => {
    for (const line of [
      'deactivate usr_abc123 --transfer-to dept_eng001',
      'reactivate usr_abc123',
      // A removal answers nothing, and a message may say that it was done.
      ...(Object.keys(body).join() === 'message' ? [] : ['remove usr_abc123 --yes']),
      'invite jane@example.com',
      'update-memberships usr_abc123 --role role_a --no-departments',
    ]) {
      await world.current.script({ status: 200, body });
      const { exit, stdout } = await world.current.run(`users ${line} --org org_xyz789 --json`);
      const { outcome, error } = JSON.parse(stdout);
      expect({ line, exit, outcome, code: error.code }).toEqual({
        ...{ line, exit: 1, outcome: 'unknown', code: 'UNEXPECTED_STATE' },
      });
      expect(error.message).toContain(`: an error (${words})`);
    }
  });

  it.each<[what: string, body: object, outcome: string]>([
    ['an error', { id: 'usr_abc123', error: 'Down.' }, 'unknown'],
    ['no success', { id: 'usr_abc123', success: false }, 'unknown'],
    [
      'no success',
      { id: 'usr_abc123', success: false, error: { code: { toString: 1, valueOf: 1 } } },
      'unknown',
    ],
    ['an error', { error: { code: [500] } }, 'unknown'],
    ['an error', { id: 'usr_abc123', error: true }, 'unknown'],
    ['an error', { id: 'usr_abc123', statusCode: 500, message: 'Down.' }, 'unknown'],
    ['no success', { user_id: 'usr_abc123', ok: false }, 'unknown'],
    ['no success', { user_id: 'usr_abc123', status: 'error' }, 'unknown'],
    ['no success', { account_state: 'active', status: 'failed', message: 'Down.' }, 'unknown'],
    ['no success', { account_state: 'active', statusCode: 500 }, 'unknown'],
    ['no success', { account_state: 'active', success: false }, 'unknown'],
    ['no success', { account_state: 'active', status: 'failed', code: 'TRANSFER_FAILED' }, 'unknown'],
    ['no success', { account_state: 'active', status: 'failed', reason: 'no department' }, 'unknown'],
    [
      'no success',
      { account_state: 'active', status: 'failed', errors: { department: ['gone'] } },
      'unknown',
    ],
    ['a status', { account_state: 'suspended', status: 'failed', error: null, errors: [] }, 'changed'],
    ['a status', { account_state: 'suspended', status: 'failed' }, 'changed'],
    ['a status', { account_state: 'suspended', status: 404 }, 'changed'],
    ['a status', { user_id: 'usr_abc123', status: { toString: 1 } }, 'changed'],
    ['a status', { user_id: 'usr_abc123', status: 'ok', statusCode: 200 }, 'changed'],
    ['none', { id: 'usr_abc123', error: false }, 'changed'],
    ['none', { id: 'usr_abc123', error: { code: 200 } }, 'changed'],
    ['success', { id: 'usr_abc123', success: true, error: null }, 'changed'],
    ['a message', { id: 'usr_abc123', message: 'Done.' }, 'changed'],
    ['a message', { user_id: 'usr_abc123', message: 'Done.' }, 'changed'],
    ['a message', { user: { id: 'usr_abc123' }, message: 'Done.' }, 'changed'],
    ['a message', { account_state: 'suspended', message: 'Done.' }, 'changed'],
  ])('beside the user, who may have been changed then: %s in %j', async (_what, body, outcome) => {
    for (const line of [
      'remove usr_abc123 --yes',
      'invite jane@example.com',
      'update-memberships usr_abc123 --no-roles --no-departments',
    ]) {
      await world.current.script({ status: 200, body });
      const ended = await world.current.run(`users ${line} --org org_xyz789 --json`);
      const { exit } = ended;
      expect({ line, exit, outcome: JSON.parse(ended.stdout).outcome }).toEqual({
        ...{ line, exit: outcome === 'changed' ? 0 : 1, outcome },
      });
    }
  });

  it.each([
    { id: 'usr_abc123', account_state: 'active' },
    { user: { id: 'usr_abc123', account_state: 'active' }, message: 'User removed.' },
    { id: 'usr_abc123', account_state: 'Active' },
    { user_id: 'usr_abc123', status: { id: 'status_active', name: 'active' } },
  ])('and of a removal that answers with a user who is still active: %j', async (body) => {
    await world.current.script({ status: 200, body });
    const { exit, stdout } = await world.current.run('users remove usr_abc123 --org org_xyz789 --yes --json');
    const { outcome, changed, error } = JSON.parse(stdout);
    expect({ exit, outcome, changed }).toEqual({ exit: 1, outcome: 'unknown', changed: null });
    expect(error.message).toContain('the account state is still "active"');
    expect(error.hint).toContain('usr_abc123 may have been removed; look: aitronos users get usr_abc123');
  });

  it.each([
    { message: 'User removed.' },
    { success: true, message: 'User removed.' },
    { success: true, detail: 'User removed.' },
  ])('and none where it only says that somebody was removed: %j', async (body) => {
    await world.current.script({ status: 200, body });
    const { exit, stdout } = await world.current.run('users remove usr_abc123 --org org_xyz789 --yes --json');
    expect({ exit, outcome: JSON.parse(stdout).outcome }).toEqual({ exit: 0, outcome: 'changed' });
  });

  it.each([
    { success: true, message: 'Done.', data: {} },
    { user: { id: 'usr_abc123', account_state: 'deactivated' }, message: 'Done.' },
  ])('and none where it tells of a success in another form: %j', async (body) => {
    await world.current.script({ status: 200, body });
    const { exit, stdout } = await world.current.deactivate('--json');
    expect({ exit, outcome: JSON.parse(stdout).outcome }).toEqual({ exit: 1, outcome: 'unknown' });
    expect(stdout).not.toContain('an error');
  });

  it('and at most 200 bytes of them', async () => {
    await world.current.script({ status: 200, body: { error: 'x'.repeat(5_000) } });
    const { stdout } = await world.current.deactivate('--json');
    expect(JSON.parse(stdout).error.message.length).toBeLessThan(300);
  });
});

// What only the status confirms is not done with these: it was put into a queue, or only a part was done.
describe('a success that is none yet', () => {
  const BODIES = [
    { status: 'accepted', job_id: 'job_1' },
    { id: 'usr_abc123', account_state: 'active' },
    {},
    '',
  ];
  it.each([202, 207].flatMap((status) => BODIES.map((body) => [status, body] as const)))(
    'is unknown: %i with %j',
    async (status, body) => {
      for (const line of [
        'remove usr_abc123 --yes',
        'invite jane@example.com',
        'update-memberships usr_abc123 --no-roles --no-departments',
      ]) {
        await world.current.script({ status, body });
        const { exit, stdout, stderr } = await world.current.run(`users ${line} --org org_xyz789 --json`);
        expect({ line, exit, ...JSON.parse(stdout) }).toMatchObject({
          exit: 1,
          outcome: 'unknown',
          changed: null,
        });
        expect(stderr).toMatch(/may have been .*; look/);
      }
    },
  );

  it('and changed where its answer says so', async () => {
    await world.current.script({ status: 202, body: { id: 'usr_abc123', account_state: 'deactivated' } });
    const { exit, stdout } = await world.current.deactivate('--json');
    expect({ exit, outcome: JSON.parse(stdout).outcome }).toEqual({ exit: 0, outcome: 'changed' });
  });
});

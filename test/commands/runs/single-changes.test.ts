import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usageError } from '../../../src/errors/cli-errors.ts';
import type { Outcome } from '../../../src/results/record.ts';
import { perhaps, type Step } from '../../scripted-server.ts';
import { DEAD, ORG, useWorld, type World } from '../../world.ts';
import { answer, later, outcomes, refusal, summary } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const NEXT = '20260301-120001-8000';
const DEACTIVATE = `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`;

const runs = (w: World = world.current) => join(w.home, 'state', 'runs');
const files = () => readdirSync(runs()).filter((name) => name.startsWith('2026'));
const nothingRecorded = (w: World = world.current) =>
  expect(() => readdirSync(runs(w)), 'runs').toThrow('ENOENT');

/** The lines of the journal of a single change. */
function journal(run = RUN): Record<string, unknown>[] {
  const text = readFileSync(join(runs(), `${run}.jsonl`), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The digest of the only line of the ledger, which has to be about the journal as it is. */
function ledgerDigest(): string {
  const [line = '', ...others] = readFileSync(join(runs(), 'ledger.jsonl'), 'utf8').trimEnd().split('\n');
  expect(others).toEqual([]);
  const bytes = readFileSync(join(runs(), `${RUN}.jsonl`), 'utf8');
  expect(JSON.parse(line)).toMatchObject({
    run_id: RUN,
    length: Buffer.byteLength(bytes),
    sha256: sha256(bytes),
    previous: null,
  });
  return sha256(line);
}

interface Change {
  readonly action: string;
  readonly line: string;
  readonly done: Step;
  /** How the API says that it is so already. */
  readonly already?: Step;
  readonly row: object;
  readonly columns: readonly string[];
}

const user = (input: object = { user_id: 'usr_abc123' }) => ({ user_id: 'usr_abc123', input });
const state = (account_state: string): Step => ({ status: 200, body: { id: 'usr_abc123', account_state } });
const lists = { role_ids: ['role_member'], department_ids: [] };

const CHANGES: readonly Change[] = [
  {
    action: 'deactivate',
    line: DEACTIVATE,
    done: state('deactivated'),
    already: refusal(422, 'USER_ALREADY_DEACTIVATED'),
    row: { ...user(), department_id: 'dept_eng001' },
    columns: ['user_id'],
  },
  {
    action: 'reactivate',
    line: `users reactivate usr_abc123 ${ORG}`,
    done: state('active'),
    already: refusal(422, 'USER_NOT_DEACTIVATED'),
    row: { ...user(), department_id: null },
    columns: ['user_id'],
  },
  {
    action: 'remove',
    line: `users remove usr_abc123 ${ORG} --yes`,
    done: { status: 200, body: {} },
    row: { ...user(), department_id: null },
    columns: ['user_id'],
  },
  {
    action: 'invite',
    line: `users invite sam@example.com ${ORG} --role role_member --no-send`,
    done: { status: 200, body: { id: 'usr_sam001', email: 'sam@example.com', role_ids: ['role_member'] } },
    row: {
      user_id: null,
      department_id: null,
      invitation: { email: 'sam@example.com', role_ids: ['role_member'], send_invitation: false },
      input: { email: 'sam@example.com' },
    },
    columns: ['email'],
  },
  {
    action: 'update_memberships',
    line: `users update-memberships usr_abc123 ${ORG} --role role_member --no-departments`,
    done: { status: 200, body: { id: 'usr_abc123', ...lists } },
    row: { ...user(), department_id: null, memberships: lists },
    columns: ['user_id'],
  },
];

/** What the API does, and how the call ends then. */
const ENDS: readonly (readonly [Outcome, number, (change: Change) => readonly Step[] | null])[] = [
  ['changed', 0, ({ done }) => [done]],
  ['unchanged', 0, ({ already }) => (already === undefined ? null : [already])],
  ['recovered', 0, ({ already }) => (already === undefined ? null : ['reset', already])],
  ['failed', 4, () => [refusal(403, 'INSUFFICIENT_PERMISSIONS')]],
  ['failed', 1, () => [refusal(404, 'USER_NOT_FOUND')]],
  ['failed', 5, () => [refusal(429, 'RATE_LIMITED')]],
  ['unknown', 5, () => ['reset']],
  ['unknown', 5, () => ['cut']],
];

const cases = CHANGES.flatMap((change) =>
  ENDS.flatMap(([outcome, exit, steps]) => {
    const script = steps(change);
    return script === null ? [] : [{ ...change, outcome, exit, script }];
  }),
);

describe('a change of one user is a run of one, in one file', () => {
  it.each(cases)('$action: $outcome, exit $exit', async ({ line, outcome, exit, script, ...change }) => {
    const w = world.current;
    await w.script(...script);
    const ended = await w.run(`${line} --json`);
    expect({ exit: ended.exit, outcome: JSON.parse(ended.stdout).outcome }).toEqual({ exit, outcome });

    expect(files()).toEqual([`${RUN}.jsonl`]);
    expect(statSync(join(runs(), `${RUN}.jsonl`)).mode & 0o777).toBe(0o600);
    const [header, sent, settled, last, ...others] = journal();
    expect(header).toMatchObject({
      journal: 1,
      run_id: RUN,
      action: change.action,
      organization_id: 'org_xyz789',
      origin: w.url,
      rows: 1,
      columns: change.columns,
      undoes: null,
      row: { row: 1, line: null, ...change.row },
      holder: { pid: process.pid },
    });
    expect(sent).toEqual({ sent: 1 });
    // The journal has what was typed in its header.
    const { input: _, ...printed } = JSON.parse(ended.stdout);
    // The commands of a hint are typed as the call was where it is printed, and as they are where it is kept.
    const error = printed.error && { ...printed.error, hint: Object(Object(settled?.['record']).error).hint };
    expect(settled).toEqual({ row: 1, at: expect.any(String), record: { ...printed, error } });
    expect(last).toMatchObject({ ended: { run_id: RUN, total: 1, [outcome]: 1, exit_code: exit } });
    expect(others).toEqual([]);

    const listed = await w.run('runs list --json');
    const chained = { ...Object(last?.['ended']), ledger_digest: ledgerDigest() };
    expect(JSON.parse(listed.stdout)).toEqual([chained]);
    expect(listed.stderr).toBe('');
    const shown = await w.run('runs show --json');
    expect(shown.exit).toBe(0);
    expect(summary(shown)).toEqual(chained);
    expect(answer(shown).results).toEqual([
      { ...JSON.parse(ended.stdout), row: 1, input: Object(header?.['row']).input },
    ]);
  });

  it('that finds no server is recorded as not sent, and resume sends it', async () => {
    const w = world.current;
    const url = w.env['AITRONOS_API_URL'];
    const closed = { AITRONOS_API_URL: 'http://127.0.0.1:9' };
    expect((await w.run(`${DEACTIVATE} --retries 0`, { env: closed })).exit).toBe(5);
    const text = readFileSync(join(runs(), `${RUN}.jsonl`), 'utf8').replaceAll(
      closed.AITRONOS_API_URL,
      `${url}`,
    );
    writeFileSync(join(runs(), `${RUN}.jsonl`), text);
    expect(outcomes(await w.run(`runs show ${RUN} --json`))).toEqual(['not_sent']);
    expect(outcomes(await w.run(`runs resume ${RUN} --yes --json`))).toEqual(['changed']);
  });

  it.each([
    ['deactivate', '--transfer-to dept_eng001'],
    ['update-memberships', '--role role_member --no-departments'],
  ])('of an address that %s was given keeps it beside whom it meant', async (verb, rest) => {
    const w = world.current;
    await w.run(`users ${verb} jane@example.com ${ORG} ${rest}`);
    expect(journal()[0]).toMatchObject({
      row: { user_id: 'usr_abc123', input: { email: 'jane@example.com' } },
    });
    const csv = await w.run('runs show -o csv');
    expect(csv.stdout).toMatch(/^email,row,user_id,.*\r?\njane@example.com,1,usr_abc123,changed,/);
  });

  it('in the sandbox belongs to the sandbox', async () => {
    const w = world.current;
    const env = { AITRONOS_API_URL: undefined, AITRONOS_ACCESS_TOKEN: undefined };
    expect((await w.run(`${DEACTIVATE} --sandbox`, { env })).exit).toBe(0);
    expect(journal()[0]).toMatchObject({ origin: 'sandbox' });
    expect((await w.run(`runs undo ${RUN} --yes`)).stderr).toContain('add --sandbox');
    expect((await w.run(`runs undo ${RUN} --yes --sandbox`, { env })).exit).toBe(0);
  });

  it('of which the organization knows nobody ends as not found, where that is no failure', async () => {
    const w = world.current;
    await w.script(refusal(404, 'USER_NOT_FOUND'));
    expect((await w.run(`${DEACTIVATE} --missing skip`)).exit).toBe(0);
    expect(journal()[0]).toMatchObject({ missing: 'skip' });
    expect(journal()[3]).toMatchObject({ ended: { not_found: 1, exit_code: 0 } });
  });

  it('keeps why it is made, beside the record and not in it', async () => {
    const w = world.current;
    const ended = await w.deactivate('--reason left --ticket HR-1 --json');
    expect(journal()[0]).toMatchObject({ reason: 'left', ticket: 'HR-1' });
    expect(answer(await w.run('runs show --json')).results[0]).toMatchObject(JSON.parse(ended.stdout));
  });

  it('that is so already keeps the exit code of --strict', async () => {
    const w = world.current;
    await w.script(refusal(422, 'USER_ALREADY_DEACTIVATED'));
    expect((await w.run(`${DEACTIVATE} --strict`)).exit).toBe(1);
    expect(journal()[3]).toMatchObject({ ended: { unchanged: 1, exit_code: 1 } });
  });

  it('that is interrupted says what its words say', async () => {
    const w = world.current;
    await w.script('reset');
    const ended = await w.run(`${DEACTIVATE} --json`, { interruptAtWait: true });
    expect(ended.exit).toBe(130);
    expect(journal()[2]).toMatchObject({ record: JSON.parse(ended.stdout) });
    expect(journal()[3]).toMatchObject({ ended: { unknown: 1, exit_code: 130 } });
  });

  it('two of the same second have ids of their own, and are listed newest first', async () => {
    const w = world.current;
    for (const _ of [1, 2, 3]) await w.deactivate();
    expect(files()).toEqual([`${RUN}-2.jsonl`, `${RUN}-3.jsonl`, `${RUN}.jsonl`].sort());
    expect(JSON.parse((await w.run('runs list --json')).stdout)).toHaveLength(3);
  });

  it('keeps its id from a run of many of the same second, and the other way round', async () => {
    const w = world.current;
    await w.deactivate();
    await w.run(`users reactivate usr_abc123 usr_left01 ${ORG} --yes --no-check`);
    await w.deactivate();
    expect(files().sort()).toEqual([`${RUN}-2`, `${RUN}-3.jsonl`, `${RUN}.jsonl`]);
  });
});

describe('what sends nothing records nothing', () => {
  it.each([
    ['a dry run', `${DEACTIVATE} --dry-run`, {}],
    ['a check', `${DEACTIVATE} --check`, {}],
    ['a bad id', `users deactivate usr_§ ${ORG} --transfer-to dept_eng001`, {}],
    ['an unknown address', `users deactivate none@example.com ${ORG} --transfer-to dept_eng001`, {}],
    ['an address that may be missing', `users reactivate none@example.com ${ORG} --missing skip`, {}],
    ['a question that cannot be asked', `users remove usr_abc123 ${ORG}`, {}],
    ['no token', DEACTIVATE, { AITRONOS_ACCESS_TOKEN: undefined }],
    ['a read', `users get usr_abc123 ${ORG}`, {}],
  ])('%s', async (_what, line, env) => {
    await world.current.run(line, { env });
    nothingRecorded();
  });

  it('a protected user', async () => {
    const w = world.current;
    writeFileSync(join(w.home, 'protected'), 'usr_abc123\n');
    expect((await w.deactivate(`--protect ${join(w.home, 'protected')}`)).exit).toBe(2);
    nothingRecorded();
  });
});

describe('the commands of runs take it', () => {
  it('undo reactivates the one user, and says so of the run', async () => {
    const w = world.current;
    await w.deactivate();
    await later(w);
    w.requests.length = 0;
    const undone = await w.run(`runs undo ${RUN} --yes --json`);
    expect(undone.exit).toBe(0);
    expect(summary(undone)).toMatchObject({ run_id: NEXT, action: 'reactivate', total: 1, changed: 1 });
    expect(w.requests.map(({ path }) => path)).toContain(
      '/v1/organizations/org_xyz789/users/usr_abc123/reactivate',
    );
    expect((await w.run('runs list')).stderr).toContain(`run ${RUN} was undone by run ${NEXT}\n`);
    expect((await w.run(`runs undo ${RUN} --yes`)).stderr).toContain('(UNDONE)');
  });

  it('undo removes whom the one invitation invited', async () => {
    const w = world.current;
    await w.run(`users invite sam@example.com ${ORG}`);
    const undone = await w.run(`runs undo ${RUN} --yes --json`);
    expect({ exit: undone.exit, ...summary(undone) }).toMatchObject({
      exit: 0,
      action: 'remove',
      changed: 1,
    });
  });

  it('undo of a run of many leaves out whom one changed later, and names that run', async () => {
    const w = world.current;
    await w.run(`users deactivate usr_abc123 usr_bea001 ${ORG} --transfer-to dept_eng001 --yes --no-check`);
    await later(w);
    await w.run(`users reactivate usr_abc123 ${ORG}`);
    const { stderr } = await w.run(`runs undo ${RUN} --yes`);
    expect(stderr).toContain(`usr_abc123 is left out: run ${NEXT} changed them later`);
  });

  it.each(CHANGES)(
    'resume asks again for a $action without an answer',
    async ({ line, done, already, action }) => {
      const w = world.current;
      await w.script('reset', perhaps('reset'));
      await w.run(`${line} --retries 1`);
      const url = w.url;
      const again = await w.script(perhaps(already ?? done));
      const file = join(runs(), `${RUN}.jsonl`);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(url, again.url));
      const dry = await w.run(`runs resume ${RUN} --dry-run --json`);
      const ended = await w.run(`runs resume ${RUN} --yes --json`);
      if (action === 'invite') {
        // It could be made twice.
        expect(ended.stderr).toContain('nothing is left to do');
        expect(again.requests).toEqual([]);
      } else {
        expect(JSON.parse(dry.stdout).requests).toHaveLength(1);
        expect({ exit: ended.exit, outcomes: outcomes(ended) }).toEqual({
          exit: 0,
          outcomes: [already === undefined ? 'changed' : 'recovered'],
        });
        expect(summary(ended)).toMatchObject({ run_id: RUN, total: 1, exit_code: 0 });
      }
    },
  );

  it('retry sends a failed one once more', async () => {
    const w = world.current;
    const server = await w.script(refusal(404, 'USER_NOT_FOUND'), state('deactivated'));
    expect((await w.deactivate()).exit).toBe(1);
    const ended = await w.run(`runs retry ${RUN} --yes --json`);
    expect({ exit: ended.exit, outcomes: outcomes(ended) }).toEqual({ exit: 0, outcomes: ['changed'] });
    expect(server.requests).toHaveLength(2);
    expect(files()).toEqual([`${RUN}.jsonl`]);
  });

  const cutOff = async (pid = process.pid) => {
    await world.current.deactivate('', { pid });
    const file = join(runs(), `${RUN}.jsonl`);
    writeFileSync(file, `${readFileSync(file, 'utf8').split('\n').slice(0, 2).join('\n')}\n`);
    world.current.requests.length = 0;
  };

  it.each(['resume', 'retry', 'undo'])(
    '%s leaves one alone that still waits for its answer',
    async (verb) => {
      await cutOff();
      const { exit, stderr } = await world.current.run(`runs ${verb} ${RUN} --yes`);
      expect(exit).toBe(1);
      expect(stderr).toMatch(/process \d+ on .* is working on this run since .*\(RUN_HELD\)/);
      expect(world.current.requests).toEqual([]);
      expect(files()).toEqual([`${RUN}.jsonl`]);
      expect(outcomes(await world.current.run('runs show --json'))).toEqual(['unknown']);
    },
  );

  it('resume asks again for one whose process is no more', async () => {
    await cutOff(DEAD);
    expect(JSON.parse((await world.current.run('runs list --json')).stdout)).toMatchObject([
      { run_id: RUN, total: 1, unknown: 1, exit_code: null },
    ]);
    const ended = await world.current.run(`runs resume ${RUN} --yes --json`);
    expect({ exit: ended.exit, outcomes: outcomes(ended) }).toEqual({ exit: 0, outcomes: ['recovered'] });
    expect(files()).toEqual([`${RUN}.jsonl`]);
  });

  it('the call sends nothing more when another process has gone on with it', async () => {
    const w = world.current;
    const server = await w.script(() => {
      writeFileSync(join(runs(), `${RUN}.jsonl`), '{"sent":1}\n', { flag: 'a' });
      return 'reset';
    });
    const { exit, stderr } = await w.deactivate();
    expect(exit).toBe(1);
    expect(stderr).toContain(`another process has taken run ${RUN}`);
    expect(server.requests).toHaveLength(1);
    expect(journal().slice(1)).toEqual([{ sent: 1 }, { sent: 1 }]);
  });
});

describe('a state folder that cannot be written', () => {
  const DONE = { exit: 0, stdout: expect.stringContaining('deactivated') };

  it.each([
    ['is a file', (w: World) => writeFileSync(join(w.home, 'state'), ''), 'cannot write'],
    ['holds a file named runs', (w: World) => file(w), 'cannot write'],
    ['can be written by others', (w: World) => folder(w, 0o777), 'can be written by others (mode 0777)'],
  ])(
    'that %s does not stop the call, and a note says that it is not recorded',
    async (_what, furnish, why) => {
      const w = world.current;
      furnish(w);
      const ended = await w.deactivate('--quiet');
      expect(ended).toMatchObject(DONE);
      expect(ended.stderr).toMatch(/^note: this call is not recorded: .*\n$/);
      expect(ended.stderr).toContain(why);
      expect(w.requests).toHaveLength(1);
    },
  );

  it.each([
    [
      [],
      5,
      /^note: .*\nerror: 1 of 1 user could not be verified: .* \(NOT_VERIFIED\)\nhint: aitronos users get usr_abc123 /,
    ],
    [[{ status: 422, body: {} }], 1, /\(HTTP_422, HTTP 422\)/],
  ])('leaves nothing to verify, which is no success: %j', async (answers, code, said) => {
    const w = world.current;
    folder(w, 0o777);
    if (answers.length > 0) await w.script(...answers);
    const { exit, stderr } = await w.deactivate('--quiet --verify');
    expect(exit).toBe(code);
    expect(stderr).toMatch(said);
  });

  it.each(['--reason left', '--ticket HR-1'])('refuses it with %s, before anything is sent', async (said) => {
    const w = world.current;
    folder(w, 0o777);
    const ended = await w.deactivate(`${said} --json`);
    expect({ exit: ended.exit, stdout: ended.stdout }).toEqual({ exit: 1, stdout: '' });
    expect(JSON.parse(ended.stderr).error).toMatchObject({
      code: 'UNTRUSTED_FILE',
      message: expect.stringMatching(/has to be recorded, and nothing was sent$/),
    });
    expect(w.requests).toEqual([]);
  });

  it('nor does one that nobody knows the place of', async () => {
    const w = world.current;
    const folders = {
      config: join(w.home, 'config'),
      get state(): string {
        throw usageError('there is no home folder');
      },
      ignored: [],
    };
    const ended = await w.deactivate('', { folders });
    expect(ended).toMatchObject(DONE);
    expect(ended.stderr).toContain('note: this call is not recorded: there is no home folder\n');
  });

  const file = (w: World) => {
    mkdirSync(join(w.home, 'state'), { mode: 0o700 });
    writeFileSync(runs(w), '');
  };
  const folder = (w: World, mode: number) => {
    mkdirSync(runs(w), { recursive: true, mode: 0o700 });
    chmodSync(runs(w), mode);
  };
});

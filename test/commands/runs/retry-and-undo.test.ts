import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import {
  answer,
  asked,
  DONE,
  deactivateFrom,
  errorOf,
  interruptAfter,
  later,
  list,
  NOT_FOUND,
  outcomes,
  refusal,
  runFolders,
  summary,
} from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const NEXT = '20260301-120001-8000';
const ACTIVE = { status: 200, body: { account_state: 'active' } } as const;

/** A run of ten users of whom the API fails some. */
async function partlyFailed(): Promise<void> {
  const w = world.current;
  await w.sandbox({ users: 20, faults: [{ kind: 408, share: 0.4 }], seed: 2 });
  const ended = await deactivateFrom(w, list(10), '--yes --json --retries 0');
  expect(ended.exit).toBe(3);
  w.requests.length = 0;
}

describe('runs retry', () => {
  it('sends only the rows that failed, within the same run', async () => {
    const w = world.current;
    await partlyFailed();
    const before = answer(await w.run(`runs show ${RUN} --json`)).results;
    const failed = before.filter(({ outcome }) => outcome === 'failed').map(({ user_id }) => user_id);
    const ended = await w.run(`runs retry ${RUN} --yes --json --retries 10`);
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ run_id: RUN, total: 10, changed: 10, failed: 0 });
    expect(new Set(asked(w))).toEqual(new Set(failed));
    expect(await runFolders(w)).toEqual([RUN]);
    const after = answer(ended).results;
    for (const record of before.filter(({ outcome }) => outcome === 'changed'))
      expect(after).toContainEqual(record);
  });

  it('sends no row of which it is not known whether it was done', async () => {
    const w = world.current;
    await w.script(refusal(422, 'X'), 'reset', DONE);
    await deactivateFrom(w, list(2), '--yes --retries 0 --concurrency 1');
    w.requests.length = 0;
    expect(outcomes(await w.run(`runs retry ${RUN} --yes --json`))).toEqual(['changed', 'unknown']);
    expect(asked(w)).toEqual(['usr_000001']);
  });

  it('asks first, or wants --yes', async () => {
    const w = world.current;
    await partlyFailed();
    expect(await w.run(`runs retry ${RUN}`)).toMatchObject({ exit: 2, stdout: '' });
    expect(await w.run(`runs retry ${RUN}`, { terminal: true, stdin: 'n\r' })).toMatchObject({ exit: 130 });
    expect(w.requests).toEqual([]);
  });

  it('has nothing to do where nothing failed', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const ended = await w.run(`runs retry ${RUN}`);
    expect(ended.exit).toBe(0);
    expect(ended.stderr).toContain(`nothing is left to do in run ${RUN}`);
    expect(w.requests).toHaveLength(1);
  });

  it('fails again with the same exit code where it fails again', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_nobody\n');
    const ended = await w.run(`runs retry ${RUN} --yes --json`);
    expect(ended.exit).toBe(3);
    expect(asked(w).slice(2)).toEqual(['usr_nobody']);
    expect(errorOf(ended)).toMatchObject({
      code: 'ROWS_FAILED',
      hint: `USER_NOT_FOUND, 1 user: ${NOT_FOUND}`,
    });
  });

  it('tells that it stopped, although the rows that were not sent have failed before', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_nobody\nusr_none\nusr_nil\n');
    const ended = await w.run(`runs retry ${RUN} --yes --json --fail-fast --concurrency 1`);
    expect(ended.exit).toBe(3);
    expect(asked(w).slice(4)).toEqual(['usr_nobody']);
    expect(errorOf(ended)).toMatchObject({
      code: 'FAIL_FAST',
      message: 'stopped at the first row that failed: 2 of 4 users are not done',
      hint: `aitronos runs retry ${RUN}\nUSER_NOT_FOUND, 3 users: ${NOT_FOUND}`,
    });
    expect(summary(await w.run(`runs show ${RUN} --json`)).exit_code).toBe(3);
  });

  it('exits 130 when it was interrupted before its last row', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_nobody\nusr_none\nusr_nil\n');
    const options = interruptAfter(w, 5);
    const ended = await w.run(`runs retry ${RUN} --yes --json --concurrency 1`, options);
    expect(ended.exit).toBe(130);
    expect(errorOf(ended)).toMatchObject({
      code: 'INTERRUPTED',
      hint: `aitronos runs retry ${RUN}\nUSER_NOT_FOUND, 3 users: ${NOT_FOUND}`,
    });
  });

  it('counts as not done also what is open, and what it does not send', async () => {
    const w = world.current;
    const [gone, out] = [refusal(404, 'USER_NOT_FOUND'), refusal(401, 'TOKEN_INVALID')];
    await w.script(gone, gone, out, gone);
    const begun = await deactivateFrom(w, list(4), '--yes --json --concurrency 1');
    expect({ exit: begun.exit, error: errorOf(begun) }).toMatchObject({
      exit: 4,
      error: { code: 'SIGNED_OUT' },
    });
    const ended = await w.run(`runs retry ${RUN} --yes --json --fail-fast --concurrency 1`);
    expect(errorOf(ended).message).toBe('stopped at the first row that failed: 3 of 4 users are not done');
  });

  it('of a token that ended at the last row ends with 4, because that row is open', async () => {
    await world.current.script(DONE, refusal(401, 'TOKEN_INVALID'));
    const ended = await deactivateFrom(world.current, list(2), '--yes --json --concurrency 1');
    expect({ exit: ended.exit, error: errorOf(ended) }).toMatchObject({
      exit: 4,
      error: { code: 'SIGNED_OUT' },
    });
  });

  it('that stops after its last row has stopped nothing, whatever else is open', async () => {
    const w = world.current;
    await w.script(DONE, refusal(404, 'USER_NOT_FOUND'));
    await deactivateFrom(w, list(4), '--yes --concurrency 1 --fail-fast');
    const ended = await w.run(`runs retry ${RUN} --yes --json --fail-fast`);
    expect(errorOf(ended)).toMatchObject({ code: 'ROWS_FAILED' });
  });
});

describe('runs undo', () => {
  it('reactivates exactly the users that the run changed, as a new run', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, 'usr_000001\nusr_left01\nusr_nobody\nusr_000002\n');
    w.requests.length = 0;
    await later(w);
    const ended = await w.run(`runs undo ${RUN} --yes --json`);
    expect(ended.exit).toBe(0);
    expect(ended.stderr).toContain('note: resources that were moved stay where they are\n');
    expect(summary(ended)).toMatchObject({ run_id: NEXT, action: 'reactivate', total: 2, changed: 2 });
    expect(answer(ended).results.map(({ row, user_id, input }) => [row, user_id, input])).toEqual([
      [1, 'usr_000001', { user_id: 'usr_000001' }],
      [2, 'usr_000002', { user_id: 'usr_000002' }],
    ]);
    expect(w.requests.map(({ method, path, body }) => `${method} ${path} ${body}`).sort()).toEqual([
      'POST /v1/organizations/org_xyz789/users/usr_000001/reactivate ',
      'POST /v1/organizations/org_xyz789/users/usr_000002/reactivate ',
    ]);
  });

  it.each(['checked', 'lost'])('takes recovered rows along, which are %s', async (rows) => {
    const w = world.current;
    await w.sandbox({ users: 60, faults: [{ kind: 'reset', share: 0.4 }], seed: 5 });
    const run = await deactivateFrom(w, list(10), '--yes --json --retries 10');
    const { changed, recovered } = summary(run);
    expect(recovered).toBeGreaterThan(0);
    await later(w);
    const [id = ''] = await runFolders(w);
    if (rows === 'lost') await writeFile(join(w.home, 'state', 'runs', id, 'rows.jsonl'), '');
    const ended = await w.run(`runs undo ${id} --yes --json --retries 10`);
    expect(ended.exit).toBe(0);
    expect(summary(ended).total).toBe(changed + recovered);
    const look = `aitronos runs show ${id} --outcome recovered`;
    const users = recovered === 1 ? '1 user' : `${recovered} users`;
    expect(ended.stderr).toContain(
      `note: ${users} may have been deactivated before the run or by others, because an answer was lost: ${look}\n`,
    );
  });

  it('asks first, or wants --yes, and leaves no run where it is declined', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const alone = await w.run(`runs undo ${RUN}`);
    expect(alone).toMatchObject({ exit: 2, stdout: '' });
    expect(alone.stderr).toContain('Reactivate 1 user of org_xyz789?');
    expect(await w.run(`runs undo ${RUN}`, { terminal: true, stdin: 'n\r' })).toMatchObject({ exit: 130 });
    expect(w.requests).toHaveLength(1);
    expect(await runFolders(w)).toEqual([RUN]);
    expect(await w.run(`runs undo ${RUN}`, { terminal: true, stdin: 'y\r' })).toMatchObject({ exit: 0 });
    expect(w.requests).toHaveLength(2);
  });

  it('says before the question how many have no known answer', async () => {
    const w = world.current;
    await w.script(DONE, 'reset', 'reset', DONE);
    await deactivateFrom(w, list(3), '--yes --retries 0 --concurrency 1');
    await later(w);
    const { stderr } = await w.run(`runs undo ${RUN}`, { terminal: true, stdin: 'n\r' });
    const note =
      'note: whether the run deactivated 2 users is not known, and undo leaves them out: ' +
      `aitronos runs verify ${RUN} shows how they are\n`;
    expect(stderr).toContain(note);
    expect(stderr.indexOf(note)).toBeLessThan(stderr.indexOf('Reactivate 1 user'));
    await w.run(`runs resume ${RUN} --yes`);
    expect((await w.run(`runs undo ${RUN}`)).stderr).not.toContain('is not known');
  });

  it('says so too where nobody is known to be changed', async () => {
    const w = world.current;
    await w.script('reset');
    await deactivateFrom(w, list(1), '--yes --retries 0');
    await later(w);
    const { exit, stderr } = await w.run(`runs undo ${RUN} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^note: whether the run deactivated 1 user is not known/);
    expect(stderr).toContain(
      `nobody is known to be changed by run ${RUN}: nothing was sent (NOTHING_TO_UNDO)`,
    );
  });

  it.each<[what: string, ids: string, output: string, stdout: string]>([
    ['who were so already', 'usr_left01\n', '', ''],
    ['who are not there', 'usr_nobody\n', '--output ids', ''],
    ['dry', 'usr_left01\n', '--dry-run --json', '{"dry_run":true,"requests":[]}'],
    ['as JSON', 'usr_left01\n', '--json', '"run_id":null'],
  ])('of a run that changed nobody is nothing to do: %s', async (_what, ids, output, stdout) => {
    const w = world.current;
    await deactivateFrom(w, ids);
    await later(w);
    w.requests.length = 0;
    const ended = await w.run(`runs undo ${RUN} --yes ${output}`);
    expect(ended.exit).toBe(0);
    expect(ended.stdout.replaceAll(/\s/g, '')).toContain(stdout);
    expect(ended.stderr).toContain(`note: nothing to do: run ${RUN} changed no user\n`);
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([RUN]);
  });

  it('of a reactivation is refused: it is not known where the resources were', async () => {
    const w = world.current;
    await w.run('users reactivate usr_left01 usr_abc123 --org org_xyz789 --yes --no-check');
    await later(w);
    const { exit, stdout, stderr } = await w.run(`runs undo ${RUN} --yes`);
    expect(stdout).toBe('');
    expect(exit).toBe(2);
    expect(stderr).toContain(
      `run ${RUN} is of reactivate, and only runs of deactivate or invite can be undone (NOT_UNDOABLE)`,
    );
    expect(stderr).toContain('hint: `aitronos runs list` shows which are\n');
    expect(w.requests).toHaveLength(2);
    expect(await runFolders(w)).toEqual([RUN]);
  });

  it('twice is refused, and with --again finds everybody active', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    await w.run(`runs undo ${RUN} --yes`);
    await later(w);
    const sent = w.requests.length;
    const refused = await w.run(`runs undo ${RUN} --yes`);
    expect({ exit: refused.exit, stdout: refused.stdout }).toEqual({ exit: 2, stdout: '' });
    expect(refused.stderr).toContain(`run ${RUN} was undone by run ${NEXT}: nothing was sent (UNDONE)`);
    expect(refused.stderr).toContain(`aitronos runs undo ${RUN} --again`);
    expect(w.requests).toHaveLength(sent);
    const ended = await w.run(`runs undo ${RUN} --again --yes --json`);
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(['unchanged']);
  });

  it('twice is refused where the clock was set back meanwhile', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    w.clock.ahead_ms = -3_600_000;
    const undo = answer(await w.run(`runs undo ${RUN} --yes --json`)).summary.run_id;
    expect((await w.run(`runs undo ${RUN} --yes`)).stderr).toContain(`was undone by run ${undo}`);
    expect((await w.run(`runs show ${RUN}`)).stderr).toContain(`it was undone by run ${undo}\n`);
  });

  it('twice names the first one and what goes on with it where that was cut off', async () => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(6));
    await later(w);
    w.requests.length = 0;
    const cut = await w.run(`runs undo ${RUN} --yes --concurrency 1`, interruptAfter(w, 2));
    expect(cut.exit).toBe(130);
    const done = w.requests.filter(({ path }) => path.endsWith('/reactivate')).length;
    const words = `was undone by run ${NEXT}, but for ${6 - done} of 6 users`;
    const refused = await w.run(`runs undo ${RUN} --yes`);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain(`run ${RUN} ${words}: nothing was sent (UNDONE)`);
    expect(refused.stderr).toContain(`hint: to continue: aitronos runs resume ${NEXT}; to undo it again`);
    expect((await w.run('runs list')).stderr).toContain(`run ${RUN} ${words}\n`);
    expect((await w.run(`runs show ${RUN}`)).stderr).toContain(`it ${words}\n`);
    expect((await w.run(`runs resume ${NEXT} --yes`)).exit).toBe(0);
    expect((await w.run(`runs show ${RUN}`)).stderr).toContain(`it was undone by run ${NEXT}\n`);
  });

  it.each([
    ['resume', 'reset'],
    ['retry', refusal(422, 'X')],
  ] as const)(
    'is told by a %s of its run, and whom that changed by what tells of it then',
    async (verb, second) => {
      const w = world.current;
      await w.script(DONE, second, ACTIVE, DONE);
      await deactivateFrom(w, list(2), '--yes --retries 0 --concurrency 1');
      await later(w);
      await w.run(`runs undo ${RUN} --yes`);
      const undone = `was undone by run ${NEXT}`;
      const { stderr } = await w.run(`runs ${verb} ${RUN} --yes`);
      expect(stderr).toContain(`note: run ${RUN} ${undone}\n`);
      expect(stderr).toContain(`note: to undo: aitronos runs undo ${RUN} --again\n`);
      for (const told of ['list', `show ${RUN}`, `undo ${RUN} --yes`])
        expect((await w.run(`runs ${told}`)).stderr).toContain(`${undone}, but for 1 of 2 users`);
    },
  );

  it.each([
    ['resume', 'reset'],
    ['retry', refusal(422, 'X')],
  ] as const)(
    'its reverse by a later run is told by a %s, which sends the user all the same',
    async (verb, second) => {
      const w = world.current;
      await w.script(DONE, second, ACTIVE, DONE);
      await deactivateFrom(w, list(2), '--yes --retries 0 --concurrency 1');
      await later(w);
      await w.run('users reactivate usr_000002 --org org_xyz789');
      const told = `note: usr_000002 is to be sent all the same: run ${NEXT} changed them later\n`;
      expect((await w.run(`runs ${verb} ${RUN} --dry-run`)).stderr).toContain(told);
      const { stderr } = await w.run(`runs ${verb} ${RUN} --yes -q`);
      expect(stderr).toContain(told);
      expect(stderr).not.toContain('usr_000001');
    },
  );

  it('is not known where the later run cannot be read, and a retry says so', async () => {
    const w = world.current;
    await partlyFailed();
    await later(w);
    await w.run('users reactivate usr_000002 --org org_xyz789');
    await writeFile(join(w.home, 'state/runs', `${NEXT}.jsonl`), 'noise\n');
    const { stderr } = await w.run(`runs retry ${RUN} --dry-run`);
    expect(stderr).toContain(`run ${NEXT} cannot be read: whom it changed, or undid, is not known\n`);
  });

  it('says so where its run is listed and shown', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    await w.run(`runs undo ${RUN} --yes`);
    expect((await w.run('runs list')).stderr).toContain(`run ${RUN} was undone by run ${NEXT}\n`);
    expect((await w.run(`runs show ${RUN}`)).stderr).toContain(`it was undone by run ${NEXT}\n`);
    expect((await w.run(`runs show ${NEXT}`)).stderr).not.toContain('was undone');
  });

  it.each([
    ['deactivated again', 'users deactivate usr_abc123 usr_abc123 --org org_xyz789 --transfer-to dept_be001'],
    ['given back by hand and removed', 'users remove usr_abc123 usr_abc123 --org org_xyz789'],
  ])('leaves out, by name, who was %s by a later run', async (_name, change) => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, 'usr_abc123\nusr_000002\n');
    await later(w);
    await w.run('users reactivate usr_abc123 --org org_xyz789');
    expect((await w.run(`${change} --yes --no-check`)).exit).toBe(0);
    await later(w);
    w.requests.length = 0;
    const ended = await w.run(`runs undo ${RUN} --yes --json`);
    expect(ended.exit).toBe(3);
    // The reactivation by hand is a run of that second too.
    expect(ended.stderr).toContain(`usr_abc123 is left out: run ${NEXT}-2 changed them later`);
    expect(asked(w)).toEqual(['usr_000002']);
    expect(answer(ended).results).toMatchObject([
      { user_id: 'usr_abc123', outcome: 'not_sent', changed: false, error: { code: 'CHANGED_LATER' } },
      { user_id: 'usr_000002', outcome: 'changed' },
    ]);
    const undo = answer(ended).summary.run_id;
    // Nor does a resume of the undo send them.
    await w.run(`runs resume ${undo} --yes`);
    expect(asked(w)).toEqual(['usr_000002']);
    const dry = await w.run(`runs undo ${RUN} --again --dry-run --json`);
    expect(JSON.parse(dry.stdout).requests).toHaveLength(1);
  });

  const again = 'api post /v1/organizations/{org}/users/usr_abc123/reactivate --org org_xyz789';
  const others = 'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_be001 --yes';
  const resume = `runs resume ${RUN} --yes`;
  it.each([
    ['begun earlier', NEXT, 'usr_abc123', [others], ['usr_abc123', 'usr_def456']],
    ['begun earlier and resumed later', NEXT, 'usr_abc123', [others, again, resume], ['usr_def456']],
    [
      'begun later, before the resume',
      RUN,
      'usr_left01',
      ['users reactivate usr_left01 --org org_xyz789', resume],
      ['usr_left01'],
    ],
  ])('goes by when a user was changed, and not by the run: %s', async (_what, id, user, lines, undone) => {
    const w = world.current;
    await deactivateFrom(w, `usr_nobody\n${user}\n`, '--yes --fail-fast --concurrency 1');
    for (const line of lines) {
      await later(w);
      expect((await w.run(line)).exit).toBeLessThan(4);
    }
    await later(w);
    w.requests.length = 0;
    await w.run(`runs undo ${id} --yes`);
    expect(asked(w)).toEqual(undone);
  });

  it.each([
    [10, 10, null],
    [11, 10, 'note: and 1 more is left out: later runs changed them\n'],
    [15, 10, 'note: and 5 more are left out: later runs changed them\n'],
  ])('names the first ten of %i whom a later run changed', async (count, named, more) => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(count + 1));
    await later(w);
    await w.run(
      `users reactivate ${list(count).trim().replaceAll('\n', ' ')} --org org_xyz789 --yes --no-check`,
    );
    const ended = await w.run(`runs undo ${RUN} --yes --json`);
    expect(ended.stderr.match(/is left out: run/g)).toHaveLength(named);
    if (more === null) expect(ended.stderr).not.toContain('later runs changed them');
    else expect(ended.stderr).toContain(more);
    expect(outcomes(ended).filter((outcome) => outcome === 'not_sent')).toHaveLength(count);
  });

  it('of users whom later runs changed, all of them, is refused', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    await w.run('users reactivate usr_abc123 --org org_xyz789');
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const { exit, stderr } = await w.run(`runs undo ${RUN} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toContain('(NOTHING_TO_UNDO)');
  });

  it('can itself be shown, and its run says what it undid', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const undone = await w.run(`runs undo ${RUN} --yes --json`);
    expect((await w.run(`runs show ${NEXT} --json`)).stdout).toBe(undone.stdout);
  });
});

import { describe, expect, it } from 'vitest';
import { unasked } from '../../../scripted-server.ts';
import { useWorld } from '../../../world.ts';
import {
  answer,
  asked,
  DONE,
  deactivateFrom,
  errorOf,
  ids,
  interruptAfter,
  journal,
  list,
  NOT_FOUND,
  outcomes,
  refusal,
  runFolders,
  summary,
  TARGET,
} from './leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

describe('a token that is no longer accepted', () => {
  it('stops the run with exit 4: the rest is not sent, and the way on is told', async () => {
    const w = world.current;
    await w.script(DONE, DONE, refusal(401, 'TOKEN_EXPIRED'));
    const ended = await deactivateFrom(w, list(9), '--yes --json --concurrency 1');
    expect(ended.exit).toBe(4);
    expect(w.requests).toHaveLength(3);
    expect(outcomes(ended)).toEqual(['changed', 'changed', 'failed', ...Array(6).fill('not_sent')]);
    expect(answer(ended).results[2]?.error).toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
    expect(errorOf(ended)).toMatchObject({
      code: 'SIGNED_OUT',
      hint: expect.stringMatching(new RegExp(`auth login.*aitronos runs resume ${RUN}`)),
    });
  });

  it('that several requests in flight meet at once leaves all of them to resume', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const env = { AITRONOS_ACCESS_TOKEN: 'another-token' };
    const ended = await deactivateFrom(w, list(40), '--yes --json', { env });
    expect(ended.exit).toBe(4);
    const refused = answer(ended).results.filter(({ outcome }) => outcome === 'failed');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.map(({ error }) => error?.code)).toEqual(refused.map(() => 'TOKEN_INVALID'));
    expect(summary(ended).not_sent).toBe(40 - refused.length);
    w.requests.length = 0;
    const resumed = await w.run(`runs resume ${RUN} --yes --json`);
    expect(resumed.exit).toBe(0);
    expect(summary(resumed)).toMatchObject({ total: 40, changed: 40, failed: 0, not_sent: 0 });
    expect(asked(w).sort()).toEqual(ids(40));
  });
});

describe('an API that stays away', () => {
  it('stops the run with exit 5 after ten rows in a row without an answer, and half a minute', async () => {
    const w = world.current;
    await w.script('reset');
    const began = w.clock.monotonic();
    const ended = await deactivateFrom(w, list(40), '--yes --json --retries 0 --concurrency 1');
    expect(ended.exit).toBe(5);
    // Ten at once, and then one after 1, 2, 4 and then every 5 s.
    expect(w.clock.monotonic() - began).toBe(32_000);
    expect(w.requests).toHaveLength(17);
    expect(summary(ended)).toMatchObject({ unknown: 17, not_sent: 23, exit_code: 5 });
    expect(errorOf(ended)).toMatchObject({ code: 'API_AWAY', hint: `aitronos runs resume ${RUN}` });
  });

  it('is told from one that says "not now" now and then', async () => {
    const w = world.current;
    const no = refusal(503, 'SERVICE_UNAVAILABLE');
    await w.script(...Array(9).fill(no), DONE, ...Array(9).fill(no), DONE);
    const ended = await deactivateFrom(w, list(25), '--yes --json --retries 0 --concurrency 1');
    expect(ended.exit).toBe(3);
    expect(summary(ended)).toMatchObject({ unknown: 18, changed: 7, not_sent: 0 });
  });

  it('that is not there at all leaves every row unsent, and the command that goes on is told', async () => {
    const w = world.current;
    const gone = await w.script(unasked(DONE));
    await gone.close();
    const ended = await deactivateFrom(w, list(40));
    expect(ended.exit).toBe(5);
    expect(ended.stderr).toContain('40 users: 40 not sent');
    expect(ended.stderr).toMatch(
      new RegExp(
        `note: next: aitronos runs resume ${RUN}\nerror: .*\\(API_AWAY\\)\nhint: aitronos runs resume ${RUN}\n$`,
      ),
    );
  });

  it('and comes back is asked about the rows in doubt, and the rest is sent', async () => {
    const w = world.current;
    await w.script(DONE, ...Array(17).fill('reset'), refusal(422, 'USER_ALREADY_DEACTIVATED'), DONE);
    const away = await deactivateFrom(w, list(20), '--yes --json --retries 0 --concurrency 1');
    expect(summary(away)).toMatchObject({ changed: 1, unknown: 17, not_sent: 2, exit_code: 5 });
    const ended = await w.run(`runs resume ${RUN} --yes --json --concurrency 1`);
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ changed: 19, recovered: 1, unknown: 0, not_sent: 0 });
    expect(asked(w).slice(18)).toEqual(ids(19, 2));
  });
});

describe('an interrupt', () => {
  it('finishes what is in flight, leaves the rest unsent, and resume sends that', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const options = interruptAfter(w, 10);
    const ended = await deactivateFrom(w, list(40), '--yes --json --concurrency 4', options);
    const { changed, not_sent, exit_code } = summary(ended);
    expect({ exit: ended.exit, exit_code }).toEqual({ exit: 130, exit_code: 130 });
    expect(changed).toBe(w.requests.length);
    expect(changed).toBeGreaterThanOrEqual(10);
    expect(changed).toBeLessThan(16);
    expect(not_sent).toBe(40 - changed);
    expect(errorOf(ended)).toMatchObject({ code: 'INTERRUPTED', hint: `aitronos runs resume ${RUN}` });
    const resumed = await w.run(`runs resume ${RUN} --yes --json`);
    expect(resumed.exit).toBe(0);
    expect(summary(resumed)).toMatchObject({ total: 40, changed: 40 });
    expect(asked(w).sort()).toEqual(ids(40));
  });

  it('prints the rows in the format asked for, and tells the command that goes on before them, once', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const options = interruptAfter(w, 1);
    const ended = await deactivateFrom(w, list(5), '--yes --concurrency 1', options);
    expect(ended.exit).toBe(130);
    expect(ended.stdout.split('\n')[1]).toMatch(/^1 +changed +usr_000001/);
    expect(ended.stdout).toMatch(/^2 +not_sent +usr_000002/m);
    expect(ended.stderr).toContain(
      `note: ${RUN}: stopping once the requests under way are answered\nnote: a second Ctrl-C stops at once; `,
    );
    expect(ended.stderr).toMatch(
      new RegExp(
        `note: to continue later: aitronos runs resume ${RUN}\nnote: 5 users: 1 changed, 4 not sent.*\n.*\n` +
          'error: interrupted: 4 of 5 users are not done \\(INTERRUPTED\\)\n$',
      ),
    );
  });

  const [refused, signedOut] = [refusal(409, 'CONFLICT'), refusal(401, 'TOKEN_INVALID')];
  it.each([
    ['retry', 'sends no row that failed', [refused, refused, refused]],
    ['retry', 'sends not all of them', [refused, refused, signedOut]],
    ['resume', 'sends all of them, because their token had ended', [signedOut]],
  ])('goes on with a retry by %s: `resume` %s', async (verb, _why, answers) => {
    const w = world.current;
    await w.script(...answers, ...answers.map(() => DONE));
    const options = '--yes --concurrency 1';
    expect((await deactivateFrom(w, list(answers.length), options)).exit).not.toBe(0);
    const ended = await w.run(`runs retry ${RUN} ${options}`, interruptAfter(w, answers.length + 1));
    expect(ended.stderr).toContain(`note: to continue later: aitronos runs ${verb} ${RUN}\n`);
    expect((await w.run(`runs ${verb} ${RUN} ${options}`)).exit).toBe(0);
  });

  it('keeps the API’s own word for a row in flight that it refused', async () => {
    const w = world.current;
    await w.script(refusal(404, 'USER_NOT_FOUND'));
    const ended = await deactivateFrom(w, list(3), '--yes --json --concurrency 1', interruptAfter(w, 1));
    expect(ended.exit).toBe(130);
    expect(answer(ended).results[0]).toMatchObject({
      outcome: 'failed',
      error: { code: 'USER_NOT_FOUND', status: 404 },
    });
  });

  it('does not wait for the next attempt of a row that was told "not now"', async () => {
    const w = world.current;
    await w.script({ status: 429, headers: { 'retry-after': '60' } });
    const began = w.clock.now();
    const ended = await deactivateFrom(w, list(3), '--yes --json --concurrency 1', {
      interruptAtWait: true,
    });
    expect(ended.exit).toBe(130);
    expect(w.clock.now() - began).toBeLessThan(60_000);
    expect(outcomes(ended)).toEqual(['not_sent', 'not_sent', 'not_sent']);
  });

  it('while the input is read ends it, and leaves no run behind', async () => {
    const w = world.current;
    const interrupt = new AbortController();
    interrupt.abort();
    const ended = await deactivateFrom(w, list(3), '--yes', { interrupt });
    expect(ended).toMatchObject({
      exit: 130,
      stderr: 'error: interrupted: nothing was sent (INTERRUPTED)\n',
    });
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });

  it('before the first row sends nothing, and the run can be resumed', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const interrupt = new AbortController();
    interrupt.abort();
    const ids = list(3).trim().split('\n').join(' ');
    const ended = await w.run(`users deactivate ${ids} ${TARGET} --yes --json --no-check`, { interrupt });
    expect(ended.exit).toBe(130);
    expect(w.requests).toEqual([]);
    expect((await w.run(`runs resume ${RUN} --yes`)).exit).toBe(0);
    expect(w.requests).toHaveLength(3);
  });
});

describe('--fail-fast', () => {
  it('stops at the first row that failed', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const content = ['usr_000001', 'usr_nobody', ...ids(5, 2)].join('\n');
    const ended = await deactivateFrom(w, content, '--yes --json --fail-fast --concurrency 1');
    expect(ended.exit).toBe(3);
    expect(outcomes(ended)).toEqual(['changed', 'failed', ...Array(5).fill('not_sent')]);
    expect(w.requests).toHaveLength(2);
    expect(errorOf(ended)).toMatchObject({
      code: 'FAIL_FAST',
      hint: `aitronos runs resume ${RUN}\nUSER_NOT_FOUND, 1 user: ${NOT_FOUND}`,
    });
  });

  it('lets rows pass that already were so', async () => {
    const ended = await deactivateFrom(world.current, 'usr_left01\nusr_abc123\n', '--yes --fail-fast --json');
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(['unchanged', 'changed']);
  });
});

describe('whatever stops a run', () => {
  it('has in its head who began it, where the API says so, and with each answer when it came', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await w.run('users reactivate usr_000001 usr_000002 --org org_xyz789 --yes');
    const [header, ...entries] = await journal(w);
    expect(header).toMatchObject({ by: 'usr_admin01' });
    const answered = entries.filter((entry) => 'record' in entry);
    expect(answered).toHaveLength(2);
    for (const { at } of answered) expect(at).toMatch(/^2026-03-01T12:00:0\d\.\d{3}Z$/);
  });

  it('its journal says of every row what was sent and what came of it', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    await deactivateFrom(w, list(40), '--yes --json --concurrency 4', interruptAfter(w, 10));
    const [header, ...entries] = await journal(w);
    expect(header).toMatchObject({
      journal: 1,
      run_id: RUN,
      action: 'deactivate',
      rows: 40,
      by: 'usr_admin01',
      undoes: null,
    });
    const sent = entries.flatMap((entry) => ('sent' in entry ? [entry['sent']] : []));
    const settled = entries.flatMap((entry) => ('row' in entry ? [entry['row']] : []));
    expect(settled.sort()).toEqual(sent.sort());
    expect(sent).toHaveLength(w.requests.length);
    expect(entries.at(-1)).toMatchObject({ ended: { exit_code: 130 } });
  });
});

import { utimesSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { leaseFile } from '../../../src/runs/journal/run-folders.ts';
import { SANDBOX_PASSWORD } from '../../../src/sandbox/auth/sign-in-checks.ts';
import { type Holder, thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { folderOf, signatureOf } from '../../../src/system/locks/lock-signature.ts';
import { writeRun } from '../../audit/written-run.ts';
import { unasked } from '../../scripted-server.ts';
import { DEAD, useWorld } from '../../world.ts';
import {
  answer,
  asked,
  deactivateFrom,
  ids,
  interruptAfter,
  journal,
  later,
  list,
  outcomes,
  refusal,
  runFolder,
  summary,
} from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const journalPath = async () => join(await runFolder(world.current), 'journal.jsonl');

/** A run of ten users of which at least four were sent; gives back how many. */
async function interrupted(): Promise<number> {
  const w = world.current;
  await w.sandbox({ users: 60 });
  const ended = await deactivateFrom(w, list(10), '--yes --json --concurrency 2', interruptAfter(w, 4));
  expect(ended.exit).toBe(130);
  return w.requests.length;
}

describe('runs resume', () => {
  it('sends the rows that were not sent, and no other', async () => {
    const w = world.current;
    const sent = await interrupted();
    const ended = await w.run(`runs resume ${RUN} --yes --json`);
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ run_id: RUN, total: 10, changed: 10, not_sent: 0, exit_code: 0 });
    expect(asked(w).slice(sent).sort()).toEqual(ids(10 - sent, sent + 1));
  });

  it('leaves to the report who sent which rows, where somebody else goes on with it', async () => {
    const w = world.current;
    const sent = await interrupted();
    const signIn = await fetch(`${w.env['AITRONOS_API_URL']}/v1/auth/dev-login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email_or_username: 'janedoe',
        password: SANDBOX_PASSWORD,
        device_information: {},
      }),
    });
    const { access_token } = (await signIn.json()) as { readonly access_token: string };
    const ended = await w.run(`runs resume ${RUN} --yes`, { env: { AITRONOS_ACCESS_TOKEN: access_token } });
    expect(ended.exit).toBe(0);
    const { results } = JSON.parse((await w.run('runs report --json')).stdout);
    const by = results.map((person: { readonly by: string }) => person.by);
    expect(by).toEqual([...Array(sent).fill('usr_admin01'), ...Array(10 - sent).fill('usr_abc123')]);
    const lines = (await journal(w)).filter((entry) => 'by' in entry && 'record' in entry);
    expect(lines).toHaveLength(10 - sent);
  });

  it('records who goes on with a run of which it is not known who began it', async () => {
    const w = world.current;
    const header = { by: null, action: 'reactivate', origin: w.url };
    await writeRun(join(w.home, 'state'), {
      rows: [{ user_id: 'usr_abc123', at: null }],
      ended: false,
      header,
    });
    await w.run('users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001');
    expect((await w.run('runs resume 20260301-120000-8000 --yes')).exit).toBe(0);
    const { results } = JSON.parse((await w.run('runs report 20260301-120000-8000 --json')).stdout);
    expect(results).toMatchObject([{ outcome: 'changed', by: 'usr_admin01' }]);
  });

  it('needs the file no more, and appends to what the journal has', async () => {
    const w = world.current;
    await interrupted();
    const before = await readFile(await journalPath(), 'utf8');
    await rm(join(w.home, 'leavers'));
    expect((await w.run(`runs resume ${RUN} --yes`)).exit).toBe(0);
    const after = await readFile(await journalPath(), 'utf8');
    expect(after.startsWith(before)).toBe(true);
    const shown = await w.run(`runs show ${RUN} --json`);
    expect(outcomes(shown)).toEqual(Array(10).fill('changed'));
  });

  it('may be interrupted and resumed again, and each user is asked about once', async () => {
    const w = world.current;
    await interrupted();
    for (let most = w.requests.length + 2; w.requests.length < 10; most += 2) {
      const options = interruptAfter(w, most);
      const { exit } = await w.run(`runs resume ${RUN} --yes --concurrency 1`, options);
      expect([0, 130]).toContain(exit);
    }
    expect(asked(w).sort()).toEqual(ids(10));
    const settled = (await journal(w)).flatMap((entry) => ('record' in entry ? [entry['row']] : []));
    expect(new Set(settled).size).toBe(settled.length);
    expect(settled).toHaveLength(10);
  });

  it('asks again about a row whose answer never came, which then is recovered', async () => {
    const w = world.current;
    await w.sandbox({ users: 60, faults: [{ kind: 'reset', share: 0.4 }], seed: 5 });
    const first = await deactivateFrom(w, list(10), '--yes --json --retries 0 --concurrency 1');
    const { unknown, changed } = summary(first);
    expect(unknown).toBeGreaterThan(0);
    w.requests.length = 0;
    const ended = await w.run(`runs resume ${RUN} --yes --json --retries 10`);
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ changed, recovered: unknown, unknown: 0 });
    const recovered = answer(ended).results.filter(({ outcome }) => outcome === 'recovered');
    expect(recovered[0]).toMatchObject({ changed: true, account_state: 'deactivated', error: null });
    expect(recovered[0]?.['transferred_to_department_id']).toBe('dept_eng001');
    expect(new Set(asked(w))).toEqual(new Set(recovered.map(({ user_id }) => user_id)));
  });

  it('recovers rows of a process that was killed between request and answer', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    await deactivateFrom(w, list(3), '--yes --concurrency 1');
    const lines = (await readFile(await journalPath(), 'utf8')).split('\n');
    const killed = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('{"row":3,')),
    );
    await writeFile(await journalPath(), `${killed.join('\n')}\n{"row":3,"record":{"schema_ver`);
    expect(outcomes(await w.run(`runs show ${RUN} --json`))).toEqual(['changed', 'changed', 'unknown']);
    w.requests.length = 0;
    const ended = await w.run(`runs resume ${RUN} --yes --json`);
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(['changed', 'changed', 'recovered']);
    expect(asked(w)).toEqual(['usr_000003']);
    await journal(w);
  });

  it('cuts off a line that was torn', async () => {
    const w = world.current;
    await interrupted();
    await appendFile(await journalPath(), '{"sent":');
    const ended = await w.run(`runs resume ${RUN} --yes --json`);
    expect(ended.exit).toBe(0);
    expect(summary(ended).changed).toBe(10);
    await journal(w);
  });

  it('has nothing to do in a run that is finished: asks nothing, sends nothing, shows the rows', async () => {
    const w = world.current;
    const run = await deactivateFrom(w, 'usr_abc123\nusr_nobody\n', '--yes --json');
    w.requests.length = 0;
    const ended = await w.run(`runs resume ${RUN} --json`);
    expect(ended.exit).toBe(3);
    expect(ended.stderr).toContain(`note: nothing is left to do in run ${RUN}\n`);
    expect(answer(ended).results).toEqual(answer(run).results);
    expect(w.requests).toEqual([]);
  });

  it('asks first, how many and of which organization', async () => {
    const w = world.current;
    const sent = await interrupted();
    const question = `Continue run ${RUN}: deactivate ${10 - sent} users of org_xyz789?`;
    const alone = await w.run(`runs resume ${RUN}`);
    expect(alone).toMatchObject({ exit: 2, stdout: '' });
    expect(alone.stderr).toContain(question);
    const no = await w.run(`runs resume ${RUN}`, { terminal: true, stdin: 'n\r' });
    expect(no).toMatchObject({ exit: 130, stdout: '' });
    expect(w.requests).toHaveLength(sent);
    const yes = await w.run(`runs resume ${RUN}`, { terminal: true, stdin: 'y\r' });
    expect(yes.exit).toBe(0);
    expect(yes.stderr).toContain(question);
    expect(w.requests).toHaveLength(10);
  });

  it.each([
    ['resume', '2 users of org_xyz789? Their resources go to dept_hr0001, dept_eng001.'],
    ['retry', '1 user of org_xyz789? Their resources go to dept_fin001.'],
  ])('asks as the run did where the resources of its rows go (%s)', async (verb, words) => {
    const w = world.current;
    await w.script(refusal(404, 'USER_NOT_FOUND'));
    const rows = 'usr_1,dept_fin001\nusr_2,dept_hr0001\nusr_3,dept_eng001\n';
    await deactivateFrom(w, `user_id,transfer_to\n${rows}`, '--yes --concurrency 1 --fail-fast');
    const { exit, stderr } = await w.run(`runs ${verb} ${RUN}`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`Continue run ${RUN}: deactivate ${words} (USAGE)\n`);
  });

  it('refuses to go on at another API than the one it was begun with', async () => {
    const w = world.current;
    await interrupted();
    const { url } = w;
    const other = await w.script(unasked('reset'));
    for (const verb of ['resume', 'retry', 'undo']) {
      const { exit, stdout, stderr } = await w.run(`runs ${verb} ${RUN} --yes`);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`the run belongs to ${url}, not to ${other.url} (OTHER_ORIGIN)`);
      expect(stderr).toContain(`hint: add --api-url ${url}`);
    }
    expect(other.requests).toEqual([]);
    expect((await w.run(`runs resume ${RUN} --yes --api-url ${url}`)).exit).toBe(0);
  });
});

describe('a run is worked on by one process at a time', () => {
  const AT_ONCE = { watchesAtOnce: true } as const;
  const SINCE = '2026-03-01T11:59:00.000Z';

  /** The lease of another process; gives back the folder that it beats on. */
  const own = async (others: Partial<Holder>): Promise<string> => {
    const file = leaseFile(await runFolder(world.current));
    const lock = folderOf(file);
    await mkdir(lock);
    const { ino } = await stat(lock);
    const me = thisHolder({ pid: process.ppid, isAlive: () => true }, Date.parse(SINCE));
    await writeFile(signatureOf(file), JSON.stringify({ ...me, lock: String(ino), ...others }));
    return lock;
  };

  it.each(['resume', 'retry', 'undo'])('%s says who holds it', async (verb) => {
    const w = world.current;
    const sent = await interrupted();
    await own({});
    const { exit, stdout, stderr } = await w.run(`runs ${verb} ${RUN} --yes`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(
      `error: process ${process.ppid} on ${hostname()} is working on this run since ${SINCE} (RUN_HELD)`,
    );
    // Who takes a run back does not wait until it has done the rest.
    expect(stderr).toContain('hint: wait until it ends, or stop it there by Ctrl-C');
    expect(w.requests).toHaveLength(sent);
    expect((await w.run(`runs show ${RUN}`)).exit).toBe(0);
  });

  it('is held by undo until its own run has ended', async () => {
    const w = world.current;
    await interrupted();
    await later(w);
    const answers = [
      [
        'Reactivate',
        async () => {
          expect((await w.run(`runs resume ${RUN} --yes`, { pid: 1 })).stderr).toContain('(RUN_HELD)');
          return 'y\r';
        },
      ],
    ] as const;
    expect((await w.run(`runs undo ${RUN}`, { terminal: true, answers })).exit).toBe(0);
    expect((await w.run(`runs resume ${RUN} --yes`, { pid: 1 })).exit).toBe(0);
  });

  it.each([
    ['is no more', { pid: DEAD }],
    ['has its number again', { started: '1' }],
  ])('takes it over from a process that %s', async (_name, others) => {
    await interrupted();
    await own(others);
    expect((await world.current.run(`runs resume ${RUN} --yes`)).exit).toBe(0);
  });

  const ELSEWHERE: readonly [string, Partial<Holder>][] = [
    ['another machine', { host: 'elsewhere', boot: 'another' }],
    ['another container with the same name and number', { namespace: 'pid:[1]', pid: process.pid }],
    ['a system that tells nothing', { boot: null, namespace: null, started: null, host: 'elsewhere' }],
  ];

  it.each(ELSEWHERE)('leaves it to a process of %s as long as that beats', async (_name, others) => {
    const w = world.current;
    const sent = await interrupted();
    const lock = await own(others);
    const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), 50);
    const { exit, stderr } = await w.run(`runs resume ${RUN} --yes`);
    clearInterval(beat);
    expect(exit).toBe(1);
    expect(stderr).toContain(`is working on this run since ${SINCE} (RUN_HELD)`);
    expect(w.requests).toHaveLength(sent);
  });

  it.each(ELSEWHERE)(
    'takes it over from a process of %s that has not beaten for a minute',
    async (_name, others) => {
      await interrupted();
      const lock = await own(others);
      const before = new Date(Date.now() - 61_000);
      utimesSync(lock, before, before);
      expect((await world.current.run(`runs resume ${RUN} --yes`, AT_ONCE)).exit).toBe(0);
    },
  );

  it.each([0, 500])('names a process that takes it now and signs it %i ms later', async (later_ms) => {
    const w = world.current;
    await interrupted();
    const lock = await own({});
    const file = signatureOf(leaseFile(await runFolder(w)));
    const signed = await readFile(file);
    await rm(file);
    const ended = w.run(`runs resume ${RUN} --yes`);
    // The library that makes the lock touches it once more, before it is signed.
    const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
    await sleep(later_ms);
    clearInterval(beat);
    await writeFile(file, signed);
    expect((await ended).stderr).toContain(
      `error: process ${process.ppid} on ${hostname()} is working on this run`,
    );
  });

  it('is told of as another process when nothing signs it', async () => {
    const w = world.current;
    await interrupted();
    const lock = await own({});
    await rm(signatureOf(leaseFile(await runFolder(w))));
    const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
    const { exit, stderr } = await w.run(`runs resume ${RUN} --yes`);
    clearInterval(beat);
    expect({ exit, stderr }).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('error: another process is working'),
    });
  });

  it.each(['', '{', 'null', '[]', '{"pid":-1}', '{"pid":"x","host":5}'])(
    'reads %j as the name of nobody',
    async (text) => {
      await interrupted();
      const lock = await own({});
      await writeFile(lock.replace(/\.lock$/, '.holder'), text);
      const before = new Date(Date.now() - 61_000);
      utimesSync(lock, before, before);
      expect((await world.current.run(`runs resume ${RUN} --yes`, AT_ONCE)).exit).toBe(0);
    },
  );

  it('lets it go at the end, when it was declined, and when it was refused', async () => {
    const w = world.current;
    await interrupted();
    await w.run(`runs resume ${RUN}`);
    await w.run(`runs resume ${RUN}`, { terminal: true, stdin: 'n\r' });
    await w.run(`runs resume ${RUN} --yes --api-url http://127.0.0.1:9`);
    expect((await w.run(`runs resume ${RUN} --yes`, { pid: 1 })).exit).toBe(0);
    expect((await w.run(`runs resume ${RUN} --yes`, { pid: 2 })).exit).toBe(0);
  });
});

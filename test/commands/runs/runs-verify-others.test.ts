import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { laterRunFinder, OtherRuns } from '../../../src/audit/verify/other-runs.ts';
import { openRun } from '../../../src/runs/journal/run-reader.ts';
import { markAtWork } from '../../../src/runs/ledger/at-work.ts';
import { RunOrder } from '../../../src/runs/ledger/run-order.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { clockAhead } from '../../clock.ts';
import { ORG, TO, useWorld } from '../../world.ts';
import { later } from '../users/many/leavers.ts';

const world = useWorld();
const BOTH = new Set(['usr_abc123', 'usr_def456']);
const REACTIVATE = '/v1/organizations/org_xyz789/users/usr_def456/reactivate';
const runs = () => join(world.current.home, 'state', 'runs');
const ids = () =>
  readdirSync(runs())
    .filter((name) => /^\d[^.]*(\.jsonl)?$/.test(name))
    .map((name) => name.replace('.jsonl', ''))
    .sort();

/** Carries out lines that have to succeed, a second apart. */
async function done(...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const { exit, stderr } = await world.current.run(line);
    expect(exit, stderr).toBe(0);
    await later(world.current);
  }
}

describe('who is not as a run wanted', () => {
  it.each([
    [503, 'the run got no usable answer for them'],
    [202, 'the run got no usable answer for them'],
    [401, 'the run sent nothing for them'],
    [409, 'the run failed for them'],
  ])('is told where it was the run that did not do it: %i', async (status, why) => {
    await world.current.script(({ method, path }) => {
      const id = path.split('/').find((part) => part.startsWith('usr_')) ?? '';
      if (method === 'POST') return { status, body: {} };
      return id === '' ? { status: 404, body: {} } : { status: 200, body: { id, account_state: 'active' } };
    });
    await world.current.run(
      `users deactivate usr_abc123 usr_def456 ${TO} --yes --no-check --retries 0 --concurrency 1`,
    );
    const { exit, stderr } = await world.current.run('runs verify');
    expect(exit).toBe(3);
    expect(stderr).toContain(`differs: row 2, usr_def456: is active; ${why}\n`);
  });

  it.each([
    [`users deactivate usr_abc123 ${TO}`, `users reactivate usr_abc123 ${ORG}`, 'is active'],
    [
      `users deactivate usr_abc123 ${TO}`,
      `users remove usr_abc123 ${ORG} --yes`,
      'is not in the organization',
    ],
    [`users deactivate usr_abc123 usr_def456 ${TO} --yes`, 'runs undo RUN --yes', 'is active'],
    [
      `users invite new@example.org ${ORG}`,
      `users remove usr_inv000001 ${ORG} --yes`,
      'is not in the organization',
    ],
    [
      `users update-memberships usr_abc123 ${ORG} --role role_member --no-departments`,
      `users update-memberships usr_abc123 ${ORG} --role role_owner --no-departments`,
      'is active, without role_member, with role_owner besides',
    ],
    [
      `users update-memberships usr_abc123 ${ORG} --no-roles --no-departments`,
      `users remove usr_abc123 ${ORG} --yes`,
      'is not in the organization',
    ],
  ])('after %s, and %s, is told with the later run', async (line, meanwhile, words) => {
    await done(line);
    const [first = ''] = ids();
    await done(meanwhile.replace('RUN', first));
    const second = ids().find((id) => id !== first);
    const { exit, stderr } = await world.current.run(`runs verify ${first}`);
    expect(stderr).toContain(`: ${words}; run ${second} changed them later`);
    expect(exit).toBe(3);
  });
});

describe('what other runs did', () => {
  it('counts from before the run: the log may date it later', async () => {
    await done(`users deactivate usr_abc123 ${TO}`, `users deactivate usr_def456 ${TO}`);
    const [first = '', second = ''] = ids();
    const run = await openRun(runs(), second);
    const changes = await new OtherRuns(runs(), [run]).changes(run, BOTH);
    expect(changes.map(({ run_id, user_id }) => [run_id, user_id])).toEqual([[first, 'usr_abc123']]);
  });

  const ledger = () => join(runs(), 'ledger.jsonl');
  const lines = () => readFileSync(ledger(), 'utf8').split('\n');

  it.each([
    ['goes on', () => {}],
    ['was cut', () => writeFileSync(ledger(), `${lines()[0]}\n`)],
    ['was taken away', () => rmSync(ledger())],
    [
      'was replaced',
      () => {
        writeFileSync(`${ledger()}.new`, `${lines()[0]}\n`, { mode: 0o600 });
        renameSync(`${ledger()}.new`, ledger());
      },
    ],
  ])(
    'is known also where it was done after the first of several runs was checked: the ledger %s',
    async (_, meanwhile) => {
      await done(`users deactivate usr_abc123 ${TO}`, `users deactivate usr_def456 ${TO}`);
      const [first, second] = await Promise.all(ids().map((id) => openRun(runs(), id)));
      if (first === undefined || second === undefined) throw new Error('no runs');
      const others = new OtherRuns(runs(), [first, second]);
      const users = async (run: typeof first) =>
        (await others.changes(run, BOTH)).map(({ action, user_id }) => `${action} ${user_id}`);
      expect(await users(first)).toEqual(['deactivate usr_def456']);
      meanwhile();
      await done(`users reactivate usr_abc123 ${ORG}`);
      expect(await users(second)).toEqual(['reactivate usr_abc123', 'deactivate usr_abc123']);
      expect(await users(first)).toEqual(['reactivate usr_abc123', 'deactivate usr_def456']);
    },
  );

  it('is each change once, also of a run that went on meanwhile', async () => {
    await world.current.sandbox({ users: 20 });
    await done(`users deactivate usr_000001 ${TO}`, `users deactivate usr_000002 usr_000003 ${TO} --yes`);
    const [first = '', second = ''] = ids();
    const run = await openRun(runs(), first);
    const journal = join(runs(), second, 'journal.jsonl');
    const whole = await readFile(journal, 'utf8');
    const people = ['usr_000002', 'usr_000003'];
    const users = async () =>
      (await others.changes(run, new Set(people))).map(({ user_id, isInDoubt }) => [user_id, isInDoubt]);
    const others = new OtherRuns(runs(), [run]);
    await writeFile(journal, `${whole.split('\n').slice(0, 4).join('\n')}\n`);
    expect(await users()).toContainEqual([expect.anything(), true]);
    await writeFile(journal, whole);
    markAtWork(runs(), second, thisHolder({ pid: process.pid, isAlive: () => true }, 0));
    expect((await users()).sort()).toEqual(people.map((user) => [user, false]));
  });

  it('is told by the newest that changed somebody after the run, and by none of which no answer came', () => {
    const other = {
      organization_id: 'org_xyz789',
      origin: 'sandbox',
      action: 'reactivate',
      created_at: '',
    } as const;
    const change = (run_id: string, at: number, isInDoubt = false) => ({
      ...other,
      run_id,
      user_id: 'usr_1',
      at,
      isInDoubt,
    });
    const order = RunOrder.read(runs());
    const laterThan = (...changes: readonly ReturnType<typeof change>[]) =>
      laterRunFinder(changes, { run_id: '20260301-120000-0000', created_at: '' }, order)('usr_1', 100);
    expect(laterThan(change('newer', 200), change('newest', 300), change('newer', 250))).toBe('newest');
    expect(laterThan(change('newest', 300, true), change('newer', 200))).toBe('newer');
    expect(laterThan(change('older', 50))).toBeNull();
  });

  it.each([
    [/(?<="organization_id":")\w+/g, 'org_other1'],
    [/(?<="origin":")[^"]+/, 'https://api.example.com'],
  ])('is not what was done elsewhere: %s is %s', async (what, elsewhere) => {
    await done(`users deactivate usr_abc123 ${TO}`, `users deactivate usr_def456 ${TO}`);
    const [first = '', second = ''] = ids();
    const file = join(runs(), `${first}.jsonl`);
    await writeFile(file, (await readFile(file, 'utf8')).replace(what, elsewhere));
    const run = await openRun(runs(), second);
    expect(await new OtherRuns(runs(), [run]).changes(run, BOTH)).toEqual([]);
  });
});

it.each([0, -3])('says that a clock may have been wrong, %i hours away', async (hours) => {
  const w = world.current;
  const clock = clockAhead(w.clock, hours * 3_600_000);
  const line = `users deactivate usr_abc123 usr_def456 ${TO} --yes --no-check`;
  expect(await w.run(line, { clock })).toMatchObject({ exit: 0 });
  const { exit, stderr } = await w.run('runs verify');
  expect(exit).toBe(0);
  const words = 'both concern 2 users: if a clock was wrong, it is one change';
  expect(stderr.includes(words), stderr).toBe(hours !== 0);
});

it('finds the entry of an invited person whose id the API did not tell', async () => {
  await done(`users invite new@example.org ${ORG}`);
  const [id = ''] = ids();
  const file = join(runs(), `${id}.jsonl`);
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('"usr_inv000001"', 'null'));
  const { stdout } = await world.current.run(`runs verify ${id} --json`);
  const { summary, results } = JSON.parse(stdout);
  expect(results[0]).toMatchObject({ user_id: null, verified: 'yes', audit: { actor: 'ada@example.com' } });
  expect(summary).toMatchObject({ not_in_audit_log: [], only_in_audit_log: [] });
});

it('finds invited people whose ids the API did not tell in one list, where they are many', async () => {
  const people = join(world.current.home, 'people.txt');
  await writeFile(people, 'abcdefghijk'.replaceAll(/./g, '$&@new.example\n'));
  await done(`users invite --from ${people} ${ORG} --yes`);
  const [id = ''] = ids();
  const file = join(runs(), id, 'journal.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(/"usr_inv\d+"/g, 'null'));
  const { requests } = world.current;
  requests.length = 0;
  const { stdout } = await world.current.run(`runs verify ${id} --json`);
  expect(JSON.parse(stdout).summary).toMatchObject({ total: 11, yes: 11 });
  expect(requests.filter(({ path }) => path.endsWith('/users'))).toHaveLength(1);
});

it('a report is incomplete where records were added that the ledger does not have', async () => {
  await done(`users deactivate usr_abc123 usr_def456 ${TO} --yes`);
  const [id = ''] = ids();
  const file = join(runs(), id, 'journal.jsonl');
  const line = (await readFile(file, 'utf8')).split('\n').find((text) => text.startsWith('{"row":1'));
  await appendFile(file, `${line}\n`);
  const { exit, stderr } = await world.current.run(`runs report ${id}`);
  expect(stderr).toContain('its journal has records that the ledger does not: they were added');
  expect(exit).toBe(3);
});

describe("what the API's log has of a change whose answer never came", () => {
  const PAIR = `users deactivate usr_abc123 usr_def456 ${TO} --yes --concurrency 1`;
  const BACK = `users reactivate usr_abc123 usr_def456 ${ORG} --yes --concurrency 1`;
  const REMOVED = `users remove usr_def456 ${ORG} --yes`;
  const A_DAY = 'runs show';
  const RESUMED = 'runs resume RUN --yes';

  /** As if the process of the newest run had been killed before the answer about its last row. */
  async function killed(): Promise<void> {
    const path = join(runs(), ids().at(-1) ?? '', 'journal.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const sent = lines.findLastIndex((line) => line.includes('"sent":'));
    await writeFile(path, `${lines.slice(0, sent + 1).join('\n')}\n`);
  }

  it.each([
    ['of the run itself', [PAIR], [], false],
    ['of a later run', [PAIR, BACK], [], false],
    [
      'of the run itself, beside one that none of them can have made',
      [PAIR],
      [`api post ${REACTIVATE} -q`],
      true,
    ],
    ['of the run itself, whose user was removed before it went on', [PAIR], [REMOVED, RESUMED], false],
    ['of the run itself, which went on a day later', [PAIR], [A_DAY, RESUMED], false],
    ['of the same, whose user was removed', [PAIR], [A_DAY, REMOVED, RESUMED], false],
    ['of the same, who may be missing', [`${PAIR} --missing skip`], [REMOVED, RESUMED], false],
  ] as const)('%s is not called foreign', async (_what, before, after, isForeign) => {
    await done(...before);
    await killed();
    for (const line of after) {
      if (line === A_DAY) await world.current.clock.sleep(24 * 3_600_000);
      const { exit, stderr } = await world.current.run(line.replace('RUN', ids()[0] ?? ''));
      const isRefused = line === RESUMED && before[0] === PAIR && after.some((each) => each === REMOVED);
      expect(exit, stderr).toBe(isRefused ? 3 : 0);
      await later(world.current);
    }
    const { stdout, stderr } = await world.current.run(`runs verify ${ids()[0]} --json`);
    const { summary, results } = JSON.parse(stdout);
    expect(stderr.includes('changes that no run of ours made'), stderr).toBe(isForeign);
    expect(summary).toMatchObject({ not_in_audit_log: [], only_in_audit_log: isForeign ? [{}] : [] });
    expect(results[1].audit).toMatchObject({ actor: 'ada@example.com' });
  });

  it('is ours, and not what somebody else did while the run was at other rows', async () => {
    const w = world.current;
    const began = new Date(w.clock.now()).toISOString();
    await w.clock.sleep(3_600_000);
    const by_hand = [REACTIVATE.replace(/re(?=activate$)/, 'de'), REACTIVATE].map(
      (path) => `api post ${path} -q -f transfer_resources_to_department_id=dept_eng001`,
    );
    await done(...by_hand);
    await w.clock.sleep(5 * 3_600_000);
    const sent = w.clock.now();
    await done(PAIR);
    await killed();
    const [id = ''] = ids();
    const path = join(runs(), id, 'journal.jsonl');
    const journal = await readFile(path, 'utf8');
    await writeFile(path, journal.replace(/(?<="created_at":")[^"]+/, began));
    await w.clock.sleep(24 * 3_600_000);
    await done(RESUMED.replace('RUN', id));
    const { summary, results } = JSON.parse((await w.run(`runs verify ${id} --json`)).stdout);
    const actions = summary.only_in_audit_log.map(({ action }: { readonly action: string }) => action);
    expect(actions.sort()).toEqual(['deactivated', 'reactivated']);
    expect(Date.parse(results[1].audit.at)).toBeGreaterThanOrEqual(sent);
  });

  it('is ours, also where its user was deleted before it went on, and restored before a retry', async () => {
    const w = world.current;
    const other = (verb: string) => REACTIVATE.replace(/reactivate$/, verb);
    await done(PAIR);
    await killed();
    const [id = ''] = ids();
    await w.clock.sleep(24 * 3_600_000);
    await done(`api delete ${other('delete')} -q`);
    expect((await w.run(RESUMED.replace('RUN', id))).exit).toBe(3);
    await w.clock.sleep(24 * 3_600_000);
    await done(`api post ${other('restore')} -q`, `runs retry ${id} --yes`);
    const { summary } = JSON.parse((await w.run(`runs verify ${id} --json`)).stdout);
    const actions = summary.only_in_audit_log.map(({ action }: { readonly action: string }) => action);
    expect(actions.sort()).toEqual(['deleted', 'restored']);
  });
});

describe('the log of the API, read once for several runs', () => {
  const PEOPLE = ['usr_a1', 'usr_a2', 'usr_a3', 'usr_a4'];

  /** Two of our runs a line, and a log of which `total` entries at most are counted. */
  async function verifyAll(noise: number, total: number, onUser: (id: string) => readonly string[]) {
    const at = () => new Date(world.current.clock.now()).toISOString();
    const entry = (target_id: string, number: number) => ({
      id: `audit_${number}`,
      timestamp: at(),
      action_type: 'reactivated',
      target_id,
    });
    const log: ReturnType<typeof entry>[] = [];
    const add = (id: string) => log.unshift(entry(id, log.length));
    await world.current.script(({ method, path }) => {
      const { pathname, searchParams } = new URL(path, 'http://a');
      const target = searchParams.get('target_id');
      const [skip, limit] = [Number(searchParams.get('skip')), Number(searchParams.get('limit'))];
      const all = log.filter(({ target_id }) => target === null || target_id === target);
      const items = all.slice(skip, skip + limit);
      const page = { items, total: Math.min(total, all.length), has_more: skip + limit < all.length };
      if (pathname.endsWith('/audit-log')) return { status: 200, body: page };
      const id = PEOPLE.find((each) => pathname.includes(each)) ?? '';
      if (method === 'GET') onUser(id).forEach(add);
      return { status: 200, body: { id, organization_id: 'org_xyz789', account_state: 'deactivated' } };
    });
    for (const id of PEOPLE) await world.current.run(`users deactivate ${id} ${TO} --no-check`);
    for (let count = 0; count < noise; count += 1) add(`usr_n${count}`);
    const before = world.current.requests.length;
    const { stdout, stderr } = await world.current.run(`runs verify ${ids().join(' ')} --json`);
    const asked = world.current.requests.slice(before).filter(({ path }) => path.includes('/audit-log'));
    const { summary } = JSON.parse(stdout);
    return { foreign: summary.only_in_audit_log, stderr, asked: asked.length };
  }

  it.each([
    ['counts all entries', Infinity],
    ['stops counting', 1],
  ])('has what somebody else did after the first was checked, where the API %s', async (_, total) => {
    let last = '';
    const { foreign, stderr } = await verifyAll(3, total, (id) => {
      [last] = [id];
      return id === '' ? [] : [id];
    });
    expect(last, stderr).not.toBe('');
    expect(foreign.map(({ user_id }: { user_id: string }) => user_id).sort()).toEqual(PEOPLE);
  });

  it('is not read again whenever it grew, where the few people of a run take fewer requests', async () => {
    const { asked } = await verifyAll(390, Infinity, () => ['usr_else']);
    // Four pages once, and of each run whether it grew, which the last three follow with their own two.
    expect(asked).toBeLessThanOrEqual(1 + 4 + 3 * 3);
  });
});

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markAtWork } from '../../../src/runs/ledger/at-work.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { planOf } from '../../approval/planned.ts';
import { writeRun } from '../../audit/written-run.ts';
import { DEAD, useWorld, type World } from '../../world.ts';
import { deactivateFrom, later, list } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const runs = (w: World) => join(w.home, 'state', 'runs');

/** The page of the report of everything. */
async function pageOf(w: World): Promise<string> {
  const file = join(w.home, 'report.html');
  expect(await w.run(`runs report --since 2026-01-01 --html ${file}`)).toMatchObject({ exit: 0, stderr: '' });
  return readFile(file, 'utf8');
}

describe('a report of what the program did itself', () => {
  it('has a change of one user as a run of one, with why it was made and whether it is so', async () => {
    const w = world.current;
    await w.deactivate('', { env: { AITRONOS_REASON: 'left', AITRONOS_TICKET: 'HR-1' } });
    await w.run('runs verify');
    const { exit, stdout } = await w.run('runs report --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { counts: { runs: 1, people: 1, changed: 1, verified: 1 }, gaps: [] },
      results: [{ user_id: 'usr_abc123', reason: 'left', ticket: 'HR-1', verified: 'yes', row: 1 }],
    });
  });

  it.each([
    ['before', []],
    ['after', ['runs verify', `runs verify ${RUN}`, `runs verify ${RUN}`]],
  ])('names digests that can be computed again from the files, %s a check', async (_when, checks) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(3));
    await later(w);
    await w.deactivate();
    for (const check of checks) expect((await w.run(check)).exit).toBe(0);
    const page = await pageOf(w);
    expect(page).toContain('names the run and has no <code>verified</code>, without its line end');
    const digests = new Set(page.match(/\b[0-9a-f]{64}\b/g));
    const all = (await readFile(join(runs(w), 'ledger.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(all).toHaveLength(2 + checks.length);
    const lines = all.filter((line) => JSON.parse(line).verified === undefined);
    const single = (await readdir(runs(w))).find((name) => /^2026.*-\w{4}\.jsonl$/.test(name)) ?? '';
    const journal = await readFile(join(runs(w), single), 'utf8');
    const { row } = JSON.parse(journal.split('\n')[0] ?? '');
    expect([...digests].toSorted()).toEqual(
      [
        ...lines.map(sha256),
        ...[sha256(journal), sha256(`${JSON.stringify(row)}\n`)],
        sha256(await readFile(join(runs(w), RUN, 'rows.jsonl'))),
        sha256(await readFile(join(runs(w), RUN, 'journal.jsonl'))),
      ].toSorted(),
    );
  });

  it.each([
    [process.pid, 'still in progress: this is what it has done so far'],
    [DEAD, 'it has no end: it was cut off'],
  ])('tells whether process %d goes on with a run that has no end', async (pid, words) => {
    const w = world.current;
    const rows = [{}, { outcome: 'not_sent', at: null }] as const;
    await writeRun(join(w.home, 'state'), { rows, ended: false, header: { origin: w.url } });
    markAtWork(runs(w), RUN, thisHolder({ pid, isAlive: (one) => one !== DEAD }, w.clock.now()));
    const { exit, stderr } = await w.run('runs report');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: `note: run ${RUN}: ${words}\n` });
    const verified = await w.run(`runs verify ${RUN}`);
    expect(verified.stderr.includes(`note: run ${RUN}: ${words}\n`)).toBe(pid !== DEAD);
  });

  it.each([
    ['--digest', /<dt>Approved plan<\/dt><dd><code>sha256:\w+<\/code> planned by usr_planner<\/dd>/],
    [
      'no --digest',
      /<dt>Plan<\/dt><dd><code>sha256:\w+<\/code> planned by usr_planner, applied without --digest<\/dd>/,
    ],
  ])('says of a plan whether it was applied with its digest: %s', async (given, words) => {
    const w = world.current;
    const plan = planOf(['usr_abc123', 'usr_def456'], { origin: w.url });
    await writeFile(join(w.home, 'plan.json'), JSON.stringify(plan));
    const digest = given === '--digest' ? `--digest ${plan['digest']}` : '';
    expect((await w.run(`runs apply ${join(w.home, 'plan.json')} --yes ${digest}`)).exit).toBe(0);
    expect(await pageOf(w)).toMatch(words);
    const { stdout } = await w.run('runs report --markdown -');
    expect(stdout.includes('applied without')).toBe(digest === '');
    expect(stdout.includes('- approved plan')).toBe(digest !== '');
  });

  it('writes nothing when it is interrupted', async () => {
    const w = world.current;
    await writeRun(join(w.home, 'state'), { rows: [{}] });
    const file = join(w.home, 'report.html');
    await writeFile(file, 'what was there before');
    const interrupt = new AbortController();
    interrupt.abort();
    const { exit, stdout } = await w.run(`runs report --html ${file}`, { interrupt });
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
    expect(await readFile(file, 'utf8')).toBe('what was there before');
  });
});

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { digestJournal } from '../../src/runs/ledger/journal-digest.ts';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { sign } from '../../src/system/locks/lock-signature.ts';
import { answer, deactivateFrom, later, list } from '../commands/users/many/leavers.ts';
import { DEAD, useWorld, type World } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const runs = (w: World) => join(w.home, 'state', 'runs');
const ledger = (w: World) => join(runs(w), 'ledger.jsonl');
const journal = (w: World, run = RUN) => join(runs(w), run, 'journal.jsonl');
const textLines = (w: World) => readFileSync(ledger(w), 'utf8').split('\n').slice(0, -1);
const lines = (w: World) => textLines(w).map((line) => JSON.parse(line));

/** The same computation as an auditor's, who knows nothing of the program: every line, and every journal. */
function recompute(w: World): string | null {
  let previous: string | null = null;
  for (const line of textLines(w)) {
    const { run_id, at, length, sha256: digest, previous: said } = JSON.parse(line);
    expect(at).toMatch(/^2026-03-0\dT.*Z$/);
    expect(said).toBe(previous);
    const bytes = readFileSync(journal(w, run_id)).subarray(0, length);
    expect(bytes).toHaveLength(length);
    expect(sha256(bytes)).toBe(digest);
    previous = sha256(line);
  }
  return previous;
}

/** The mark of a process that was killed while it worked on the run. */
async function markOfDead(w: World, run = RUN): Promise<void> {
  await mkdir(join(runs(w), '.at-work'), { recursive: true });
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const namespace = (await readdirLink('/proc/self/ns/pid')) ?? null;
  const holder = {
    pid: DEAD,
    host: hostname(),
    since: '2026-03-01T12:00:00.000Z',
    boot,
    namespace,
    started: null,
  };
  await writeFile(join(runs(w), '.at-work', run), JSON.stringify(holder));
}

const readdirLink = async (path: string) =>
  (await import('node:fs/promises')).readlink(path).catch(() => null);

const MB = 1024 * 1024;

it.each([
  ['nothing', ''],
  ['a torn line', 'torn'],
  ['a long torn line', `a\n${'x'.repeat(3 * MB)}`],
  ['lines that end where a block does', `${'x'.repeat(MB - 1)}\n${'y'.repeat(MB - 1)}\nz`],
  ['a line of many blocks', `${'x'.repeat(2 * MB)}\ny\nz`],
])('the digest of a journal with %s is that of its whole lines, and of its beginnings', (_what, text) => {
  const file = join(world.current.home, 'journal.jsonl');
  writeFileSync(file, text);
  const length = text.lastIndexOf('\n') + 1;
  const lengths = [text.length + 1, MB + 1, length, 2 * MB, text.length, 1, MB - 1, MB, 2].filter(Boolean);
  const known = lengths
    .filter((each) => each <= text.length)
    .map((each) => [each, sha256(text.slice(0, each))]);
  const { prefixes, ...whole } = digestJournal(file, lengths);
  expect(whole).toEqual({ length, sha256: sha256(text.slice(0, length)) });
  expect(prefixes).toEqual(new Map(known as [number, string][]));
});

describe('the ledger', () => {
  it('gets a line each time a process stops working on a run, each with the digest of the one before', async () => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    const first = await deactivateFrom(w, list(3), '--yes --json');
    await later(w);
    const second = await deactivateFrom(w, 'usr_000004\nusr_nobody\n', '--yes --json');
    await later(w);
    const again = await w.run(`runs retry ${answer(second).summary.run_id} --yes --json`);
    expect(lines(w).map(({ run_id, at }) => [run_id, at.slice(0, 10)])).toEqual([
      [RUN, '2026-03-01'],
      [answer(second).summary.run_id, '2026-03-01'],
      [answer(second).summary.run_id, '2026-03-01'],
    ]);
    const digests = textLines(w).map(sha256);
    expect([first, second, again].map((ended) => answer(ended).summary.ledger_digest)).toEqual(digests);
    expect(recompute(w)).toBe(digests[2]);
    expect(await readdir(join(runs(w), '.at-work'))).toEqual([]);
  });

  it('is shown with the run: its last line, also in the list', async () => {
    const w = world.current;
    const { summary } = answer(await deactivateFrom(w, 'usr_abc123\n', '--yes --json'));
    const shown = answer(await w.run(`runs show ${RUN} --json`)).summary;
    expect(shown).toEqual(summary);
    expect(JSON.parse((await w.run('runs list --json')).stdout)).toEqual([summary]);
    expect(summary.ledger_digest).toBe(sha256(textLines(w)[0] ?? ''));
  });

  it('gets no line of a run that nothing was done with', async () => {
    const w = world.current;
    const { summary } = answer(await deactivateFrom(w, 'usr_abc123\n', '--yes --json'));
    const resumed = await w.run(`runs resume ${RUN} --yes --json`);
    expect(answer(resumed).summary.ledger_digest).toBe(summary.ledger_digest);
    expect(lines(w)).toHaveLength(1);
  });

  it.each([
    ['a part of a line', (whole: string) => whole + whole.slice(0, 40)],
    ['a line without its end', (whole: string) => whole + whole.slice(0, -1)],
    ['zeros, as some disks leave them', (whole: string) => `${whole}${'\0'.repeat(300)}`],
    ['nothing but a part of a line', (whole: string) => whole.slice(0, 50)],
  ])('has %s at its end after a power cut: that is cut off before the next line', async (_what, cut) => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(3));
    const whole = await readFile(ledger(w), 'utf8');
    await writeFile(ledger(w), cut(whole));
    await chmod(ledger(w), 0o644);
    await later(w);
    await deactivateFrom(w, list(4), '--yes');
    expect(statSync(ledger(w)).mode & 0o777).toBe(0o600);
    const kept = cut(whole).startsWith(whole);
    expect(textLines(w)).toHaveLength(kept ? 2 : 1);
    if (kept) expect(textLines(w)[0]).toBe(whole.trimEnd());
    recompute(w);
  });

  it('gets the line of a run whose process was killed, before the next one', async () => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(3));
    await rm(ledger(w));
    const { length } = await readFile(journal(w));
    // The process was killed in the middle of its last line.
    await truncate(journal(w), length - 10);
    await markOfDead(w);
    await later(w);
    const next = await deactivateFrom(w, list(4), '--yes --json');
    expect(lines(w).map(({ run_id }) => run_id)).toEqual([RUN, answer(next).summary.run_id]);
    recompute(w);
    expect(await readdir(join(runs(w), '.at-work'))).toEqual([]);
  });

  it('takes the lock of a killed process at once, and leaves nothing of it', async () => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    const lock = join(runs(w), '.ledger');
    await mkdir(`${lock}.lock`, { recursive: true });
    sign(lock, { ...thisHolder({ pid: process.pid, isAlive: () => true }, Date.now()), pid: DEAD });
    const begun = performance.now();
    expect(await deactivateFrom(w, list(1), '--yes -q')).toMatchObject({ exit: 0, stderr: '' });
    // Long after that, a lock without a name would be taken.
    expect(performance.now() - begun).toBeLessThan(4900);
    expect(lines(w)).toHaveLength(1);
    expect((await readdir(runs(w))).filter((name) => name.startsWith('.ledger'))).toEqual([]);
  });

  it.each([
    ['a whole line', ''],
    ['a torn line', '{"run_id":"2026'],
  ])('is the file that stands there when it is its turn, after one that ended with %s', async (_, rest) => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(2), '--yes -q');
    await later(w);
    await deactivateFrom(w, list(3), '--yes -q');
    const backup = readFileSync(ledger(w));
    await writeFile(ledger(w), `${textLines(w)[0]}\n${rest}`);
    const lock = join(runs(w), '.ledger');
    await mkdir(`${lock}.lock`);
    sign(lock, thisHolder({ pid: process.ppid, isAlive: () => true }, Date.now()));
    await later(w);
    const change = deactivateFrom(w, list(4), '--yes -q');
    const ended = () => {
      const [, , third = ''] = readdirSync(runs(w))
        .filter((name) => name.startsWith('2'))
        .sort();
      expect(readFileSync(journal(w, third), 'utf8')).toContain('"ended"');
    };
    await vi.waitFor(ended, { timeout: 9000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await writeFile(`${ledger(w)}.backup`, backup, { mode: 0o600 });
    await rename(`${ledger(w)}.backup`, ledger(w));
    await rm(`${lock}.holder`);
    await rmdir(`${lock}.lock`);
    expect((await change).exit).toBe(0);
    expect(readFileSync(ledger(w)).subarray(0, backup.length)).toEqual(backup);
    expect(lines(w)).toHaveLength(3);
    recompute(w);
  });

  it('gets the line of a killed run when it is taken up again, and another one when that is done', async () => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, list(3));
    await rm(ledger(w));
    const text = await readFile(journal(w), 'utf8');
    await writeFile(journal(w), `${text.split('\n').slice(0, 4).join('\n')}\n`);
    await later(w);
    expect((await w.run(`runs resume ${RUN} --yes`)).exit).toBe(0);
    const [killed, done] = lines(w);
    expect(killed.length).toBe(Buffer.byteLength(text.split('\n').slice(0, 4).join('\n')) + 1);
    expect(done.length).toBeGreaterThan(killed.length);
    expect(lines(w)).toHaveLength(2);
    recompute(w);
  });

  it.each<[what: string, spoil: (w: World) => Promise<unknown>, why: string]>([
    ['others can write to it', (w) => chmod(ledger(w), 0o666), 'can be written by others (mode 0666)'],
    [
      'it is a folder',
      async (w) => {
        await rm(ledger(w));
        await mkdir(ledger(w));
      },
      'it is a folder',
    ],
    [
      'its last line is no line of ours',
      (w) => appendFile(ledger(w), 'x'.repeat(100_000)),
      'its last line is longer',
    ],
  ])(
    'stops no run: where %s, the run says that it is not recorded, and the next one catches up',
    async (_what, spoil, why) => {
      const w = world.current;
      await w.sandbox({ users: 40 });
      await deactivateFrom(w, list(2));
      const before = existsSync(ledger(w)) ? await readFile(ledger(w)) : '';
      await spoil(w);
      await later(w);
      const { exit, stderr, stdout } = await deactivateFrom(w, list(3), '--yes -q --json');
      expect(exit).toBe(0);
      expect(stderr).toContain('may have no line in');
      expect(stderr).toContain(why);
      const { run_id, ledger_digest } = JSON.parse(stdout).summary;
      expect(ledger_digest).toBeNull();
      await rm(ledger(w), { recursive: true });
      await writeFile(ledger(w), before, { mode: 0o600 });
      await later(w);
      await markOfDead(w, run_id);
      await deactivateFrom(w, list(4));
      expect(
        lines(w)
          .map((line) => line.run_id)
          .slice(0, 2),
      ).toEqual([RUN, run_id]);
      recompute(w);
    },
  );
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, file, ids, journal, list, NOT_FOUND } from './leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const FAILING = 'usr_abc123\nusr_nobody1\nusr_left01\nusr_nobody2\n';

describe('the conversation of a run', () => {
  it('tells failures first, then the counts and the next commands once, then the error', async () => {
    const { stderr } = await deactivateFrom(world.current, FAILING);
    expect(stderr).toBe(
      'failed: row 2, usr_nobody1: The requested user could not be found. (USER_NOT_FOUND)\n' +
        'failed: row 4, usr_nobody2: The requested user could not be found. (USER_NOT_FOUND)\n' +
        `note: 4 users: 1 changed, 1 unchanged, 2 failed; to see them again: aitronos runs show ${RUN}\n` +
        'note: already deactivated: 1 user; this run moved none of their resources\n' +
        `note: to undo: aitronos runs undo ${RUN}\n` +
        `note: next: USER_NOT_FOUND, 2 users: ${NOT_FOUND}\n` +
        'error: 2 of 4 users failed (ROWS_FAILED)\n',
    );
  });

  it('keeps the failures and the error with --quiet, and nothing else', async () => {
    const { stderr } = await deactivateFrom(world.current, `${FAILING}usr_abc123\n`, '--yes --quiet');
    expect(stderr).toBe(
      'failed: row 2, usr_nobody1: The requested user could not be found. (USER_NOT_FOUND)\n' +
        'failed: row 4, usr_nobody2: The requested user could not be found. (USER_NOT_FOUND)\n' +
        'error: 2 of 4 users failed (ROWS_FAILED)\n' +
        `hint: USER_NOT_FOUND, 2 users: ${NOT_FOUND}\n`,
    );
  });

  it.each(['json', 'jsonl'])('is, but for notes, one line with the error in %s', async (format) => {
    const { stderr } = await deactivateFrom(world.current, FAILING, `--yes --quiet -o ${format}`);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: 'ROWS_FAILED',
        message: '2 of 4 users failed',
        hint: `USER_NOT_FOUND, 2 users: ${NOT_FOUND}`,
      },
    });
  });

  it('says with csv what it says with a table', async () => {
    const { stderr } = await deactivateFrom(world.current, FAILING, '--yes -o csv');
    expect(stderr).toMatch(/^failed: row 2, usr_nobody1: /);
  });

  it('names fifty failures and counts the others', async () => {
    const nobody = Array.from({ length: 60 }, (_, index) => `usr_nobody${index}`).join('\n');
    const { exit, stderr } = await deactivateFrom(world.current, nobody, '--yes --concurrency 1');
    expect(exit).toBe(1);
    expect(stderr.match(/^failed: row/gm)).toHaveLength(50);
    expect(stderr).toContain('and 10 more\n');
  });

  it('of a run that went well names the two next commands and no error', async () => {
    const { stderr } = await deactivateFrom(world.current, 'usr_abc123\n');
    expect(stderr).toBe(
      `note: 1 user: 1 changed; to see them again: aitronos runs show ${RUN}\n` +
        `note: to undo: aitronos runs undo ${RUN}\n`,
    );
  });

  it('of 64 workers that wait carries no warning of Node’s', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on('warning', hear);
    await world.current.sandbox({ users: 300, latency_ms: 50 });
    const { exit } = await deactivateFrom(world.current, list(200), '--yes --concurrency 64 --rate 50/s');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', hear);
    expect(exit).toBe(0);
    expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([]);
  });
});

describe('progress', () => {
  it('shows at a terminal how far it is', async () => {
    await world.current.sandbox({ users: 60, latency_ms: 2000 });
    const { stderr } = await deactivateFrom(world.current, list(20), '--yes', { terminal: true });
    expect(stderr).toContain('0 of 20 done');
    expect(stderr).toMatch(/[1-9]\d? of 20 done, 0 failed, [\d.]+\/s, \d+ s left/);
  });

  it('says at a terminal why it waits, and how much longer', async () => {
    const w = world.current;
    const limited = { status: 429, headers: { 'retry-after': '30' } } as const;
    await w.script(limited, { status: 200, body: { account_state: 'deactivated' } });
    const run = deactivateFrom(w, list(2), '--yes --concurrency 1', { terminal: true });
    while (w.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let second = 0; second < 20; second += 1) await w.clock.sleep(1000);
    const { exit, stderr } = await run;
    expect(exit).toBe(0);
    expect(stderr).toMatch(/0 of 2 done, .*waiting [12]\d s: the API refused one for its rate limit/);
  });

  it('is a note after a second without one, and every half minute', async () => {
    await world.current.sandbox({ users: 60, latency_ms: 10_000 });
    const { stderr } = await deactivateFrom(world.current, list(12), '--yes --concurrency 1');
    const told = stderr.split('\n').filter((line) => line.includes(' of 12 done'));
    expect(told).toHaveLength(5);
    expect(told[0]).toBe(`note: ${RUN}: 0 of 12 done, 0 failed`);
    expect(told[1]).toMatch(new RegExp(`^note: ${RUN}: [23] of 12 done, 0 failed, `));
  });

  it.each([
    ['every half minute', '', 3],
    ['never with --quiet', ' -q', 0],
  ])('says %s why a check before the run waits', async (_when, more, times) => {
    const w = world.current;
    const limited = { status: 429, headers: { 'retry-after': '9' } } as const;
    await w.script(...Array(8).fill(limited), { status: 200, body: { account_state: 'active' } });
    const run = deactivateFrom(w, list(2), `--plan ${w.home}/plan.json${more}`);
    while (w.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let second = 0; second < 75; second += 1) await w.clock.sleep(1000);
    const { stderr } = await run;
    const told = stderr.split('\n').filter((line) => line.includes('the API refused one for its rate limit'));
    expect(told.map((line) => line.replace(/\d+ s/, 'n s'))).toEqual(
      Array(times).fill('note: nothing was sent yet; waiting n s: the API refused one for its rate limit'),
    );
  });

  it.each([
    ['failed', 400, / ([23]) of 12 done, \1 failed, [\d.]+\/s/],
    ['may have happened', 'reset', / ([23]) of 12 done, 0 failed, \1 unknown, [\d.]+\/s/],
    ['gave an answer that is cut', 'truncate', / ([23]) of 12 done, 0 failed, \1 unknown, [\d.]+\/s/],
  ] as const)('tells apart what %s', async (_what, kind, words) => {
    await world.current.sandbox({ users: 60, latency_ms: 10_000, faults: [{ kind, share: 1 }] });
    const { stderr } = await deactivateFrom(
      world.current,
      list(12),
      '--yes --no-check --retries 0 --concurrency 1',
    );
    expect(stderr).toMatch(words);
  });

  it.each([
    ['a burst and then 600 a minute', { rate: { count: 600, per_ms: 60_000 } }, '--concurrency 8', 2000],
    ['--rate alone', {}, '--rate 600/min', 600],
  ])(
    'tells the time left within 15 % of the truth: %s',
    async (_what, options, more, rows) => {
      const w = world.current;
      await w.sandbox({ users: rows + 60, latency_ms: 30, ...options });
      const began = w.clock.monotonic();
      const moments: { readonly at: number; readonly left_s: number }[] = [];
      const stop = w.clock.tick(1000, () => {
        const last = [...w.said.slice(-300).matchAll(/, (?:(\d+) min )?(\d+) s left/g)].at(-1);
        const [, minutes = 0, seconds] = last ?? [];
        if (seconds)
          moments.push({ at: w.clock.monotonic(), left_s: Number(minutes) * 60 + Number(seconds) });
      });
      const { exit } = await deactivateFrom(w, list(rows), `--yes --no-check ${more}`, { terminal: true });
      stop();
      expect(exit).toBe(0);
      const end = w.clock.monotonic();
      const later = moments.filter(({ at }) => at - began > 20_000 && end - at > 10_000);
      expect(later.length).toBeGreaterThan(10);
      for (const { at, left_s } of later) {
        const truth = (end - at) / 1000;
        expect(left_s).toBeLessThan(truth * 1.15 + 2);
        expect(left_s).toBeGreaterThan(truth * 0.85 - 2);
      }
    },
    20_000,
  );

  it('counts what is sent again beside the counter, and never in its place', async () => {
    const w = world.current;
    await w.sandbox({ users: 60, latency_ms: 800, faults: [{ kind: 503, share: 0.5 }] });
    const { stderr } = await deactivateFrom(w, list(30), '--yes --no-check --concurrency 4', {
      terminal: true,
    });
    expect(stderr).toMatch(/\d+ of 30 done, 0 failed, [1-4] being retried, /);
    expect(stderr.slice(stderr.indexOf('0 of 30 done'))).not.toContain('trying again');
  });

  it('names the limit of the API that it keeps to', async () => {
    const w = world.current;
    await w.sandbox({ users: 300, latency_ms: 30, rate: { count: 60, per_ms: 60_000 } });
    const { stderr } = await deactivateFrom(w, list(120), '--yes --no-check', { terminal: true });
    expect(stderr).toMatch(/waiting (?:\d+ s )?for the API's limit, 60\/min/);
  });

  it('is not told with --quiet', async () => {
    await world.current.sandbox({ users: 60, latency_ms: 10_000 });
    const quiet = await deactivateFrom(world.current, list(12), '--yes -q --concurrency 1');
    expect(quiet.stderr).toBe('');
  });

  it('shows nothing at a terminal with --quiet', async () => {
    await world.current.sandbox({ users: 60, latency_ms: 10_000 });
    const options = { terminal: true };
    const { stderr } = await deactivateFrom(world.current, list(12), '--yes -q --concurrency 1', options);
    expect(stderr).toBe('');
  });
});

describe('beside the two streams', () => {
  it('GITHUB_STEP_SUMMARY gets the summary as Markdown, after what stands there', async () => {
    const page = await file(world.current, 'page.md', 'before\n');
    await deactivateFrom(world.current, FAILING, '--yes', {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page },
    });
    const written = (await readFile(page, 'utf8')).replace(/[0-9a-f]{64}/, 'DIGEST');
    expect(written).toBe(
      'before\n### aitronos: deactivate 4 users of org_xyz789\n\n' +
        '| changed | unchanged | recovered | failed | unknown | not_sent | not_found | exit code |\n' +
        '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n' +
        '| 1 | 1 | 0 | 2 | 0 | 0 | 0 | 3 |\n\n' +
        `Run \`${RUN}\`, 0.0 s. Ledger: \`DIGEST\`.\n\n` +
        '- failed&#58; row 2, usr&#95;nobody1&#58; The requested user could not be found&#46; ' +
        '&#40;USER&#95;NOT&#95;FOUND&#41;\n' +
        '- failed&#58; row 4, usr&#95;nobody2&#58; The requested user could not be found&#46; ' +
        '&#40;USER&#95;NOT&#95;FOUND&#41;\n\n' +
        'Next: USER&#95;NOT&#95;FOUND, 2 users&#58; <code>aitronos users list --search &#60;text&#62; --org org&#95;xyz789</code> ' +
        'finds people&#59; <code>aitronos config list</code> shows the organization in use&#59; a retry will not help\n',
    );
  });

  it('a page that cannot be written takes nothing away from the run’s own answer', async () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(world.current.home, 'no', 'such', 'page.md'),
    };
    const { exit, stdout, stderr } = await deactivateFrom(world.current, 'usr_abc123\n', '--yes', { env });
    expect(stdout).toMatch(/^1 +changed +usr_abc123/m);
    expect(stderr).toContain('page.md');
    expect(exit).toBe(0);
  });
});

/** Stdout of a process whose reader is gone: each write fails, and the stream lives on. */
class Gone extends Writable {
  override write(...given: readonly unknown[]): boolean {
    const done = given.at(-1);
    const error = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    if (typeof done === 'function') setImmediate(() => done(error));
    return false;
  }
}

describe('a reader that went away', () => {
  it.each(['table', 'jsonl', 'json', 'csv'])(
    'does not stop the run, nor is it an error (%s)',
    async (format) => {
      const w = world.current;
      await w.sandbox({ users: 60 });
      const { exit, stderr } = await deactivateFrom(w, list(40), `--yes -o ${format}`, {
        stdout: new Gone(),
      });
      expect({ exit, stderr: stderr.includes('error') }).toEqual({ exit: 0, stderr: false });
      expect(w.requests).toHaveLength(40);
      const settled = (await journal(w)).flatMap((entry) => ('record' in entry ? [entry['row']] : []));
      expect(settled.sort((a, b) => Number(a) - Number(b))).toEqual(ids(40).map((_, index) => index + 1));
    },
  );
});

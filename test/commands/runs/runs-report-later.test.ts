import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeRun } from '../../audit/written-run.ts';
import { ORG, TO, useWorld } from '../../world.ts';
import { deactivateFrom, later } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

const state = async (user: string, word: 'deactivate' | 'reactivate') => {
  const path = `/v1/organizations/org_xyz789/users/${user}/${word}`;
  const body = word === 'deactivate' ? 'transfer_resources_to_department_id=dept_eng001' : '';
  expect((await world.current.run(`api POST ${path} ${body === '' ? '' : `-f ${body}`}`)).exit).toBe(0);
};

/** A run of March 1st: one user is deactivated, one was so already, and one is not there yet. */
beforeEach(async () => {
  const w = world.current;
  await w.sandbox({ users: 20 });
  await state('usr_000002', 'deactivate');
  await deactivateFrom(w, 'usr_000001\nusr_000002\nusr_inv000001\n', '--yes --no-check');
  await later(w);
});

interface Case {
  readonly what: string;
  readonly lines: readonly string[];
  readonly user: string;
  /** What the report of the first run says of the user. */
  readonly action: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly words: string | null;
}

const NOTHING = { failed: 1, done_later: 0, given_back: 0 };

const CASES: readonly Case[] = [
  { what: 'nothing', lines: [], user: 'usr_000001', action: null, counts: NOTHING, words: null },
  {
    what: 'that the run was undone',
    lines: [`runs undo ${RUN} --yes`],
    user: 'usr_000001',
    action: 'reactivate',
    counts: { given_back: 1 },
    words: 'later reactivated by run',
  },
  {
    what: 'that a single change gave access back to who was deactivated already',
    lines: [`users reactivate usr_000002 ${ORG}`],
    user: 'usr_000002',
    action: 'reactivate',
    counts: { given_back: 1 },
    words: 'later reactivated by run',
  },
  {
    what: 'that the user was removed',
    lines: [`users remove usr_000001 ${ORG} --yes`],
    user: 'usr_000001',
    action: 'remove',
    counts: NOTHING,
    words: 'later removed by run',
  },
  {
    what: 'what came last',
    lines: [`users reactivate usr_000001 ${ORG}`, `users deactivate usr_000001 ${TO}`],
    user: 'usr_000001',
    action: 'deactivate',
    counts: NOTHING,
    words: 'later deactivated by run',
  },
  {
    what: 'that who failed was done later',
    lines: [`users invite new@example.org ${ORG}`, `users deactivate usr_inv000001 ${TO}`],
    user: 'usr_inv000001',
    action: 'deactivate',
    counts: { failed: 1, done_later: 1, given_back: 0 },
    words: 'later deactivated by run',
  },
  {
    what: 'that who failed was removed later, which is done too',
    lines: [`users invite new@example.org ${ORG}`, `users remove usr_inv000001 ${ORG} --yes`],
    user: 'usr_inv000001',
    action: 'remove',
    counts: { failed: 1, done_later: 1, given_back: 0 },
    words: 'later removed by run',
  },
  {
    what: 'that who failed was invited later, which is another matter',
    lines: [`users invite new@example.org ${ORG}`],
    user: 'usr_inv000001',
    action: 'invite',
    counts: NOTHING,
    words: 'later invited by run',
  },
];

describe('a report of a run tells of later runs', () => {
  it.each(CASES)('$what, in every form but the CSV', async ({ lines, user, action, counts, words }) => {
    const w = world.current;
    for (const line of lines) {
      const { exit, stderr } = await w.run(line);
      expect(exit, stderr).toBe(0);
      await later(w);
    }
    const files = ['html', 'markdown', 'csv'].map((format) => [format, join(w.home, `r.${format}`)] as const);
    const options = files.map(([format, file]) => `--${format} ${file}`).join(' ');
    const { exit, stderr } = await w.run(`runs report ${RUN} ${options}`);
    expect(exit).toBe(0);
    const note = 'note: 1 person got access again by a later run: the report names it\n';
    expect(stderr).toBe(counts['given_back'] === 1 ? note : '');
    const [html = '', markdown = '', csv = ''] = await Promise.all(
      files.map(([, file]) => readFile(file, 'utf8')),
    );
    expect(csv).not.toContain('later');
    const { summary, results } = JSON.parse((await w.run(`runs report ${RUN} --json`)).stdout);
    expect(summary.counts).toMatchObject(counts);
    const person = results.find(({ user_id }: { user_id: string }) => user_id === user);
    expect(person.later_action).toBe(action);
    for (const text of [html, markdown]) expect(text.includes(words ?? ' by run ')).toBe(words !== null);
    if (words !== null) expect(markdown).toContain(`${words} ${person.later_run}`);
    const failed = /<strong>(\d+)<\/strong> failed or not known/.exec(html)?.[1];
    expect(failed).toBe(String((counts['failed'] ?? 1) - (counts['done_later'] ?? 0)));
  });

  it('names a later run that is in the same report as well', async () => {
    const w = world.current;
    await w.run(`users reactivate usr_000001 ${ORG}`);
    const { stdout } = await w.run('runs report --since 2026-03-01T00:00:00Z --json');
    const ofUser = JSON.parse(stdout).results.filter(
      ({ user_id }: { user_id: string }) => user_id === 'usr_000001',
    );
    expect(ofUser.map(({ run_id, later_run }: Record<string, string>) => [run_id, later_run])).toEqual([
      [RUN, ofUser[1].run_id],
      [ofUser[1].run_id, null],
    ]);
  });

  it('counts each person once, in however many runs', async () => {
    const w = world.current;
    const lines = [`users reactivate usr_000001 ${ORG}`, `users deactivate usr_000001 ${TO}`];
    // An invitation has an address alone where it was refused, as one more of the same address is.
    const invited = [
      ...['New@example.org', 'new@example.org'].map((address) => `users invite ${address} ${ORG}`),
      `users deactivate usr_inv000001 ${TO}`,
    ];
    for (const line of [...lines, `users reactivate usr_000001 ${ORG}`, ...invited]) {
      await w.run(line);
      await later(w);
    }
    // Who has the same id in another API is somebody else.
    const run = { run_id: '20260301-130000-9000', created_at: '2026-03-01T13:00:00.000Z' };
    await writeRun(join(w.home, 'state'), {
      ...run,
      rows: [{ user_id: 'usr_000001' }],
      header: { origin: 'sandbox' },
    });
    const [html, markdown] = [join(w.home, 'r.html'), join(w.home, 'r.md')];
    const { stdout, stderr } = await w.run(
      `runs report --since 2026-03-01T00:00:00Z --html ${html} --markdown ${markdown} --json`,
    );
    expect(stderr).toContain('note: 1 person got access again by a later run');
    expect(JSON.parse(stdout).summary.counts).toMatchObject({
      runs: 8,
      people: 4,
      changed: 7,
      failed: 2,
      given_back: 1,
    });
    const page = await readFile(html, 'utf8');
    expect(page).toContain('4 people in 8 runs, in 10 rows.');
    expect(page).toContain('<section id="people" data-of="rows"');
    expect(await readFile(markdown, 'utf8')).toContain('| people | 4, in 10 rows |\n');
  });

  it('does not show a check from before the answer', async () => {
    const w = world.current;
    await w.run(`runs verify ${RUN}`);
    await later(w);
    await w.run(`users invite new@example.org ${ORG}`);
    await w.run(`runs retry ${RUN} --yes`);
    const { results } = JSON.parse((await w.run(`runs report ${RUN} --json`)).stdout);
    expect(results.map(({ outcome, verified }: Record<string, string>) => [outcome, verified])).toEqual([
      ['changed', 'yes'],
      ['unchanged', 'yes'],
      ['changed', null],
    ]);
  });
});

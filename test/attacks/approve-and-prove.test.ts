import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planOf } from '../approval/planned.ts';
import { ORG, TO, useWorld } from '../world.ts';

const world = useWorld();
const PAIR = ['usr_abc123', 'usr_def456'];
const inHome = (name: string) => join(world.current.home, name);
const runs = () => join(world.current.home, 'state', 'runs');

type Fields = Readonly<Record<string, unknown>>;

/** Writes a plan that fits the world but for this. */
const plan = (more: Fields = {}, users: readonly string[] = PAIR) =>
  writeFileSync(inHome('plan.json'), JSON.stringify(planOf(users, { origin: world.current.url, ...more })));

/** The same of one user, who was seen like this. */
const planOfOne = (seen: Fields) => {
  const row = { row: 1, user_id: 'usr_abc123', department_id: 'dept_eng001', input: {}, seen };
  plan({ total: 1, rows: [row] });
};

const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

const done = async (line: string) => {
  const { exit, stderr } = await world.current.run(line);
  expect({ line, exit, stderr }).toMatchObject({ exit: 0 });
};

const deactivated = () => done(`users deactivate ${PAIR.join(' ')} ${TO} --yes`);
const newest = () => readdirSync(runs()).find((name) => /^\d/.test(name)) ?? '';

/** The token of a member who may read nothing of the audit log. */
async function signInMember(): Promise<void> {
  const answer = await fetch(`${world.current.url}/v1/auth/dev-login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email_or_username: 'zoe@example.com', password: 'sandbox-password' }),
  });
  world.current.env['AITRONOS_ACCESS_TOKEN'] = JSON.parse(await answer.text()).access_token;
}

interface Case {
  readonly what: string;
  readonly before: () => void | Promise<void>;
  readonly line: string;
  readonly exit: number;
  readonly words: RegExp;
  /** Which requests arrive: none at all, or reads alone. */
  readonly sends: 'nothing' | 'reads';
}

const APPLY = 'runs apply HOME/plan.json --yes';
const VERIFY = 'runs verify --journal';

const CASES: readonly Case[] = [
  {
    what: 'a plan of another organization',
    before: () => plan(),
    line: `${APPLY} --org org_else`,
    exit: 2,
    words: /OTHER_ORGANIZATION/,
    sends: 'nothing',
  },
  {
    what: 'a plan of another API',
    before: () => plan({ origin: 'https://api.example.com' }),
    line: APPLY,
    exit: 2,
    words: /OTHER_ORIGIN/,
    sends: 'nothing',
  },
  {
    what: 'a plan of a newer version',
    before: () => plan({ schema_version: 2 }),
    line: APPLY,
    exit: 2,
    words: /a newer version.*PLAN_VERSION/,
    sends: 'nothing',
  },
  {
    what: 'a plan of an older version',
    before: () => plan({ schema_version: 0 }),
    line: APPLY,
    exit: 2,
    words: /an older version.*PLAN_VERSION/,
    sends: 'nothing',
  },
  {
    what: 'a plan that is too old',
    before: () => plan(),
    line: `${APPLY} --max-age 30m`,
    exit: 2,
    words: /60 min old.*PLAN_AGE/,
    sends: 'nothing',
  },
  {
    what: 'a plan of a clock an hour off',
    before: () => plan({ planned_at: '2026-03-01T13:00:00.000Z' }),
    line: `${APPLY} --max-age 30m`,
    exit: 2,
    words: /one of two clocks is wrong.*PLAN_AGE/,
    sends: 'nothing',
  },
  {
    what: 'a plan that was edited',
    before: () => {
      plan();
      edit(inHome('plan.json'), (text) => text.replace('dept_eng001', 'dept_eng002'));
    },
    line: APPLY,
    exit: 2,
    words: /PLAN_EDITED/,
    sends: 'nothing',
  },
  {
    what: 'a plan that was cut',
    before: () => {
      plan();
      edit(inHome('plan.json'), (text) => text.slice(0, -100));
    },
    line: APPLY,
    exit: 2,
    words: /only part of one.*BAD_PLAN/,
    sends: 'nothing',
  },
  {
    what: 'a plan of a hundred thousand rows, one of them twice',
    before: () => plan({}, [...Array.from({ length: 100_000 }, (_, index) => `usr_${index}`), 'usr_7']),
    line: APPLY,
    exit: 2,
    words: /row 100001: an earlier row has the same user.*BAD_PLAN/,
    sends: 'nothing',
  },
  {
    what: 'a plan of who applies it, under --four-eyes',
    before: () => plan({ planned_by: 'usr_admin01' }),
    line: `${APPLY} --four-eyes`,
    exit: 2,
    words: /usr_admin01 planned it.*FOUR_EYES/,
    sends: 'reads',
  },
  {
    what: 'a plan of who applies it, of people who are all gone, under --four-eyes',
    before: () =>
      plan({
        ...{ planned_by: 'usr_admin01', missing: 'skip', total: 1 },
        rows: [
          { row: 1, user_id: null, email: 'gone@example.com', department_id: null, input: {}, seen: null },
        ],
      }),
    line: `${APPLY} --four-eyes`,
    exit: 2,
    words: /usr_admin01 planned it.*FOUR_EYES/,
    sends: 'reads',
  },
  {
    what: 'a plan of users of whom one was removed since',
    before: async () => {
      plan();
      await done(`users remove usr_def456 ${ORG} --yes`);
    },
    line: APPLY,
    exit: 2,
    words: /usr_def456 was removed[\s\S]*PLAN_DRIFT/,
    sends: 'reads',
  },
  {
    what: 'a plan of users of whom one was deactivated since',
    before: async () => {
      plan({
        action: 'remove',
        rows: PAIR.map((user_id, index) => ({
          row: index + 1,
          user_id,
          department_id: null,
          input: {},
          seen: { is_member: true, account_state: 'active', role_ids: null, department_ids: null },
        })),
      });
      await done(`users deactivate usr_def456 ${TO}`);
    },
    line: APPLY,
    exit: 2,
    words: /usr_def456 was active, and became deactivated[\s\S]*PLAN_DRIFT/,
    sends: 'reads',
  },
  {
    what: 'a plan of a user who has come since',
    before: () => planOfOne({ is_member: false, account_state: null, role_ids: null, department_ids: null }),
    line: APPLY,
    exit: 2,
    words: /usr_abc123 was not in the organization, and has come[\s\S]*PLAN_DRIFT/,
    sends: 'reads',
  },
  {
    what: 'a plan of users of whom one was reactivated since',
    before: () =>
      planOfOne({ is_member: true, account_state: 'invited', role_ids: null, department_ids: null }),
    line: APPLY,
    exit: 2,
    words: /usr_abc123 was invited, and became active[\s\S]*PLAN_DRIFT/,
    sends: 'reads',
  },
  {
    what: 'a token that may not read the audit log',
    before: signInMember,
    line: `audit list ${ORG}`,
    exit: 4,
    words: /INSUFFICIENT_PERMISSIONS|view_audit_log/,
    sends: 'reads',
  },
  {
    what: 'a journal of another version',
    before: async () => {
      await deactivated();
      edit(join(runs(), newest(), 'journal.jsonl'), (text) => text.replace('"journal":1', '"journal":0'));
    },
    line: 'runs show',
    exit: 1,
    words: /JOURNAL_VERSION/,
    sends: 'nothing',
  },
  {
    what: 'a journal that was edited',
    before: async () => {
      await deactivated();
      edit(join(runs(), newest(), 'journal.jsonl'), (text) => text.replace('"changed"', '"failed"'));
    },
    line: VERIFY,
    exit: 3,
    words: /JOURNALS_BROKEN/,
    sends: 'nothing',
  },
  {
    what: 'a broken chain',
    before: async () => {
      await deactivated();
      await done(`users reactivate usr_abc123 ${ORG}`);
      edit(join(runs(), 'ledger.jsonl'), (text) => text.replace(/"at":"2026-03/, '"at":"2025-03'));
    },
    line: VERIFY,
    exit: 3,
    words: /broken|chain|line/,
    sends: 'nothing',
  },
  {
    what: 'a run that was deleted by hand',
    before: async () => {
      await deactivated();
      rmSync(join(runs(), newest()), { recursive: true });
    },
    line: VERIFY,
    exit: 3,
    words: /gone/,
    sends: 'nothing',
  },
  {
    what: 'a report over a period without runs',
    before: deactivated,
    line: 'runs report --since 2020-01-01 --until 2020-12-31 --html HOME/report.html',
    exit: 0,
    words: /0 runs|no runs|no run/,
    sends: 'nothing',
  },
];

describe('bad input of plans, runs and reports', () => {
  it.each(CASES.map((each) => [each.what, each] as const))(
    '%s',
    async (_, { before, line, exit, words, sends }) => {
      await before();
      world.current.requests.length = 0;
      const ended = await world.current.run(line.replaceAll('HOME', world.current.home));
      expect(ended.stdout + ended.stderr).toMatch(words);
      expect(ended.exit).toBe(exit);
      const sent = world.current.requests.map(({ method, path }) => `${method} ${path}`);
      const reads = /^GET |\/users$/;
      expect(sends === 'nothing' ? sent : sent.filter((each) => !reads.test(each))).toEqual([]);
    },
    20_000,
  );

  it('two reports at once are both whole', async () => {
    await deactivated();
    const file = inHome('report.html');
    const ended = await Promise.all([1, 2].map(() => world.current.run(`runs report --html ${file}`)));
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(readFileSync(file, 'utf8')).toMatch(/<\/html>\s*$/);
  });
});

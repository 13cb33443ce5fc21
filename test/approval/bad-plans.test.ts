import { execFileSync } from 'node:child_process';
import { createWriteStream, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { digestOf, plannedRow, planOf } from './planned.ts';

const world = useWorld();

type Fields = Readonly<Record<string, unknown>>;

const PAIR = ['usr_abc123', 'usr_def456'];
const EVERYTHING_SEEN = { is_member: true, account_state: null, role_ids: null, department_ids: null };

/** A plan that fits the world, with these fields in place of its own, and the digest of that. */
const good = (more: Fields = {}) => planOf(PAIR, { origin: world.current.url, ...more });
const written = (more: Fields = {}) => `${JSON.stringify(good(more), null, 1)}\n`;
const withRows = (...rows: readonly Fields[]) => written({ rows, total: rows.length });
const oneRow = (more: Fields) => withRows(plannedRow(1, 'usr_abc123', more));

async function apply(content: string | Buffer, words = '', env: Readonly<Record<string, string>> = {}) {
  const file = join(world.current.home, 'plan.json');
  writeFileSync(file, content);
  world.current.requests.length = 0;
  const ended = await world.current.run(`runs apply ${file} --yes ${words}`, { env });
  return { ...ended, requests: world.current.requests.map(({ method, path }) => `${method} ${path}`) };
}

/** What is refused from the file alone: what it is called, how it comes about, the code, and words of the message. */
const OFFLINE: readonly (readonly [
  what: string,
  content: () => string | Buffer,
  code: string,
  words: RegExp,
  args?: string,
])[] = [
  [
    'of another organization by --org',
    written,
    'OTHER_ORGANIZATION',
    /is for org_xyz789, and --org is org_else/,
    '--org org_else',
  ],
  [
    'of another API',
    () => written({ origin: 'https://api.example.com' }),
    'OTHER_ORIGIN',
    /for https:\/\/api\.example\.com/,
  ],
  [
    'of the sandbox',
    () => written({ origin: 'sandbox' }),
    'OTHER_ORIGIN',
    /for the sandbox.*\n.*add --sandbox/,
  ],
  ['of a newer version', () => written({ schema_version: 2 }), 'PLAN_VERSION', /a newer version/],
  ['of an older version', () => written({ schema_version: 0 }), 'PLAN_VERSION', /an older version/],
  [
    'with another digest than was approved',
    written,
    'PLAN_DIGEST',
    /its digest is sha256:/,
    `--digest sha256:${'0'.repeat(64)}`,
  ],
  ['that is an hour old', written, 'PLAN_AGE', /over 60 min old, and --max-age is 59m/, '--max-age 59m'],
  [
    'of a clock an hour ahead',
    () => written({ planned_at: '2026-03-01T13:00:00.000Z' }),
    'PLAN_AGE',
    /60 min from now/,
    '--max-age 7d',
  ],
  [
    'whose planner is not known, under --four-eyes',
    () => written({ planned_by: null }),
    'FOUR_EYES',
    /does not say who planned it.*\nhint: plan it again, with the access token of a user/,
    '--four-eyes',
  ],
  ['with a field edited', () => written().replace('usr_def456', 'usr_def457'), 'PLAN_EDITED', /edited after/],
  [
    'with another digest in it',
    () => written().replace(/sha256:./, (start) => `sha256:${start.endsWith('0') ? 1 : 0}`),
    'PLAN_EDITED',
    /edited/,
  ],
  ['cut off', () => written().slice(0, -40), 'BAD_PLAN', /it is not JSON/],
  ['that is empty', () => '', 'BAD_PLAN', /is empty/],
  ['that is a list', () => '[]', 'BAD_PLAN', /it is not a JSON object/],
  [
    'that is another document',
    () => '{"summary":{},"results":[]}',
    'BAD_PLAN',
    /not a plan of this version: it has a field "summary"/,
  ],
  [
    'that a shell wrote as UTF-16',
    () => Buffer.from(`\ufeff${written()}`, 'utf16le'),
    'BAD_PLAN',
    /it is not UTF-8 text.*\nhint: plan it again with --plan <file>/,
  ],
  ['that is no UTF-8', () => Buffer.from([0x7b, 0xff, 0x7d]), 'BAD_PLAN', /UTF-8/],
  ['that is nested without end', () => '['.repeat(100_000), 'BAD_PLAN', /not JSON/],
  [
    'with a field twice',
    () => written().replace('"action"', '"action": "remove",\n "action"'),
    'BAD_PLAN',
    /a field twice/,
  ],
  [
    'with a field twice in a row',
    () => written().replace('"user_id"', '"user_id": "usr_x",\n "user_id"'),
    'BAD_PLAN',
    /a field twice/,
  ],
  [
    'with a number that no number holds',
    () => written().replace(/"total": 2/, '"total": 2.00000000000000000000'),
    'BAD_PLAN',
    /its total is malformed/,
  ],
  [
    'with a number that no number holds in a row',
    () => written().replace(/"row": 1/, '"row": 1.00000000000000000000'),
    'BAD_PLAN',
    /row 1: it has another number/,
  ],
  ['with a field that no plan has', () => written({ force: true }), 'BAD_PLAN', /it has a field "force"/],
  [
    'with __proto__',
    () => written().replace('{', '{"__proto__": {"rows": []},'),
    'BAD_PLAN',
    /a field "__proto__"/,
  ],
  ['with constructor', () => written({ constructor: 'x' }), 'BAD_PLAN', /a field "constructor"/],
  [
    'with a digest of another kind',
    () => written().replace('sha256:', 'sha512:'),
    'BAD_PLAN',
    /its digest is malformed/,
  ],
  [
    'of an action that there is none of',
    () => written({ action: 'toString' }),
    'BAD_PLAN',
    /its action is malformed/,
  ],
  ['without a time', () => written({ planned_at: undefined }), 'BAD_PLAN', /its planned_at is missing/],
  [
    'of a time that is none',
    () => written({ planned_at: '2026-02-30' }),
    'BAD_PLAN',
    /its planned_at is malformed/,
  ],
  [
    'of an organization that is none',
    () => written({ organization_id: '../org_xyz789' }),
    'BAD_PLAN',
    /its organization_id is malformed/,
  ],
  [
    'of an address with a path',
    () => written({ origin: `${world.current.url}/v1` }),
    'BAD_PLAN',
    /its origin is malformed/,
  ],
  [
    'by somebody who is no user',
    () => written({ planned_by: 'Jane' }),
    'BAD_PLAN',
    /its planned_by is malformed/,
  ],
  ['with fewer rows than it says', () => written({ total: 3 }), 'BAD_PLAN', /has 2 rows, but says 3/],
  ['with rows that are none', () => written({ rows: 'usr_abc123' }), 'BAD_PLAN', /it has no rows/],
  [
    'with a row that is none',
    () => written({ rows: [null], total: 1 }),
    'BAD_PLAN',
    /row 1: it is malformed/,
  ],
  [
    'with a user twice',
    () => withRows(plannedRow(1, 'usr_abc123'), plannedRow(2, 'usr_abc123')),
    'BAD_PLAN',
    /row 2: an earlier row has the same user/,
  ],
  [
    'with rows out of order',
    () => withRows(plannedRow(2, 'usr_abc123')),
    'BAD_PLAN',
    /row 1: it has another number/,
  ],
  [
    'with an address for a user',
    () => withRows(plannedRow(1, 'jane@example.com')),
    'BAD_PLAN',
    /its user_id is malformed/,
  ],
  [
    'with a path for a user',
    () => withRows(plannedRow(1, 'usr_a/../../x')),
    'BAD_PLAN',
    /its user_id is malformed/,
  ],
  [
    'of a zone that there is none of',
    () => written({ time_zone: 'Mars/Phobos' }),
    'BAD_PLAN',
    /its time_zone is malformed/,
  ],
  ['with a reason of two lines', () => written({ reason: 'a\nb' }), 'BAD_PLAN', /its reason is malformed/],
  ['with a reason of blanks', () => written({ reason: '  ' }), 'BAD_PLAN', /its reason is malformed/],
  [
    'with an endless ticket',
    () => written({ ticket: 'x'.repeat(256) }),
    'BAD_PLAN',
    /its ticket is malformed/,
  ],
  [
    'with an endless ticket in a row',
    () => oneRow({ ticket: 'x'.repeat(256) }),
    'BAD_PLAN',
    /its ticket is malformed/,
  ],
  [
    'with a day that is none',
    () => oneRow({ last_day: '2026-02-30' }),
    'BAD_PLAN',
    /its last_day is malformed/,
  ],
  [
    'with a time that is none',
    () => oneRow({ effective_at: 'soon' }),
    'BAD_PLAN',
    /its effective_at is malformed/,
  ],
  [
    'with a row longer than any',
    () => oneRow({ input: { user_id: 'usr_abc123', note: 'x'.repeat(5_000_000) } }),
    'BAD_PLAN',
    /row 1: it is longer than any row of a file/,
  ],
  ['without a user', () => oneRow({ user_id: null }), 'BAD_PLAN', /no user is named/],
  [
    'without a user and an address',
    () =>
      written({
        missing: 'skip',
        total: 1,
        rows: [{ row: 1, user_id: null, department_id: null, input: {}, seen: null }],
      }),
    'BAD_PLAN',
    /no user is named/,
  ],
  [
    'with somebody who is gone, which is a failure',
    () => oneRow({ user_id: null, email: 'a@example.com', department_id: null, seen: null }),
    'BAD_PLAN',
    /no user is named/,
  ],
  [
    'with a department in a reactivation',
    () => written({ action: 'reactivate' }),
    'BAD_PLAN',
    /department_id does not fit/,
  ],
  [
    'with a user in an invitation',
    () => written({ action: 'invite' }),
    'BAD_PLAN',
    /an invitation has a user id/,
  ],
  [
    'with an address beside a user',
    () => oneRow({ email: 'a@example.com' }),
    'BAD_PLAN',
    /there is an address besides/,
  ],
  ['without a department', () => oneRow({ department_id: null }), 'BAD_PLAN', /department_id does not fit/],
  [
    'with the name of a department',
    () => oneRow({ department_id: 'Engineering' }),
    'BAD_PLAN',
    /its department_id is malformed/,
  ],
  [
    'with an invitation in a deactivation',
    () => oneRow({ invitation: { email: 'a@example.com' } }),
    'BAD_PLAN',
    /its invitation does not fit/,
  ],
  [
    'with memberships in a deactivation',
    () => oneRow({ memberships: { role_ids: [], department_ids: [] } }),
    'BAD_PLAN',
    /its memberships does not fit/,
  ],
  [
    'with a row that is settled',
    () => oneRow({ settled: { outcome: 'unchanged' } }),
    'BAD_PLAN',
    /a field "settled"/,
  ],
  [
    'with a state that is none',
    () => oneRow({ seen: { ...EVERYTHING_SEEN, is_member: 'yes' } }),
    'BAD_PLAN',
    /its seen is malformed/,
  ],
  ['with cells that are none', () => oneRow({ input: { a: 1 } }), 'BAD_PLAN', /its input is malformed/],
  ['with more than ids, of ids only', () => written({ ids_only: true }), 'BAD_PLAN', /it has more than ids/],
];

describe('a plan is refused from the file alone', () => {
  it.each(OFFLINE.map(([what, content, code, words, args = '']) => ({ what, content, code, words, args })))(
    '$what',
    async ({ content, code, words, args }) => {
      const { exit, stdout, stderr, requests } = await apply(content(), args);
      expect(stderr).toMatch(words);
      expect(stderr).toContain(code);
      expect({ exit, stdout, requests }).toEqual({ exit: 2, stdout: '', requests: [] });
    },
  );

  it.each([
    ['AITRONOS_ORG', { AITRONOS_ORG: 'org_else' }, '', /AITRONOS_ORG is org_else/],
    ['an older age', {}, '--max-age 1x', /an age such as/],
    ['a digest that is none', {}, '--digest 2f0c', /64 hexadecimal digits/],
    ['a drift that is none', {}, '--drift all', /fail.*skip/],
  ])('%s', async (_, env, args, words) => {
    const { exit, stderr, requests } = await apply(written(), args, env);
    expect(stderr).toMatch(words);
    expect({ exit, requests }).toEqual({ exit: 2, requests: [] });
  });

  it('typed at a terminal, where nobody could be asked afterwards', async () => {
    const { exit, stderr } = await world.current.run('runs apply -', { terminal: true });
    expect(stderr).toContain('the plan comes from stdin, so there is nobody to ask');
    expect(exit).toBe(2);
  });

  it('of ten gigabytes, which are not read', async () => {
    const file = join(world.current.home, 'large.json');
    writeFileSync(file, '');
    truncateSync(file, 10 * 1024 ** 3);
    const { exit, stderr } = await world.current.run(`runs apply ${file} --yes`);
    expect(stderr).toContain('has more than 2048 MiB, which no plan has');
    expect(exit).toBe(2);
  });

  it('that is not there, or a folder', async () => {
    const { home } = world.current;
    expect(await world.current.run(`runs apply ${home}/none.json --yes`)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('cannot read'),
    });
    expect((await world.current.run(`runs apply ${home} --yes`)).exit).toBe(2);
  });

  it('and half a pair of surrogates is no text', async () => {
    const plan = { ...good(), version: 'X' };
    const text = JSON.stringify({ ...plan, digest: digestOf(plan) }).replace('"X"', '"\\ud800"');
    expect(await apply(text)).toMatchObject({ exit: 2, requests: [] });
  });

  it('without --yes and a terminal', async () => {
    const file = join(world.current.home, 'plan.json');
    writeFileSync(file, written());
    const { exit, stderr } = await world.current.run(`runs apply ${file}`);
    expect(stderr).toContain('this needs confirmation: Deactivate 2 users of org_xyz789?');
    expect({ exit, requests: world.current.requests }).toEqual({ exit: 2, requests: [] });
  });
});

describe('a plan is taken', () => {
  it.each([
    ['as it is', '', /2 users/],
    ['within its age', '--max-age 61m', /2 users/],
    ['by another user than who planned it', '--four-eyes', /2 users/],
    ['for the organization that is named', '--org org_xyz789', /2 users/],
  ])('%s', async (_, args, words) => {
    const { exit, stderr } = await apply(written(), args);
    expect(stderr).toMatch(words);
    expect(exit).toBe(0);
  });

  it.each(['org_else', 'Elsewhere'])(
    'and a stored organization that is another one is only told: %s',
    async (org) => {
      await world.current.run(`config set org ${org}`);
      const { exit, stderr } = await apply(written());
      expect(stderr).toContain(`the plan is for org_xyz789, and not for the stored org ${org}`);
      expect(exit).toBe(0);
    },
  );

  it('through a named pipe, and from stdin', async () => {
    const pipe = join(world.current.home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const ended = world.current.run(`runs apply ${pipe} --yes`);
    createWriteStream(pipe).end(written());
    expect((await ended).exit).toBe(0);
    expect((await world.current.run('runs apply - --yes', { stdin: written() })).exit).toBe(0);
  });

  it('however it is indented', async () => {
    expect((await apply(JSON.stringify(good()))).exit).toBe(0);
  });

  it('and once more, with a note of the run that applied it', async () => {
    await apply(written());
    const { exit, stderr } = await apply(written());
    expect(stderr).toMatch(/the plan was applied before, by run 2026/);
    expect(exit).toBe(0);
  });
});

describe('a plan of which a row is refused is to be planned again, and not mended', () => {
  it.each([
    ['the file of --protect', 'usr_abc123', '--protect KEEP', ''],
    ['the stored list', 'usr_abc123', '', 'config set protect usr_abc123'],
    ['the setting require', 'usr_abc123', '', 'config set require reason'],
    ['who is signed in', 'usr_admin01', '', ''],
    ['who is signed in, without a check', 'usr_admin01', '--no-check', ''],
  ])('by %s', async (_what, user_id, args, before) => {
    const w = world.current;
    const keep = join(w.home, 'keep.txt');
    writeFileSync(keep, 'usr_abc123\n');
    if (before !== '') expect((await w.run(before)).exit).toBe(0);
    const plan = JSON.stringify(planOf([user_id, 'usr_def456'], { origin: w.url }));
    const { exit, stderr } = await apply(plan, args.replace('KEEP', keep));
    expect(exit).toBe(2);
    expect(stderr).toMatch(/hint: .*plan it again/);
    expect(stderr).not.toMatch(/correct the rows|leave the row out/);
  });
});

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TO, useWorld } from '../world.ts';
import { digestOf } from './planned.ts';

const world = useWorld();
const SENT = /deactivate$|reactivate$|invite|memberships$/;

/** The changes that arrived. */
const changes = () =>
  world.current.requests.filter(({ method, path }) => method === 'DELETE' || SENT.test(path));

const planFile = () => join(world.current.home, 'plan.json');
const readPlan = (file = planFile()) => JSON.parse(readFileSync(file, 'utf8'));

describe('a plan', () => {
  it.each([
    ['deactivate', `users deactivate usr_abc123 usr_def456 ${TO}`, 2],
    ['deactivate', `users deactivate usr_abc123 ${TO}`, 1],
    ['deactivate', `users deactivate jane@example.com ${TO}`, 1],
    ['reactivate', 'users reactivate usr_abc123 --org org_xyz789', 1],
    ['remove', 'users remove usr_abc123 --org org_xyz789', 1],
    ['invite', 'users invite new@example.com --org org_xyz789 --role role_member --name Newcomer', 1],
    [
      'update_memberships',
      'users update-memberships usr_abc123 --org org_xyz789 --role role_member --no-departments',
      1,
    ],
  ])('to %s is written by `%s`, and nothing is sent', async (action, line, total) => {
    const { exit, stdout, stderr } = await world.current.run(`${line} --plan ${planFile()} --json`);
    expect(stderr).not.toContain('error');
    expect(exit).toBe(0);
    const plan = readPlan();
    expect(JSON.parse(stdout)).toEqual({ plan: planFile(), digest: plan.digest, total });
    expect(plan).toMatchObject({ schema_version: 1, action, organization_id: 'org_xyz789', total });
    expect(plan.rows).toHaveLength(total);
    expect(plan.digest).toBe(digestOf(plan));
    expect(changes()).toEqual([]);
    expect(statSync(planFile()).mode & 0o777).toBe(0o600);
  });

  it('holds whom it is about, what was typed and how they were', async () => {
    writeFileSync(join(world.current.home, 'leavers.csv'), 'email,team\njane@example.com,Müller\n');
    await world.current.run(
      `users deactivate --from ${world.current.home}/leavers.csv ${TO} --plan ${planFile()}`,
    );
    expect(readPlan()).toMatchObject({
      origin: world.current.url,
      planned_by: 'usr_admin01',
      planned_at: new Date(world.current.clock.now()).toISOString(),
      rows: [
        {
          row: 1,
          user_id: 'usr_abc123',
          department_id: 'dept_eng001',
          input: { email: 'jane@example.com', team: 'Müller' },
          seen: { is_member: true, account_state: 'active', full_name: 'Jane Doe' },
        },
      ],
    });
  });
});

it('a plan of long rows is whole, and has a mark in place of half a character', async () => {
  const users = Array.from({ length: 25 }, (_, row) => `usr_${String(row + 1).padStart(6, '0')}`);
  await world.current.sandbox({ users: 30 });
  const half = `\\ud83d${'x'.repeat(3000)}`;
  const rows = users.map((user) => `{"user_id":"${user}","note":"${half}","of\\ud83d":"${half}"}`);
  const stdin = `[${rows.join(',')}]`;
  const line = `users deactivate --from - ${TO} --no-check --max 100 --plan ${planFile()} -q`;
  expect(await world.current.run(line, { stdin })).toMatchObject({ exit: 0 });
  const plan = readPlan();
  expect(plan.rows.map(({ user_id }: { user_id: string }) => user_id)).toEqual(users);
  const text = `\ufffd${'x'.repeat(3000)}`;
  expect(plan.rows[24].input).toEqual({ user_id: users[24], note: text, 'of\ufffd': text });
  expect(plan.digest).toBe(digestOf(plan));
  expect(await world.current.run(`runs apply ${planFile()} --dry-run --no-check -q`)).toMatchObject({
    exit: 0,
  });
});

const LIST = () => join(world.current.home, 'leavers.csv');
const fromList = (rows: string, more = '', options = {}) => {
  writeFileSync(LIST(), rows);
  return world.current.run(`users deactivate --from ${LIST()} ${TO} --plan ${planFile()} ${more}`, options);
};

describe('no plan is written', () => {
  const plan = (file: string) => `users deactivate usr_abc123 ${TO} --plan ${file}`;
  it.each([
    ['into a folder', () => plan(world.current.home), /cannot write/],
    ['into a folder that is not there', () => plan(`${world.current.home}/none/plan.json`), /cannot write/],
    [
      'over the file that is read',
      () => `users deactivate --from ${LIST()} ${TO} --plan ${LIST()}`,
      /name the same file/,
    ],
    ['to stdout beside Markdown', () => `${plan('-')} -o markdown`, /two answers on stdout/],
    ['to stdout beside --fields', () => `${plan('-')} --fields digest`, /two answers on stdout/],
    ['into a stream by a name', () => plan('/dev/stdout'), /is named by -/],
    ['beside --dry-run', () => `${plan(planFile())} --dry-run`, /contradict each other/],
    ['beside --check', () => `${plan(planFile())} --check`, /contradict each other/],
    ['of ids only, of nothing', () => `users deactivate usr_abc123 ${TO} --ids-only`, /there is none/],
    [
      'of an invitation without its address',
      () => `users invite a@example.com --org org_xyz789 --plan ${planFile()} --ids-only`,
      /an invitation is its address/,
    ],
    [
      'of what is missing',
      () => `users deactivate usr_abc123 --org org_xyz789 --plan ${planFile()}`,
      /--transfer-to/,
    ],
    ['of nobody', () => `users deactivate ${TO} --plan ${planFile()}`, /user/],
  ])('%s', async (_, line, words) => {
    writeFileSync(LIST(), 'usr_abc123\n');
    const { exit, stderr } = await world.current.run(line());
    expect(stderr).toMatch(words);
    expect({ exit, requests: world.current.requests }).toEqual({ exit: 2, requests: [] });
    expect(existsSync(planFile())).toBe(false);
    expect(readFileSync(LIST(), 'utf8')).toBe('usr_abc123\n');
  });

  it.each([
    ['bad rows', 'user_id\nusr_abc123\nnobody\n', 'BAD_ROWS'],
    ['an address that nobody has', 'email\nnone@example.com\n', 'BAD_ROWS'],
    ['the signed-in user', 'user_id\nusr_admin01\n', 'PROTECTED_USER'],
  ])('of a file with %s', async (_, rows, code) => {
    const { exit, stderr } = await fromList(rows);
    expect(stderr).toContain(code);
    expect(exit).toBe(2);
    expect(existsSync(planFile())).toBe(false);
  });

  it('over the summary of its own call', async () => {
    const words = `--plan ${planFile()} --summary-file ${planFile()}`;
    const { exit, stderr } = await world.current.run(`users deactivate usr_abc123 ${TO} ${words}`);
    expect(stderr).toContain('another option writes the same file');
    expect({ exit, requests: world.current.requests }).toEqual({ exit: 2, requests: [] });
  });

  it('by an API that fails; the old one stays, and nothing is left beside it', async () => {
    writeFileSync(planFile(), 'before');
    const files = () => readdirSync(world.current.home);
    const before = files().length;
    await world.current.script({ status: 500, body: {} });
    const { exit } = await world.current.run(
      `users deactivate usr_abc123 ${TO} --no-check --retries 0 --plan ${planFile()}`,
    );
    expect(exit).toBe(5);
    expect(readFileSync(planFile(), 'utf8')).toBe('before');
    expect(files().length - before).toBeLessThanOrEqual(1);
    expect(files().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a plan that is written', () => {
  it('takes the place of an older one, for its owner alone', async () => {
    writeFileSync(planFile(), 'before', { mode: 0o644 });
    await fromList('user_id\nusr_abc123\n');
    expect(readPlan().total).toBe(1);
    expect(statSync(planFile()).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['table', false],
    ['json', false],
    ['jsonl', true],
  ])('goes to stdout as %s (in one line: %s), and its digest to stderr', async (format, isOneLine) => {
    const { exit, stdout, stderr } = await world.current.run(
      `users deactivate usr_abc123 ${TO} --plan - -o ${format}`,
    );
    expect(!stdout.trimEnd().includes('\n')).toBe(isOneLine);
    const plan = JSON.parse(stdout);
    expect(plan.digest).toBe(digestOf(plan));
    expect(stderr).toContain(plan.digest);
    expect(exit).toBe(0);
    const applied = await world.current.run('runs apply - --yes', { stdin: stdout });
    expect(applied.exit).toBe(0);
  });

  it('has no secret in it, also where one was typed', async () => {
    const { AITRONOS_ACCESS_TOKEN: token } = world.current.env;
    await fromList(`user_id,${token}\nusr_abc123,${token}\n`, `--reason ${token}`);
    expect(readFileSync(planFile(), 'utf8')).not.toContain(token);
    expect(readPlan().digest).toBe(digestOf(readPlan()));
  });

  it('has ids only, where that is wanted', async () => {
    await fromList('email,user_id\njane@example.com,usr_abc123\n', '--ids-only');
    const text = readFileSync(planFile(), 'utf8');
    expect(text).not.toMatch(/jane|Jane|email/);
    expect((await world.current.run(`runs apply ${planFile()} --yes`)).exit).toBe(0);
  });

  it('has ids only also of users whom the API does not show', async () => {
    await world.current.script({ status: 403, body: {} });
    await fromList('user_id,note\nusr_abc123,Jane\n', '--no-check --ids-only');
    expect(readPlan().rows).toMatchObject([{ user_id: 'usr_abc123', seen: null }]);
    expect(readFileSync(planFile(), 'utf8')).not.toContain('Jane');
  });

  it('says who planned it, also without a check', async () => {
    const line = `users reactivate usr_left01 --org org_xyz789 --no-check --plan ${planFile()}`;
    expect((await world.current.run(line)).exit).toBe(0);
    expect(readPlan()).toMatchObject({ planned_by: 'usr_admin01' });
  });

  it('has the reasons of its rows also of ids only, and the records show them', async () => {
    await fromList('user_id,reason,note\nusr_abc123,leaves,Jane\n', '--ids-only');
    expect(readPlan()).toMatchObject({ columns_read: { used: { reason: 'reason' }, not_used: [] } });
    const { stdout } = await world.current.run(`runs apply ${planFile()} --yes --json`);
    expect(JSON.parse(stdout).results[0]).toMatchObject({ reason: 'leaves', ticket: null });
  });

  it('says how the call ended, for a file', async () => {
    const summary = join(world.current.home, 'summary.json');
    await fromList('user_id\nusr_abc123\n', `--summary-file ${summary}`);
    const { digest } = readPlan();
    expect(JSON.parse(readFileSync(summary, 'utf8'))).toEqual({ plan: planFile(), digest, total: 1 });
    const text = readFileSync(planFile(), 'utf8');
    const { exit, stderr } = await world.current.run(
      `runs apply ${planFile()} --yes --summary-file ${planFile()}`,
    );
    expect(stderr).toContain('the plan name the same file');
    expect({ exit, text: readFileSync(planFile(), 'utf8') }).toEqual({ exit: 2, text });
  });

  it('keeps whom the organization does not have, where that is no failure, and not by ids', async () => {
    const rows = 'email\njane@example.com\nnone@example.com\n';
    await fromList(rows, '--missing skip');
    expect(readPlan()).toMatchObject({ total: 2, missing: 'skip' });
    const { exit, stdout } = await world.current.run(`runs apply ${planFile()} --yes --json`);
    expect(JSON.parse(stdout).summary).toMatchObject({ changed: 1, not_found: 1 });
    expect(exit).toBe(0);
    await fromList(rows, '--missing skip --ids-only');
    expect(readPlan()).toMatchObject({ total: 1, rows: [{ row: 1, user_id: 'usr_abc123' }] });
  });

  it('says which of its users the organization does not have', async () => {
    const { exit, stderr } = await fromList('user_id\nusr_abc123\nusr_nobody1\n', '');
    expect(stderr).toContain('note: not in org_xyz789: usr_nobody1\n');
    expect(exit).toBe(0);
  });

  it('is judged by what is due when it is made; nothing due is a plan for nobody', async () => {
    const rows = 'user_id,last_day\nusr_abc123,2026-02-01\nusr_def456,2026-04-01\n';
    await fromList(rows, '--due --time-zone Europe/Zurich');
    expect(readPlan()).toMatchObject({
      total: 1,
      left_out: { not_due: 1 },
      time_zone: 'Europe/Zurich',
      rows: [{ user_id: 'usr_abc123', last_day: '2026-02-01' }],
    });
    await fromList(rows, '--due --time-zone Europe/Zurich --now 2026-01-01T00:00:00Z');
    expect(readPlan()).toMatchObject({ total: 0, rows: [] });
    const { exit, stderr } = await world.current.run(`runs apply ${planFile()} --yes`);
    expect(stderr).toContain('nothing to do');
    expect(exit).toBe(0);
  });

  it('says in which job it was made, and gives its digest to the next step', async () => {
    const GITHUB_OUTPUT = join(world.current.home, 'output');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'octocat', GITHUB_SHA: 'abc', GITHUB_OUTPUT };
    await fromList('user_id\nusr_abc123\n', '', { env });
    const { ci, digest } = readPlan();
    expect(ci).toEqual({ provider: 'github', url: null, actor: 'octocat', commit: 'abc' });
    expect(readFileSync(GITHUB_OUTPUT, 'utf8')).toBe(`plan_digest=${digest}\n`);
    await world.current.run(`runs apply ${planFile()} --yes`, { env });
    expect(readFileSync(GITHUB_OUTPUT, 'utf8')).toMatch(new RegExp(`\\nplan_digest=${digest}\\n[^]*run_id=`));
  });

  it('says once that no step gets it', async () => {
    const GITHUB_OUTPUT = join(world.current.home, 'none/output');
    await fromList('user_id\nusr_abc123\n', '');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT };
    const { exit, stderr } = await world.current.run(`runs apply ${planFile()} --yes -q`, { env });
    expect(exit).toBe(0);
    expect(stderr.match(/^.*GITHUB_OUTPUT.*|^.*none\/output.*/gm)).toEqual([
      `note: cannot write ${GITHUB_OUTPUT}: there is no such file or folder`,
    ]);
  });
});

describe('--output markdown', () => {
  it.each([
    ['reason', 'moved away', 'reason: moved away'],
    ['ticket', 'HR-9', 'ticket: HR-9'],
    ['last_day', '2020-10-31', 'last day: 2020-10-31'],
    ['effective_at', '2020-10-31T12:00:00Z', 'effective at: 2020-10-31T12&#58;00&#58;00Z'],
  ])('shows the %s of a row, which a report will show', async (column, cell, words) => {
    const w = world.current;
    writeFileSync(join(w.home, 'people.csv'), `user_id,${column}\nusr_abc123,${cell}\n`);
    const line = `users deactivate --from ${join(w.home, 'people.csv')} ${TO} --plan ${planFile()}`;
    const { exit, stdout, stderr } = await w.run(`${line} --time-zone UTC -o markdown`);
    expect(exit, stderr).toBe(0);
    expect(stdout).toContain(`resources to \`dept_eng001\`; ${words}`);
  });

  it.each([1, 2, 12])('shows a plan of %d the same when it is made and later', async (count) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const ids = Array.from({ length: count }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);
    const made = await w.run(`users deactivate ${ids.join(' ')} ${TO} --plan ${planFile()} -o markdown`);
    const shown = await w.run(`runs apply ${planFile()} --dry-run -o markdown`);
    expect(shown.stdout).toBe(made.stdout);
    expect(shown.stdout).toContain(`### aitronos: plan to deactivate ${count} user`);
    expect(shown.stderr).toContain('dry run: nothing was sent');
    expect(shown.exit).toBe(0);
  });

  it('is a table for a pull request: of a plan, and of a dry run that would apply it', async () => {
    const { stdout } = await fromList(
      'email\njane@example.com\n',
      '-o markdown --reason [x](https://evil.example)',
    );
    expect(stdout).toContain('### aitronos: plan to deactivate 1 user\n');
    expect(stdout).toContain('| 1 | `usr_abc123` | Jane Doe | jane&#64;example&#46;com | active |');
    expect(stdout).toContain('reason: &#91;x&#93;');
    const again = await world.current.run(`runs apply ${planFile()} --dry-run -o markdown`);
    expect(again.stdout).toBe(stdout);
    expect(again.exit).toBe(0);
  });

  it('shows all that an invitation would send', async () => {
    const { stdout } = await world.current.run([
      ...'users invite fresh@example.com --org org_xyz789 --role role_member --no-send --plan'.split(' '),
      ...[planFile(), '-o', 'markdown', '--message', 'Welcome | <b>', '--name', 'Ωå A\u202eБ\u0489، د'],
    ]);
    const change = 'roles `role_member`; no e-mail; message: Welcome &#124; &#60;b&#62;';
    expect(stdout).toContain(
      `| 1 | - | Ωå AБ&#1161;&#1548; &#1583; | fresh&#64;example&#46;com | - | - | ${change} |`,
    );
  });

  it('shows which departments memberships would take away', async () => {
    const line = 'users update-memberships usr_abc123 --org org_xyz789 --no-roles --no-departments --plan';
    const { stdout } = await world.current.run(`${line} ${planFile()} -o markdown`);
    const change = 'roles none; departments none; in place of departments `dept_eng001`';
    expect(stdout).toContain(`| active | \`role_admin1\` | ${change} |`);
  });

  it.each(['users list --org org_xyz789', `users deactivate usr_abc123 ${TO}`, 'runs list', 'auth status'])(
    'is refused of `%s`',
    async (line) => {
      const { exit, stderr } = await world.current.run(`${line} -o markdown`);
      expect(stderr).toContain('only plans have --output markdown');
      expect(stderr).toContain('a report is written by `runs report --markdown <file>`');
      expect({ exit, requests: world.current.requests }).toEqual({ exit: 2, requests: [] });
    },
  );

  it('cannot be stored, and goes without --fields', async () => {
    expect((await world.current.run('config set output markdown')).exit).toBe(2);
    const { exit, stderr } = await world.current.run(
      `users deactivate usr_abc123 ${TO} --plan ${planFile()} -o markdown --fields digest`,
    );
    expect(stderr).toContain('contradict');
    expect(exit).toBe(2);
  });
});

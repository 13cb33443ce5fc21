import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandFacts } from '../../src/commands/tree/command-facts.ts';
import { DONE } from '../commands/users/many/leavers.ts';
import { perhaps } from '../scripted-server.ts';
import { type CallOptions, type Ended, ORG, TO, useWorld } from '../world.ts';
import { closed, misfits, published } from './schemas.ts';
import { seeFields, toldFields } from './seen-fields.ts';

const world = useWorld();
const seen = new Set<string>();
/** A story of many calls takes its time on a machine with much to do. */
const LONG = { timeout: 20_000 };

/** A call whose answer is compared with the schemas that its command names, and with `error.json`. */
async function call(command: string, rest: string, options?: CallOptions): Promise<Ended> {
  const ended = await world.current.run(`${command} ${rest}`, options);
  for (const line of ended.stderr.split('\n').filter((each) => each.startsWith('{"error":'))) {
    compare(['error.json'], line);
  }
  if (ended.stdout === '') return ended;
  const format = /-o jsonl/.test(rest) ? 'jsonl' : 'json';
  const forms = commandFacts(command)?.answers.map((form) => form[format]) ?? [];
  const texts = format === 'json' ? [ended.stdout] : ended.stdout.trimEnd().split('\n');
  for (const text of texts) compare(forms, text);
  return ended;
}

/** The text fits one of the schemas, as they are given out and with no field besides. */
function compare(refs: readonly string[], text: string): void {
  const value: unknown = JSON.parse(text);
  const fitting = refs.find((ref) => misfits(closed()(ref), value).length === 0);
  expect(fitting, `one of ${refs} for ${text.slice(0, 300)}`).toBeDefined();
  if (fitting === undefined) return;
  expect(misfits(published()(fitting), value)).toEqual([]);
  seeFields(fitting, value, seen);
}

const file = async (name: string, text: string): Promise<string> => {
  const path = join(world.current.home, name);
  await writeFile(path, text);
  return path;
};
const summaryOf = ({ stdout }: Ended) => JSON.parse(stdout).summary;
const LOST = 'reset';
const ALREADY = { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED', message: 'Already.' } } };

describe('a change of one user', () => {
  it('changed, unchanged and failed, and why it was made', LONG, async () => {
    await call('users deactivate', `usr_abc123 ${TO} --json --reason left --ticket T-1`);
    await call('users deactivate', `usr_abc123 ${TO} -o jsonl`);
    await call('users deactivate', `usr_abc123 ${TO} --json --strict --ticket T-1`);
    await call('users deactivate', `usr_nobody ${TO} --json --reason left`);
    await call('users deactivate', `gone@example.com ${TO} --missing skip --json`);
  });

  it('unknown, recovered and not sent', LONG, async () => {
    await world.current.script(LOST, ALREADY);
    expect((await call('users deactivate', `usr_abc123 ${TO} --json`)).stdout).toContain('"recovered"');
    await world.current.script(LOST, LOST, LOST, LOST);
    expect((await call('users deactivate', `usr_abc123 ${TO} --json`)).stdout).toContain('"unknown"');
    const env = { AITRONOS_API_URL: 'http://127.0.0.1:1' };
    expect((await call('users deactivate', `usr_abc123 ${TO} --json`, { env })).stdout).toContain(
      '"not_sent"',
    );
  });

  it.each([
    ['users reactivate', `usr_left01 ${ORG}`],
    ['users remove', `usr_abc123 ${ORG} --yes`],
    ['users invite', `new@example.com ${ORG} --role role_member --department dept_eng001`],
    ['users update-memberships', `usr_abc123 ${ORG} --role role_member --no-departments`],
  ])('%s, and what it would send or looks at', LONG, async (command, rest) => {
    for (const more of [
      '--dry-run --json',
      '--dry-run -o jsonl',
      '--check --json',
      '--check -o jsonl',
      '--json',
    ]) {
      await call(command, `${rest} ${more}`);
    }
  });

  it('that would not be allowed', LONG, async () => {
    await call('users deactivate', `usr_nobody ${TO} --check --json`);
    await call('api', 'put /v1/x --header x-a:b --field a=1 --dry-run --json');
    await call('api', 'put /v1/x --header x-a:b --field a=1 --dry-run -o jsonl');
    const path = join(world.current.home, 'bytes');
    await writeFile(path, Buffer.from([255, 254, 0, 1]));
    const bytes = `put /v1/x --input ${path} --header content-type:application/octet-stream --dry-run`;
    await call('api', `${bytes} --json`);
    await call('api', `${bytes} -o jsonl`);
  });
});

describe('a run', () => {
  it('of a file, in every outcome, shown and listed', LONG, async () => {
    const rows = 'Mail,Team,last_day,Kind\n';
    const people = [
      'usr_abc123,A,2020-01-01,x',
      'usr_nobody,A,2020-01-01,x',
      'usr_left01,A,2020-01-01,x',
      'usr_gone99,A,2099-01-01,x',
      'usr_def456,A,2020-01-01,y',
    ];
    const path = await file('leavers.csv', `${rows}${people.join('\n')}\n`);
    const line = `--from ${path} ${TO} --yes --no-check --column email=Mail --due --time-zone UTC --where Kind=x`;
    for (const more of ['--dry-run --json', '--dry-run -o jsonl', '--json', '-o jsonl']) {
      const { stdout } = await call('users deactivate', `${line} ${more}`);
      expect(stdout, more).not.toBe('');
    }
    const more = await file(
      'more.csv',
      `${rows}gone@example.com,A,2020-01-01,x
`,
    );
    await call('users deactivate', `${line.replace(path, more)} --missing skip --json`);
    await call('runs show', '--json');
    await call('runs show', '-o jsonl');
    await call('runs list', '--json');
    await call('runs list', '-o jsonl');
  });

  it('that is taken up again, tried once more and taken back', LONG, async () => {
    const run = summaryOf(
      await call('users deactivate', `usr_abc123 usr_nobody ${TO} --yes --no-check --json`),
    ).run_id;
    for (const verb of ['resume', 'retry', 'undo']) {
      await call(`runs ${verb}`, `${run} --yes --dry-run --json`);
      await call(`runs ${verb}`, `${run} --yes --json`);
      await call(`runs ${verb}`, `${run} --yes -o jsonl`);
    }
  });

  it('that was cut off', LONG, async () => {
    const { run_id } = summaryOf(
      await call('users deactivate', `usr_abc123 usr_def456 ${TO} --yes --no-check --json`),
    );
    const runs = join(world.current.home, 'state', 'runs');
    const journal = join(runs, run_id, 'journal.jsonl');
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await writeFile(journal, `${lines.slice(0, -1).join('\n')}\n`);
    await rm(join(runs, 'ledger.jsonl'));
    await call('runs verify', '--journal --json');
    await call('runs list', '--json');
  });
});

describe('a plan', () => {
  it.each([
    ['users deactivate', `usr_abc123 usr_nobody ${TO}`],
    ['users reactivate', `usr_left01 ${ORG}`],
    ['users remove', `usr_abc123 ${ORG} --transfer-to dept_eng001`],
    [
      'users invite',
      `new@example.com ${ORG} --role role_member --name Ada --department dept_eng001 --message Hi --no-send`,
    ],
    ['users update-memberships', `usr_abc123 ${ORG} --role role_member --no-departments`],
  ])('of %s, carried out', LONG, async (command, rest) => {
    await call(command, `${rest} --plan - --json`);
    await call(command, `${rest} --plan - -o jsonl`);
    const path = join(world.current.home, 'plan.json');
    await call(command, `${rest} --plan ${path} -o jsonl`);
    await call('runs apply', `${path} --dry-run --json`);
    await call('runs apply', `${path} --yes --json`);
  });

  it('of a file, with all that a plan can say', LONG, async () => {
    const path = await file(
      'leavers.csv',
      'email,last_day,effective_at,reason,ticket,note,Team\n' +
        'jane@example.com,2020-01-01,2020-01-01T10:00:00Z,left,T-1,=1+1,A\n' +
        "gone@example.com,2020-01-01,,,T-2,'=1+1,A\n",
    );
    const line = `--from ${path} ${TO} --missing skip --due --time-zone UTC --reason all --ticket T-0 --plan - --json`;
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://ci.example.com',
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_RUN_ID: '1',
      GITHUB_ACTOR: 'ada',
      GITHUB_SHA: 'abc',
    };
    await call('users deactivate', line, { env });
    await call('users deactivate', `${line} --ids-only`, { env: { GITHUB_ACTIONS: 'true' } });
  });
});

it('a plan of a user of whom the API says little', LONG, async () => {
  const user = { id: 'usr_abc123', account_state: null, department_ids: ['dept_eng001'], full_name: null };
  await world.current.script({ status: 200, body: user });
  const { exit } = await call('users deactivate', `usr_abc123 ${TO} --no-check --plan - --json`);
  expect(exit).toBe(0);
});

it('a plan that is made with the API key of nobody', LONG, async () => {
  await world.current.script({ status: 200, body: { id: null } });
  const env = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'key' };
  await call('users invite', `new@example.com ${ORG} --no-check --plan - --json`, { env });
});

it('errors that say when to come back, and those that say little', LONG, async () => {
  await world.current.script({ status: 429, headers: { 'retry-after': '900' }, body: {} });
  await call('users get', `usr_abc123 ${ORG} --json`);
  await world.current.script({ status: 418, body: { error: { code: 'TEAPOT', message: 'No.' } } });
  await call('users get', `usr_abc123 ${ORG} --json`);
  const interrupt = new AbortController();
  interrupt.abort();
  await call('users get', `usr_abc123 ${ORG} --json`, { interrupt });
});

it('the differences of a roster', LONG, async () => {
  const roster =
    'email,user_id,last_day\n' +
    'ada@example.com,,\njane@example.com,,2020-01-01\nleft@example.com,,\nnew@example.com,,\nsam@example.com,,\nsam@example.com,,\n';
  const rest = `--roster - ${ORG} --max 100% --time-zone UTC`;
  await call('users diff', `${rest} --json`, { stdin: roster });
  await call('users diff', `${rest} -o jsonl --exit-code`, { stdin: roster });
  await call('users diff', `${rest} --json`, { stdin: 'user_id\nusr_admin01\nusr_nobody\n' });
});

it('what a check of a run finds, and of the journals', LONG, async () => {
  await call('users deactivate', `usr_abc123 usr_def456 ${TO} --yes --no-check --json`);
  await call('runs verify', '--json');
  await call('users reactivate', `usr_abc123 ${ORG} --json`);
  const [, run = ''] = (await world.current.run('runs list -o ids')).stdout.split('\n');
  await world.current.run('api post /v1/organizations/org_xyz789/users/usr_def456/reactivate');
  await call('runs verify', `${run} --json`);
  await call('runs verify', `${run} -o jsonl`);
  await call('users remove', `usr_def456 ${ORG} --yes --json`);
  await call('runs verify', '--json');
  await call('runs verify', '--journal --json');
  await call('runs verify', '--journal -o jsonl');
  const ledger = join(world.current.home, 'state', 'runs', 'ledger.jsonl');
  await rm(ledger);
  await call('runs verify', '--journal --json');
  await mkdir(ledger);
  await call('runs verify', `${run} --json`);
});

it('what a check finds where the API cannot be asked, and where its log says little', LONG, async () => {
  const failing = { status: 503, body: {} };
  await world.current.script(DONE, failing, failing);
  await call('users deactivate', `usr_abc123 ${TO} --json`);
  await call('runs verify', '--retries 0 --json');
  const gone = { status: 404, body: {} };
  const items = [{ target_id: 'usr_abc123' }, { target_id: 'usr_abc123', action_type: 'deactivated' }];
  await world.current.script(DONE, gone, { status: 200, body: { items } });
  await call('users deactivate', `usr_abc123 ${TO} --json`);
  await call('runs verify', '--retries 0 --json');
});

it('what a check finds of an invitation without an id', LONG, async () => {
  const none = perhaps({ status: 200, body: { items: [] } });
  await world.current.script({ status: 200, body: { email: 'new@example.com' } }, none, none, none);
  await call('users invite', `new@example.com ${ORG} --json`);
  await call('runs verify', '--retries 0 --json');
});

it('a list of nobody', LONG, async () => {
  const path = await file('nobody.csv', 'email\n');
  await call('users deactivate', `--from ${path} ${TO} --json`);
});

it('the journals, where there are none', LONG, async () => {
  await call('runs verify', '--journal --json');
});

it('every command', LONG, async () => {
  await call('commands', '--json');
  await call('commands', '-o jsonl');
});

// biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it what is to be given.
afterAll(({}, { tasks }) => {
  if (tasks.some((task) => task.mode !== 'run')) return;
  expect(
    [...toldFields()].filter((field) => !seen.has(field)),
    'told, but in no answer',
  ).toEqual([]);
});

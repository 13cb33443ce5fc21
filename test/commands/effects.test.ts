import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands, readCommandTree } from '../../scripts/docs/command-tree.ts';
import { commandFacts } from '../../src/commands/tree/command-facts.ts';
import { type CallOptions, type Ended, ORG, TO, useWorld } from '../world.ts';

const world = useWorld();

/**
 * A call of each command that does its work, without a yes. `CUT` is a run that stopped at its first row, `DONE` one
 * that changed its user, `PLAN` a plan.
 */
const CALLS: Readonly<Record<string, string>> = {
  'users list': ORG,
  'users get': `usr_abc123 ${ORG}`,
  'users diff': `--roster - --max 100% ${ORG}`,
  'users deactivate': `usr_yamada01 ${TO}`,
  'users reactivate': `usr_left01 ${ORG}`,
  'users remove': `usr_left01 ${ORG}`,
  'users invite': `kim@example.com ${ORG}`,
  'users update-memberships': `usr_zoe01 ${ORG} --no-roles --no-departments`,
  'organizations list': '',
  'departments list': ORG,
  'roles list': ORG,
  'audit list': ORG,
  'runs list': '',
  'runs show': 'DONE',
  'runs apply': 'PLAN',
  'runs resume': 'CUT',
  'runs retry': 'CUT',
  'runs undo': 'DONE',
  'runs verify': 'DONE',
  'runs report': 'DONE',
  'runs delete': '--before 2030-01-01 --time-zone UTC',
  'auth login': '--with-token',
  'auth logout': '',
  'auth status': '',
  'auth list': '',
  'auth switch': 'default',
  'auth token': '',
  'config list': '',
  'config get': 'org',
  'config set': 'max 10',
  'config unset': 'org',
  'config path': '',
  doctor: '',
  completion: 'bash',
  'sandbox start': '--port 0',
  'sandbox reset': '',
  api: `post /v1/organizations/{org}/users/usr_zoe01/deactivate -f transfer_resources_to_department_id=dept_eng001 ${ORG}`,
  commands: '',
  help: '',
};

/** What is asked over POST without changing anything, and what signing out says. */
const READ = /\/users$|^\/v1\/auth\//;

const known = { CUT: '', DONE: '', PLAN: '' };

/** Makes what these words stand for. */
async function prepare(words: string): Promise<void> {
  const w = world.current;
  const newest = async () => (await w.run('runs list -o ids')).stdout.split('\n')[0] ?? '';
  await w.run('config set org org_xyz789');
  if (/CUT/.test(words)) {
    await w.run(`users deactivate usr_nobody usr_def456 ${TO} --yes --no-check --fail-fast --concurrency 1`);
    known.CUT = await newest();
  }
  if (/DONE|--before/.test(words)) {
    await w.deactivate();
    known.DONE = await newest();
  }
  known.PLAN = join(w.home, 'plan.json');
  if (/PLAN/.test(words)) await w.run(`users deactivate usr_yamada01 ${TO} --plan ${known.PLAN}`);
  w.requests.length = 0;
}

async function call(name: string, more = '', options: CallOptions = {}) {
  const interrupt = new AbortController();
  if (name === 'sandbox start') interrupt.abort();
  const stdin = name === 'auth login' ? 'a-token\n' : 'email\njane@example.com\n';
  const rest = (CALLS[name] ?? '').replace(/CUT|DONE|PLAN/, (word) => known[word as keyof typeof known]);
  return world.current.run(`${name} ${rest} ${more}`, { stdin, interrupt, ...options });
}

/** Every file of the program, with its size and content. */
function files(): string {
  const found = ['config', 'state'].map((folder) => join(world.current.home, folder)).filter(existsSync);
  return found
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => statSync(file).isFile())
    .map((file) => `${file}: ${readFileSync(file, 'utf8')}`)
    .join('\n');
}

const changing = () =>
  world.current.requests.filter(
    ({ method, path }) => method !== 'GET' && !READ.test(path.split('?')[0] ?? ''),
  );

const verbs = allCommands(readCommandTree()).filter(({ commands }) => commands.length === 0);
const names = verbs.map(({ words }) => words.join(' '));

describe('what is told of a command is what it does', () => {
  it('for every command', () => expect(Object.keys(CALLS), 'a line in CALLS above').toEqual(names));

  it.each(names)('%s', { timeout: 30_000 }, async (name) => {
    const facts = commandFacts(name);
    await prepare(CALLS[name] ?? '');
    const yes = facts?.asks === 'always' ? '--yes' : '';
    const signedOut = { env: { AITRONOS_ACCESS_TOKEN: undefined } };
    if (facts?.token === 'required') expect((await call(name, yes, signedOut)).exit).toBe(4);
    if (facts?.asks === 'always') await expectQuestion(call(name));
    if (facts?.asks === 'many') await expectQuestion(callOfMany(name));
    const before = files();
    const { exit } = await call(name, yes, facts?.token === 'none' ? signedOut : {});
    expect([0, 1, 3, 130]).toContain(exit);
    if (facts?.changes === 'organization') expect(changing()).not.toEqual([]);
    else expect(changing()).toEqual([]);
    if (facts?.changes === 'nothing') expect(files()).toBe(before);
  });
});

/** A call of the same for two people. */
const callOfMany = (name: string) =>
  world.current.run(
    `${name} ${name === 'users invite' ? '--from -' : 'usr_zoe01 usr_new01'} ${name === 'users deactivate' ? TO : ORG}`,
    { stdin: 'email\nkim@example.com\nlee@example.com\n' },
  );

/** Without a terminal the question is an error, and nothing is sent. */
async function expectQuestion(ended: Promise<Ended>): Promise<void> {
  const { exit, stderr } = await ended;
  expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('--yes') });
  expect(changing()).toEqual([]);
}

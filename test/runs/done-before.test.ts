import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const LOST: SandboxOptions['faults'] = [
  { kind: 500, share: 0.3 },
  { kind: 'reset', share: 0.3 },
];
const PEOPLE = [
  ['usr_abc123', 'jane@example.com'],
  ['usr_def456', 'john@example.com'],
  ['usr_zoe01', 'zoe@example.com'],
  ['usr_yamada01', 'yamada@example.com'],
];
const ADDRESSES = PEOPLE.map(([, address]) => address);

const sandbox = (faults: SandboxOptions['faults'] = []) =>
  world.current.sandbox({ folder: join(world.current.home, 'sandbox'), faults, seed: 3 });
const run = (line: string) =>
  world.current.run(`users ${line} --org org_xyz789 --retries 10 --no-check -o jsonl`);
const told = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { outcome, attempts } = JSON.parse(line);
      return { outcome, attempts };
    });
const outcomes = (stdout: string) => told(stdout).map(({ outcome }) => outcome);
const ALL_UNCHANGED = ADDRESSES.map(() => 'unchanged');

/** The same day after day: everybody in the list was done before, and answers are lost. */
describe.each([
  { done: 'deactivate', line: 'deactivate --transfer-to Engineering' },
  { done: 'reactivate', line: 'reactivate' },
])('users $done of those who were done before', { timeout: 30_000 }, ({ done, line }) => {
  const again = `${line} ${ADDRESSES.join(' ')} --yes`;

  it.each([
    { by: 'address', who: ADDRESSES.join(' ') },
    { by: 'id and address', who: '--from both.csv' },
  ])('takes nothing for its own doing by $by, although the first answers are lost', async ({ who }) => {
    const file = join(world.current.home, 'both.csv');
    await writeFile(file, `user_id,email\n${PEOPLE.map((person) => `${person.join(',')}\n`).join('')}`);
    await sandbox();
    if (done === 'deactivate') expect((await run(again)).exit).toBe(0);
    await sandbox(LOST);
    const ended = await run(`${line} ${who.replace('both.csv', file)} --yes`);
    expect(ended.exit).toBe(0);
    expect(outcomes(ended.stdout)).toEqual(ALL_UNCHANGED);
    expect(told(ended.stdout).some(({ attempts }) => attempts > 1)).toBe(true);
  });

  it('neither of one user', async () => {
    await sandbox();
    if (done === 'deactivate') await run(again);
    await sandbox(LOST);
    for (const address of ADDRESSES.slice(0, 2))
      expect(outcomes((await run(`${line} ${address}`)).stdout)).toEqual(['unchanged']);
  });

  it('neither by a plan, which does not keep how they were looked up', async () => {
    await sandbox();
    if (done === 'deactivate') await run(again);
    const plan = join(world.current.home, 'plan.json');
    const planned = `users ${again} --org org_xyz789 --plan ${plan}`;
    expect((await world.current.run(planned)).exit).toBe(0);
    expect(await readFile(plan, 'utf8')).not.toContain('"already"');
    const ended = await world.current.run(`runs apply ${plan} --yes -o jsonl`);
    expect(outcomes(ended.stdout)).toEqual(ALL_UNCHANGED);
  });

  it('neither where the process was killed before the answer', async () => {
    await sandbox();
    if (done === 'deactivate') await run(again);
    await run(again);
    const id = await newestRun();
    await kill(id, '{"sent":1}\n{"sent":2}\n');
    const ended = await world.current.run(`runs resume ${id} --yes -o jsonl`);
    expect(outcomes(ended.stdout)).toEqual(ALL_UNCHANGED);
  });

  /** Who was changed back since the look-up is changed by the run, however often that goes on. */
  it.each([
    { at: 'before it sent anything', sent: [] },
    { at: 'and its next session too, after it had sent', sent: ['late'] },
    { at: 'after it had sent, and its next session too', sent: ['first', 'late'] },
  ])('but whom others changed back, where the process was killed $at', async ({ sent }) => {
    const isSentLate = sent.includes('late');
    await sandbox();
    if (done === 'deactivate') await run(again);
    await run(again);
    const lines = sent.flatMap((session) =>
      PEOPLE.map((_, at) => `{"sent":${at + 1}${session === 'late' ? ',"late":true' : ''}}\n`),
    );
    const id = await newestRun();
    // Others have changed them back. What the program sends first is done, and its answer never comes.
    const answered = new Set<string>();
    const code = done === 'deactivate' ? 'USER_ALREADY_DEACTIVATED' : 'USER_NOT_DEACTIVATED';
    await world.current.script(({ path }) => {
      const isLost = !isSentLate && !answered.has(path);
      answered.add(path);
      return isLost ? 'reset' : { status: 422, body: { error: { code, message: 'It already is so.' } } };
    });
    await kill(id, lines.join(''));
    const ended = await world.current.run(`runs resume ${id} --retries 10 --yes -o jsonl`);
    expect(ended.exit).toBe(0);
    expect(outcomes(ended.stdout)).toEqual(ADDRESSES.map(() => 'recovered'));
    if (done === 'reactivate') return;
    // They may have been so all the time.
    const undo = await world.current.run(`runs undo ${id} --yes`);
    expect({ exit: undo.exit, stdout: undo.stdout }).toEqual({ exit: 1, stdout: '' });
    const named = PEOPLE.map(([user]) => user).join(', ');
    expect(undo.stderr).toContain(`note: left out, because the run found them deactivated: ${named}\n`);
    expect(undo.stderr).toContain('(NOTHING_TO_UNDO)');
  });
});

/** What an undo says of those who were told to be so already after an answer was lost. */
describe('undo says who may have been so by others, where a look-up', { timeout: 30_000 }, () => {
  const [STATELESS, ACTIVE] = [{}, { account_state: 'active' }];
  const DEACTIVATED = { account_state: 'deactivated' };
  const SAID =
    /note: (.+) may have been deactivated before the run or by others, because an answer was lost: /;
  it.each([
    { what: 'showed no state', shown: STATELESS, doubt: '4 users' },
    { what: 'of one user showed no state', shown: STATELESS, who: ADDRESSES.slice(0, 1), doubt: '1 user' },
    { what: 'for a plan showed no state', shown: STATELESS, how: 'planned', doubt: '4 users' },
    { what: 'showed two states', shown: ACTIVE, also: DEACTIVATED, doubt: '4 users' },
    { what: 'showed two states, active last', shown: DEACTIVATED, also: ACTIVE, doubt: '4 users' },
    { what: 'showed them active', shown: ACTIVE, doubt: undefined },
    { what: 'of one user showed them active', shown: ACTIVE, who: ADDRESSES.slice(0, 1), doubt: undefined },
    { what: 'for a plan showed them active', shown: ACTIVE, how: 'planned', doubt: undefined },
    { what: 'of an earlier session showed them active', shown: ACTIVE, how: 'resumed', doubt: '4 users' },
  ])('$what: $doubt', async ({ shown, also, who = ADDRESSES, how, doubt }) => {
    const people = [shown, ...(also ? [also] : [])].flatMap((states, at) =>
      PEOPLE.map(([user_id, email = '']) => ({ id: `orguser_${user_id}${at}`, user_id, email, ...states })),
    );
    const answered = new Set<string>();
    await world.current.script(({ method, path, body }) => {
      const { search_term = '' } = JSON.parse(body || '{}');
      const users = people.filter(({ email }) => email.includes(search_term));
      if (path.endsWith('/users')) return { status: 200, body: { users, total_users_count: users.length } };
      const one = people.find(({ user_id }) => path.endsWith(`/${user_id}`));
      if (method === 'GET') return one ? { status: 200, body: one } : { status: 404 };
      const isLost = !answered.has(path);
      answered.add(path);
      const error = { code: 'USER_ALREADY_DEACTIVATED', message: 'It already is so.' };
      return isLost ? 'reset' : { status: 422, body: { error } };
    });
    const plan = join(world.current.home, 'plan.json');
    const planned = how === 'planned' ? ` --plan ${plan}` : '';
    await run(`deactivate ${who.join(' ')} --transfer-to dept_eng001 --yes${planned}`);
    if (planned) await world.current.run(`runs apply ${plan} --yes`);
    const id = (await newestRun()).replace('.jsonl', '');
    if (how === 'resumed') {
      await kill(id, who.map((_, at) => `{"sent":${at + 1}}\n`).join(''));
      await world.current.run(`runs resume ${id} --yes`);
    }
    const undo = await world.current.run(`runs undo ${id} --dry-run --json`);
    expect(JSON.parse(undo.stdout).requests).toHaveLength(who.length);
    expect(SAID.exec(undo.stderr)?.[1]).toBe(doubt);
  });
});

const runsFolder = () => join(world.current.home, 'state', 'runs');

async function newestRun(): Promise<string> {
  const runs = (await readdir(runsFolder())).filter((name) => /^\d/.test(name));
  return runs.sort().at(-1) ?? '';
}

/** Makes a run one whose process was killed when its journal held these lines, of the sandbox as it is now. */
async function kill(id: string, lines: string): Promise<void> {
  const journal = join(runsFolder(), id, 'journal.jsonl');
  const [header = ''] = (await readFile(journal, 'utf8')).split('\n');
  await writeFile(
    journal,
    `${JSON.stringify({ ...JSON.parse(header), origin: world.current.url })}\n${lines}`,
  );
  await writeFile(join(runsFolder(), 'ledger.jsonl'), '');
}

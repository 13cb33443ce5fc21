import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { plannedRow, planOf } from './planned.ts';

const world = useWorld();
const USERS = ['usr_abc123', 'usr_def456', 'usr_zoe01'];
const inHome = (...names: string[]) => join(world.current.home, ...names);
const run = () => readdirSync(inHome('state', 'runs')).find((name) => /^\d/.test(name)) ?? '';

const plan = (more: Readonly<Record<string, unknown>> = {}) =>
  writeFileSync(inHome('plan.json'), JSON.stringify(planOf(USERS, { origin: world.current.url, ...more })));
const apply = (more = '', env: Readonly<Record<string, string>> = {}) =>
  world.current.run(`runs apply ${inHome('plan.json')} --yes ${more}`, { env });

/** Leaves those lines of the run's journal alone. */
function keep(isKept: (line: string) => boolean): void {
  const file = inHome('state', 'runs', run(), 'journal.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').filter(isKept).join('\n'));
}

const isNotEnd = (line: string) => !line.includes('"ended"');
const GONE = { is_member: true, account_state: 'invited', role_ids: null, department_ids: null };

/** How the run before ended, and how the next call says so. */
const BEFORE: readonly (readonly [what: string, begin: () => Promise<void>, words: RegExp])[] = [
  ['was done', async () => void (await apply()), /, by run \S+: aitronos runs show \S+\n/],
  [
    'was cut off after its last answer',
    async () => {
      await apply();
      keep(isNotEnd);
    },
    /, by run \S+: aitronos runs show \S+\n/,
  ],
  [
    'was cut off before two of its answers',
    async () => {
      await apply();
      keep((line) => isNotEnd(line) && !/"row":[23]/.test(line));
    },
    /, by run \S+, and 2 of 3 users are not done; to continue that run: aitronos runs resume \S+\n/,
  ],
  [
    'was cut off before it sent anything',
    async () => {
      await apply();
      keep((line) => isNotEnd(line) && !/"row":|"sent"/.test(line));
    },
    /, by run \S+, and 3 of 3 users are not done/,
  ],
  [
    'was made by a newer version',
    async () => {
      await apply();
      const file = inHome('state', 'runs', run(), 'journal.jsonl');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"journal":1', '"journal":2'));
    },
    /, by run \S+: aitronos runs show \S+\n/,
  ],
  [
    'left out who had changed',
    async () => {
      plan({ rows: USERS.map((user, at) => plannedRow(at + 1, user, at === 0 ? { seen: GONE } : {})) });
      await apply('--drift skip');
    },
    /, by run \S+: aitronos runs show \S+\n/,
  ],
];

describe('a plan whose run', () => {
  it.each(BEFORE)('%s says so when it is applied again', async (_what, begin, words) => {
    plan();
    await begin();
    const before = run();
    const { exit, stderr } = await apply('--drift skip');
    expect(stderr).toMatch(new RegExp(`note: the plan was applied before${words.source}`));
    expect(stderr).toContain(before);
    expect([0, 3]).toContain(exit);
  });
});

describe('why a plan was made, where the call that applies it says something else:', () => {
  it.each([
    ['nothing', { ticket: 'HR-1' }, {}, null, 'HR-1'],
    ['the same', { ticket: 'HR-1' }, { AITRONOS_TICKET: 'HR-1' }, null, 'HR-1'],
    ['another ticket', { ticket: 'HR-1' }, { AITRONOS_TICKET: 'X-9' }, "the plan's own ticket is", 'HR-1'],
    ['a first ticket', {}, { AITRONOS_TICKET: 'X-9' }, 'the plan says no ticket, that of AITR', 'X-9'],
  ])('%s', async (_what, planned, env, words, recorded) => {
    plan(planned);
    const { exit, stdout, stderr } = await apply('--json', env);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).results[0]).toMatchObject({ ticket: recorded });
    if (words === null) expect(stderr).not.toContain('ticket');
    else expect(stderr).toContain(words);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useMachine } from './process.ts';

const machine = useMachine();
const ORG = '--org org_xyz789';

/** John is in no row, Zoë is gone, Lena is back, Noor is new, Jane stands twice. */
const HR = `Work Email,Status
ada@example.com,Active
jane@example.com,Active
jane@example.com,Active
omar@example.com,Active
yamada@example.com,Active
new@example.com,Active
zoe@example.com,Terminated
lena@example.com,Active
noor@example.com,Active
`;

const write = (name: string, text: string) => writeFileSync(join(machine.current.home, name), text);
const diff = (roster: string, more = '') =>
  `{ aitronos users diff --roster "$HOME/${roster}" --where Status=Active ${ORG} -o csv ${more}; echo "first $?" >&2; }`;
const changed = (verb: string) =>
  machine.current.requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => line.includes(verb))
    .map((line) => line.replace(/.*\/users\/([^/]+).*/, '$1'));

beforeEach(async () => {
  await machine.current.sandbox();
  write('hr.csv', HR);
});

describe('two processes in a pipe of differences', () => {
  it.each([
    ['deactivate --transfer-to dept_eng001', 'deactivate', ['usr_def456', 'usr_zoe01']],
    ['remove', 'DELETE', ['usr_def456', 'usr_zoe01']],
    ['reactivate', 'reactivate', ['usr_left01']],
    ['invite', 'invite', ['invite']],
  ])('users %s takes those of its kinds', async (words, verb, people) => {
    const next = `aitronos users ${words} --from - --yes ${ORG}`;
    const { exit, stderr } = await machine.current.shell(`${diff('hr.csv')} | ${next}`);
    expect(stderr).toContain('first 0\n');
    expect({ exit, people: changed(verb).toSorted() }, stderr).toEqual({ exit: 0, people });
  });

  it('change nobody when the roster is half of one', async () => {
    write('half.csv', HR.split('\n').slice(0, 4).join('\n').replace('ada@example.com', 'adam@example.com'));
    const next = `aitronos users deactivate --transfer-to dept_eng001 --from - --yes ${ORG}`;
    const { exit, stderr } = await machine.current.shell(`${diff('half.csv')} | ${next}`);
    expect(stderr).toContain('half.csv looks incomplete: usr_admin01, the signed-in user, is not in it');
    expect(stderr).toContain('first 2\n');
    expect(stderr).toContain('hint: no input: the command before it found nobody, or failed\n');
    expect({ exit, people: changed('deactivate') }).toEqual({ exit: 2, people: [] });
  });

  it('change nobody when the members cannot be read to the end', async () => {
    const users = Array.from({ length: 100 }, (_, at) => ({
      user_id: `usr_${at}`,
      email: `${at}@example.com`,
    }));
    await machine.current.script(
      { status: 200, body: { id: 'usr_1', email: '1@example.com' } },
      { status: 200, body: [] },
      { status: 200, body: { users, total_users_count: 300 } },
      { status: 500, body: {} },
    );
    const next = `aitronos users deactivate --transfer-to dept_eng001 --from - --yes ${ORG}`;
    const { exit, stderr } = await machine.current.shell(`${diff('hr.csv', '--retries 0')} | ${next}`);
    expect(stderr).toContain('first 5\n');
    expect({ exit, people: changed('deactivate') }).toEqual({ exit: 2, people: [] });
  });
});

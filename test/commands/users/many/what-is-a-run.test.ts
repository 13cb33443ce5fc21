import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { answer, asked, deactivateFrom, file, ids, list, outcomes, runFolders, TARGET } from './leavers.ts';

const world = useWorld();

describe('many users are a run', () => {
  it('several positionals are, and each becomes one request', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const ended = await w.run(`users deactivate usr_000001 usr_000002 usr_000003 ${TARGET} --yes --json`);
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(['changed', 'changed', 'changed']);
    expect(asked(w).sort()).toEqual(ids(3));
    expect(w.requests.map(({ method, path, body }) => ({ method, path, body }))).toContainEqual({
      method: 'POST',
      path: '/v1/organizations/org_xyz789/users/usr_000002/deactivate',
      body: '{"transfer_resources_to_department_id":"dept_eng001"}',
    });
    expect(await runFolders(w)).toHaveLength(1);
  });

  it('a file with one row is, and wants its yes', async () => {
    const w = world.current;
    const refused = await deactivateFrom(w, 'usr_abc123\n', '');
    expect(refused).toMatchObject({ exit: 2, stdout: '' });
    expect(refused.stderr).toContain('Deactivate 1 user of org_xyz789?');
    expect(w.requests).toEqual([]);
    expect(await deactivateFrom(w, 'usr_abc123\n')).toMatchObject({ exit: 0 });
    expect(await runFolders(w)).toHaveLength(1);
  });

  it('one positional is a run of one: no question, and a file in place of a folder', async () => {
    expect(await world.current.deactivate()).toMatchObject({ exit: 0 });
    expect(await runFolders(world.current)).toEqual(['20260301-120000-8000.jsonl']);
  });

  it('positionals beside a file are refused', async () => {
    const w = world.current;
    const path = await file(w, 'leavers.txt', list(2));
    const ended = await w.run(`users deactivate usr_000001 --from ${path} ${TARGET} --yes`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain('error: there are users on the command line and in --from (USAGE)');
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });

  it('without a token nothing is sent, and no run is left behind', async () => {
    const w = world.current;
    const ended = await deactivateFrom(w, list(2), '--yes', { env: { AITRONOS_ACCESS_TOKEN: undefined } });
    expect(ended).toMatchObject({ exit: 4, stdout: '' });
    expect(ended.stderr).toContain('(NOT_SIGNED_IN)');
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });
});

describe('a file may be', () => {
  const people = [
    { user_id: 'usr_000001', transfer_to: 'dept_be001', note: 'a' },
    { user_id: 'usr_000002', transfer_to: '', note: 'b' },
  ];

  it.each([
    ['CSV with a header', 'user_id,transfer_to,note\nusr_000001,dept_be001,a\nusr_000002,,b\n'],
    [
      'CSV with a BOM, CRLF, quotes and blank lines',
      '\ufeffuser_id,transfer_to,note\r\n"usr_000001",dept_be001,"a"\r\n\r\nusr_000002,,b\r\n',
    ],
    ['JSON Lines', people.map((person) => `${JSON.stringify(person)}\n`).join('')],
  ])('%s', async (_what, content) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const ended = await deactivateFrom(w, content, '--yes --json');
    expect(ended).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('error') });
    expect(
      answer(ended).results.map(({ row, input, transferred_to_department_id }) => [
        row,
        input,
        transferred_to_department_id,
      ]),
    ).toEqual([
      [1, people[0], 'dept_be001'],
      [2, people[1], 'dept_eng001'],
    ]);
  });

  it('a bare list of ids', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const ended = await deactivateFrom(w, `\n${ids(2).join('\r\n')}`, '--yes --json');
    expect(ended.exit).toBe(0);
    expect(answer(ended).results.map(({ input }) => input)).toEqual(ids(2).map((user_id) => ({ user_id })));
  });

  it('stdin', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const ended = await w.run(`users deactivate --from - ${TARGET} --yes --json`, { stdin: list(3) });
    expect(ended.exit).toBe(0);
    expect(asked(w).sort()).toEqual(ids(3));
  });
});

describe('who takes over', () => {
  it('is the row’s own department before the one given for all', async () => {
    const w = world.current;
    const content = 'user_id,transfer_to\nusr_abc123,dept_be001\nusr_def456,\n';
    await deactivateFrom(w, content);
    expect(w.requests.map(({ body }) => JSON.parse(body).transfer_resources_to_department_id).sort()).toEqual(
      ['dept_be001', 'dept_eng001'],
    );
  });

  it('may stand in the rows alone', async () => {
    const w = world.current;
    const path = await file(w, 'leavers.csv', 'user_id,transfer_to\nusr_abc123,dept_be001\n');
    expect(await w.run(`users deactivate --from ${path} --org org_xyz789 --yes --no-check`)).toMatchObject({
      exit: 0,
    });
  });

  it('is missing where neither names one', async () => {
    const w = world.current;
    const path = await file(w, 'leavers.csv', 'user_id,transfer_to\nusr_abc123,dept_be001\nusr_def456,\n');
    const { exit, stderr } = await w.run(`users deactivate --from ${path} --org org_xyz789 --yes --no-check`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`${path}:3: transfer_to: no department takes over`);
    expect(w.requests).toEqual([]);
  });
});

describe('the same user twice', () => {
  it('with the same target is one row, and a note says so', async () => {
    const w = world.current;
    const ended = await deactivateFrom(w, 'usr_abc123\nusr_def456\nusr_abc123\n');
    expect(ended.exit).toBe(0);
    expect(ended.stderr).toMatch(/^note: 1 row is left out: the same user is in an earlier row\n/);
    expect(asked(w).sort()).toEqual(['usr_abc123', 'usr_def456']);
  });

  it('on the command line is one row too', async () => {
    const w = world.current;
    const ended = await w.run(`users deactivate usr_abc123 usr_abc123 ${TARGET} --yes --json`);
    expect(outcomes(ended)).toEqual(['changed']);
    expect(w.requests).toHaveLength(1);
  });

  it('with two targets is an error that names both', async () => {
    const w = world.current;
    const content = 'user_id,transfer_to\nusr_abc123,dept_be001\nusr_def456,\nusr_abc123,dept_sales001\n';
    const { exit, stderr } = await deactivateFrom(w, content);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/leavers:4: transfer_to: usr_abc123 has two targets: dept_sales001 .*dept_be001/);
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });
});

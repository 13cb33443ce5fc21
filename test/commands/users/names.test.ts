import { describe, expect, it } from 'vitest';
import { People } from '../../../src/lookup/people.ts';
import { useWorld } from '../../world.ts';
import { answer, errorOf, file, runFolders } from './many/leavers.ts';

const world = useWorld();

const member = (user_id: string, email: string, full_name = 'Somebody') => ({
  id: `orguser_${user_id}`,
  user_id,
  email,
  full_name,
  role: { id: 'role_member', name: 'Member' },
  status: { id: 'status_active', name: 'Active' },
});
const members = (...users: readonly ReturnType<typeof member>[]) => ({
  status: 200,
  body: { users, total_users_count: users.length, skip: 0, take: 100 },
});
const department = (id: string, name: string, path = `/${id}`) => ({ id, name, path, is_active: true });
const DEPARTMENTS = {
  status: 200,
  body: [
    department('dept_eng001', 'Engineering'),
    department('dept_be001', 'Backend', '/dept_eng001/dept_be001'),
    department('dept_ops001', 'Operations'),
    department('dept_be002', 'Backend', '/dept_ops001/dept_be002'),
    department('dept_rd001', 'R/D'),
  ],
};
const DONE = { status: 200, body: { account_state: 'deactivated' } };
const JANE = member('usr_abc123', 'Jane@Example.com', 'Jane Doe');

const deactivate = (user: string, department_name = 'dept_eng001', more = '--json') =>
  world.current.run([
    ...['users', 'deactivate', user, '--org', 'org_xyz789', '--transfer-to', department_name],
    ...more.split(' '),
  ]);
const paths = () => world.current.requests.map(({ method, path }) => `${method} ${path}`);

describe('an e-mail address', () => {
  it('costs one request more, and the record says whom it meant', async () => {
    await world.current.script(members(JANE), DONE);
    const { exit, stdout } = await deactivate('jane@example.com');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ user_id: 'usr_abc123', outcome: 'changed' });
    expect(paths()).toEqual([
      'POST /v1/organizations/org_xyz789/users',
      'POST /v1/organizations/org_xyz789/users/usr_abc123/deactivate',
    ]);
    expect(JSON.parse(world.current.requests[0]?.body ?? '')).toMatchObject({
      search_term: 'jane@example.com',
      skip: 0,
    });
  });

  it('means whoever has exactly it, never the first that was found', async () => {
    await world.current.script(members(member('usr_1', 'xjane@example.com'), JANE), DONE);
    await deactivate('JANE@example.COM');
    expect(paths()[1]).toContain('/usr_abc123/');
  });

  it('is understood in the other documented shape of a list', async () => {
    const body = {
      members: [{ ...JANE, role: undefined, role_name: 'Member' }],
      total: 1,
      skip: 0,
      limit: 100,
    };
    await world.current.script({ status: 200, body }, DONE);
    expect((await deactivate('jane@example.com')).exit).toBe(0);
  });

  it.each([
    ['jane@example.com\u200b', 'jane@example.com\\u200b'],
    ['j\u0430ne@example.com', 'j\\u0430ne@example.com'],
  ])('that looks like another shows in what that one differs: %j', async (email, shown) => {
    await world.current.script(members(), members({ ...JANE, email }));
    const { message } = errorOf(await deactivate('jane@example.com'));
    expect(message).toContain(`"jane@example.com" (did you mean ${shown}?)`);
  });

  it('that nobody has is refused with the nearest', async () => {
    await world.current.script(members(), members(JANE, member('usr_2', 'john@example.com')));
    const ended = await deactivate('jane@example.org');
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(errorOf(ended)).toMatchObject({
      code: 'NO_MATCH',
      message:
        'there is no user with the e-mail address "jane@example.org" (did you mean jane@example.com?): nothing was changed',
    });
    expect(errorOf(ended).details.nearest).toEqual(['jane@example.com']);
    expect(paths()).toEqual(Array(3).fill('POST /v1/organizations/org_xyz789/users'));
  });

  it('that begins with a typing mistake gets its nearest from the first thousand members', async () => {
    await world.current.sandbox({ users: 3000 });
    const { exit, stderr } = await world.current.run('users get jnae@example.com --org org_xyz789 --json');
    expect(exit).toBe(1);
    const { message, details } = JSON.parse(stderr).error;
    expect(details.nearest[0]).toBe('jane@example.com');
    // Nothing was to be changed.
    expect(message).not.toContain(': nothing was');
    expect(world.current.requests).toHaveLength(2 + 11);
  });

  it('that several have is refused with the candidates', async () => {
    await world.current.script(members(JANE, member('usr_2', 'jane@example.com', 'Jane Two')));
    const ended = await deactivate('jane@example.com');
    expect(ended.exit).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code: 'SEVERAL_MATCHES',
      message: expect.stringContaining('usr_abc123 (Jane Doe), usr_2 (Jane Two)'),
      details: { candidates: [{ id: 'usr_abc123' }, { id: 'usr_2' }] },
    });
  });

  it('stands beside the id where somebody must be sure', async () => {
    await world.current.script(members(JANE), { status: 204 });
    const line = 'users remove jane@example.com --org org_xyz789';
    const { exit, stderr } = await world.current.run(line, { terminal: true, stdin: 'usr_abc123\r' });
    expect(exit).toBe(0);
    expect(stderr).toContain('Remove usr_abc123 (jane@example.com) from org_xyz789?');
    expect(stderr).toContain('Type usr_abc123 to continue:');
  });

  it('is looked up for --dry-run, which shows whom it means', async () => {
    await world.current.script(members(JANE));
    const { exit, stdout } = await deactivate('jane@example.com', 'dept_eng001', '--dry-run --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests[0].url).toContain('/users/usr_abc123/deactivate');
  });

  it.each(['jane@', '@example.com', 'a@b@c', 'jane doe@example.com', 'a@b.c,d@e.f'])(
    'that is none (%s) is refused before anything is sent',
    async (address) => {
      expect((await deactivate(address)).exit).toBe(2);
      expect(world.current.requests).toEqual([]);
    },
  );
});

describe('the name of a department', () => {
  it.each([
    ['engineering', 'dept_eng001'],
    ['Engineering/Backend', 'dept_be001'],
    ['operations/backend', 'dept_be002'],
    ['R/D', 'dept_rd001'],
    ['/Engineering/Backend', 'dept_be001'],
    ['Engineering / Backend', 'dept_be001'],
    ['Engineering/Backend/', 'dept_be001'],
    ['/Engineering', 'dept_eng001'],
  ])('%s means %s', async (name, id) => {
    await world.current.script(DEPARTMENTS, DONE);
    const { exit, stdout } = await deactivate('usr_abc123', name);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).transferred_to_department_id).toBe(id);
    expect(paths()).toEqual([
      'GET /v1/organizations/org_xyz789/departments',
      'POST /v1/organizations/org_xyz789/users/usr_abc123/deactivate',
    ]);
  });

  it.each(['/', 'Engineering Backend', '/Backend'])('%s means none', async (name) => {
    await world.current.script(DEPARTMENTS);
    const ended = await deactivate('usr_abc123', name);
    expect(ended.exit).toBe(1);
    expect(errorOf(ended).code).toBe('NO_MATCH');
  });

  it('that is of two is refused with the ways to both', async () => {
    await world.current.script(DEPARTMENTS);
    const { exit, stderr } = await deactivate('usr_abc123', 'Backend', '-o table');
    expect(exit).toBe(1);
    expect(stderr).toContain('dept_be001 (Engineering/Backend), dept_be002 (Operations/Backend)');
  });

  it('that is of none is refused with the nearest', async () => {
    await world.current.script(DEPARTMENTS);
    const { exit, stderr } = await deactivate('usr_abc123', 'Enginering', '-o table');
    expect(exit).toBe(1);
    expect(stderr).toContain('there is no department called "Enginering" (did you mean Engineering?)');
  });

  it.each([
    ['Eng', ['Engineering']],
    ['ratio', ['Operations']],
    ['En', []],
  ])('of which only a part is given (%s) is near %s', async (part, nearest) => {
    await world.current.script(DEPARTMENTS);
    const ended = await deactivate('usr_abc123', part);
    expect(ended.exit).toBe(1);
    expect(errorOf(ended).details.nearest).toEqual(nearest);
  });

  it.each(['--json', '--json --missing skip'])(
    'that is wrong is told together with an address that is: %s',
    async (more) => {
      await world.current.script(members(), DEPARTMENTS, members());
      const ended = await deactivate('nobody@example.org', 'Backend', more);
      expect(ended.exit).toBe(1);
      const { code, message, hint, details } = errorOf(ended);
      expect(code).toBe('NO_MATCH');
      expect(message).toMatch(
        /^there is no user with the e-mail address "nobody@example.org"; there is more than one department/,
      );
      expect(hint).toMatch(/users list --search.*; name the one that is meant by its id/);
      expect(details.candidates).toHaveLength(2);
    },
  );

  it('may be stored, and come from the environment', async () => {
    await world.current.run('config set transfer-to Engineering');
    await world.current.script(DEPARTMENTS, DONE);
    const { exit } = await world.current.run('users deactivate usr_abc123 --org org_xyz789');
    expect(exit).toBe(0);
  });
});

describe('names in a run', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => member(`usr_${index}`, `person${index}@example.com`));
  const run = async (content: string, more = '--yes') => {
    const path = await file(world.current, 'leavers.csv', content);
    const line = `users deactivate --from ${path} --org org_xyz789 --no-check --json ${more}`;
    return world.current.run(line);
  };

  it('are fetched once, not once a row, and are ids from then on', async () => {
    await world.current.script(members(...rows(40)), DEPARTMENTS, DONE);
    const lines = rows(40).map(({ email }) => `${email},Engineering/Backend,x`);
    const ended = await run(`email,transfer_to,team\n${lines.join('\n')}\n`);
    expect(ended.exit).toBe(0);
    const { results } = answer(ended);
    expect(results).toHaveLength(40);
    expect(results[7]).toMatchObject({
      user_id: 'usr_7',
      transferred_to_department_id: 'dept_be001',
      input: { email: 'person7@example.com', transfer_to: 'Engineering/Backend', team: 'x' },
    });
    expect(world.current.requests).toHaveLength(42);
  });

  it('that mean nobody are all told at once, with their lines, before anything is changed', async () => {
    await world.current.script(members(...rows(40)), DEPARTMENTS);
    const lines = [...rows(12).map(({ email }) => email), 'persn1@example.com', 'zz@zz.zz'];
    const ended = await run(
      `email,transfer_to\n${lines.map((email, index) => `${email},${index === 3 ? 'Backend' : 'Enginering'}`).join('\n')}\n`,
    );
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    const { problems, problem_count } = errorOf(ended).details;
    expect(problem_count).toBe(16);
    expect(problems).toContainEqual({
      file: expect.stringContaining('leavers.csv'),
      line: 14,
      column: 'email',
      message: expect.stringMatching(/there is no user .*did you mean person1@example.com/),
    });
    expect(problems).toContainEqual(
      expect.objectContaining({
        line: 5,
        column: 'transfer_to',
        message: expect.stringContaining('more than one'),
      }),
    );
    expect(world.current.requests).toHaveLength(2);
    expect(await runFolders(world.current)).toEqual([]);
  });

  const TWO = members(JANE, member('usr_2', 'jane@example.com'));
  it.each([
    ['usr_2,jane@example.com,dept_a', '', [TWO, DONE], null],
    ['usr_3,jane@example.com,dept_a', '', [TWO], 'beside usr_3: there is more than one'],
    ['usr_3,jane@example.com,dept_a', '--missing skip', [TWO], 'beside usr_3: there is more than one'],
    ['usr_3,jane@example.com,dept_a', '', [members()], 'beside usr_3: there is no user'],
    [
      ',jane@example.com,Enginering',
      '--missing skip',
      [members(JANE), DEPARTMENTS],
      'there is no department',
    ],
    [',jane@example.com,Enginering', '--missing skip', [members(), DEPARTMENTS, members()], 'no department'],
  ] as const)(
    'of a row %s (%s) mean one person and one department, or it is bad',
    async (row, more, answers, why) => {
      await world.current.script(...answers);
      const ended = await run(`user_id,email,transfer_to\n${row}\n`, `--yes ${more}`);
      expect(ended.exit, ended.stderr).toBe(why === null ? 0 : 2);
      if (why !== null) expect(JSON.stringify(errorOf(ended).details.problems)).toContain(why);
      expect(paths().filter((path) => path.endsWith('/deactivate'))).toHaveLength(why === null ? 1 : 0);
    },
  );

  it('that nobody has share one look through the first thousand members', async () => {
    await world.current.sandbox({ users: 3000 });
    const ended = await run('email,transfer_to\njnae@example.com,dept_a\nhjon@example.com,dept_a\n');
    expect(ended.exit).toBe(2);
    const messages = errorOf(ended).details.problems.map(({ message }: { message: string }) => message);
    expect(messages[0]).toContain('did you mean jane@example.com');
    expect(messages[1]).toContain('did you mean john@example.com');
    expect(world.current.requests).toHaveLength(2 * 2 + 11);
  });

  it('that an option gives to all rows are told once, as for one user', async () => {
    await world.current.sandbox();
    const line = 'users deactivate --from - --org org_xyz789 --transfer-to Enginering --yes --json';
    const ended = await world.current.run(line, { stdin: 'usr_abc123\nusr_left01\n' });
    expect({ exit: ended.exit, stdout: ended.stdout }).toEqual({ exit: 1, stdout: '' });
    expect(errorOf(ended).message).toBe(
      '--transfer-to: there is no department called "Enginering" (did you mean Engineering?): nothing was changed',
    );
    expect(await runFolders(world.current)).toEqual([]);
  });

  it('are not looked up while a row is malformed, nor where a yes will be wanted', async () => {
    expect((await run('email,transfer_to\na@b.c,Backend\nusr_1,role_1\n')).exit).toBe(2);
    expect((await run('email,transfer_to\na@b.c,Backend\n', '')).exit).toBe(2);
    expect(world.current.requests).toEqual([]);
  });

  it('that are one user by address and by id are one row', async () => {
    await world.current.script(members(JANE), DONE);
    const ended = await run('user_id,email,transfer_to\nusr_abc123,,dept_a\n,jane@example.com,dept_a\n');
    expect(ended.exit).toBe(0);
    expect(answer(ended).results).toHaveLength(1);
    expect(ended.stderr).toContain('1 row is left out');
  });

  it('that are one department, written in two ways, are one target', async () => {
    await world.current.sandbox();
    const stdin =
      'email,transfer_to\njane@example.com,engineering\nJane@example.com,Engineering\njane@example.com,dept_eng001\n';
    const ended = await world.current.run(
      'users deactivate --from - --org org_xyz789 --yes --json --no-check',
      { stdin },
    );
    expect(ended.exit).toBe(0);
    expect(answer(ended).summary).toMatchObject({ total: 1, changed: 1 });
    expect(ended.stderr).toContain('2 rows are left out');
  });

  it('that are one user with two targets are refused', async () => {
    await world.current.script(members(JANE));
    const ended = await run('user_id,email,transfer_to\nusr_abc123,,dept_a\n,jane@example.com,dept_b\n');
    expect(ended.exit).toBe(2);
    expect(errorOf(ended).details.problems[0].message).toContain('usr_abc123 has two targets');
  });

  it('protect whom they mean', async () => {
    await world.current.run('config set protect usr_abc123');
    await world.current.script(members(JANE));
    const ended = await run('email,transfer_to\njane@example.com,dept_a\n');
    expect(ended.exit).toBe(2);
    expect(errorOf(ended)).toMatchObject({ code: 'PROTECTED_USER' });
    expect(world.current.requests).toHaveLength(1);
  });

  it('are not looked up again when the run is taken up again', async () => {
    await world.current.script(members(JANE), { status: 408 }, DONE);
    const ended = await run('email,transfer_to\njane@example.com,dept_a\n', '--yes --retries 0');
    expect(ended.exit).toBe(5);
    const again = await world.current.run(`runs retry ${answer(ended).summary.run_id} --yes --json`);
    expect(again.exit).toBe(0);
    expect(world.current.requests).toHaveLength(3);
  });
});

it('keeps members who share an address in time that grows with their number', () => {
  const people = new People();
  const before = process.cpuUsage();
  for (let at = 0; at < 60_000; at += 1) people.add(member(`usr_${at}`, 'noreply@example.com'));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  expect(people.match('noreply@example.com', () => [])).toMatchObject({ code: 'SEVERAL_MATCHES' });
});

import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../../world.ts';
import { file, refusal, runFolders } from './many/leavers.ts';

const world = useWorld();

const DEACTIVATE = `${ORG} --transfer-to dept_eng001 --yes`;
const changes = () =>
  world.current.requests.filter(({ method, path }) => method !== 'GET' && !/\/(users|auth\/.*)$/.test(path));

/** A rule, and one of those whom it protects in the sandbox, with their address. */
const RULES: readonly (readonly [rule: string, user_id: string, address: string])[] = [
  ['usr_def456', 'usr_def456', 'john@example.com'],
  ['JOHN@example.com', 'usr_def456', 'john@example.com'],
  ['*@Example.COM', 'usr_zoe01', 'zoe@example.com'],
  ['role:Member', 'usr_def456', 'john@example.com'],
  ['role:role_member', 'usr_def456', 'john@example.com'],
  ['Role: people admin', 'usr_abc123', 'jane@example.com'],
  ['department:Backend', 'usr_def456', 'john@example.com'],
  ['department:Engineering/Backend', 'usr_def456', 'john@example.com'],
  // All below it too.
  ['department:Engineering', 'usr_def456', 'john@example.com'],
  ['department:dept_eng001', 'usr_def456', 'john@example.com'],
];

const LINES: readonly (readonly [what: string, line: (who: string, address: string) => string])[] = [
  ['one by id', (who) => `users deactivate ${who} ${DEACTIVATE}`],
  ['one by address', (_, address) => `users deactivate ${address} ${DEACTIVATE}`],
  ['many by id', (who) => `users remove usr_ops01 ${who} ${ORG} --yes`],
  ['many by address', (_, address) => `users reactivate omar@example.com ${address} ${ORG} --yes`],
  ['memberships', (who) => `users update-memberships ${who} ${ORG} --no-roles --no-departments`],
];

describe('whom a rule protects', () => {
  it.each(RULES.flatMap((rule) => LINES.map((line) => [...rule, ...line] as const)))(
    '%s: %s is not changed',
    async (rule, who, address, what, line) => {
      const w = world.current;
      if (what.startsWith('one')) await w.run(['config', 'set', 'protect', rule]);
      const path = await file(w, 'keep.txt', `# who stays\n\n${rule} # always\n`);
      const by = what.startsWith('one') ? '' : ` --protect ${path}`;
      const ended = await w.run(line(who, address) + by);
      expect({ exit: ended.exit, stdout: ended.stdout, changes: changes() }).toEqual({
        exit: 2,
        stdout: '',
        changes: [],
      });
      expect(ended.stderr).toMatch(
        new RegExp(`(${who}|${address}) is protected by .*\\(PROTECTED_USER\\)`, 's'),
      );
      expect(await runFolders(w)).toEqual([]);
    },
  );

  it.each([
    ['*@example.org,role:Owner', /no user has an address that ends in @example\.org/],
    [
      'jon@example.com',
      /no user with the e-mail address "jon@example\.com" \(did you mean john@example\.com/,
    ],
    ['role:Ownr', /no role called "Ownr" \(did you mean Owner/],
    ['department:Backnd', /no department called "Backnd" \(did you mean Backend/],
    ['department:dept_nowhere', /no department dept_nowhere/],
  ])('is an error where it matches nothing: %s', async (rule, words) => {
    const w = world.current;
    await w.run(['config', 'set', 'protect', rule]);
    for (const line of [
      `users deactivate usr_def456 ${DEACTIVATE}`,
      `users remove usr_def456 usr_zoe01 ${ORG} --yes`,
    ]) {
      const ended = await w.run(line);
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(ended.stderr).toMatch(words);
    }
    expect(changes()).toEqual([]);
  });

  it.each(['role:Owner', 'department:Sales', '*@example.com', 'boss@example.com'])(
    'is an error where it cannot be read: %s',
    async (rule) => {
      const w = world.current;
      await w.run(['config', 'set', 'protect', rule]);
      await w.script(refusal(403, 'INSUFFICIENT_PERMISSIONS'));
      const ended = await w.run(`users deactivate usr_1 usr_2 ${DEACTIVATE} --yes`);
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(ended.stderr).toContain(`whom ${rule} protects cannot be read`);
      expect(w.requests.filter(({ path }) => path.endsWith('/deactivate'))).toEqual([]);
    },
  );

  const WITHOUT_IDS = [{ full_name: 'John Smith', email: 'john@example.com' }];
  it.each<[what: string, rule: string, members: object]>([
    ['names members of a role without their ids', 'role:role_owner', { members: WITHOUT_IDS, total: 1 }],
    ['names members of a department without their ids', 'department:dept_1', WITHOUT_IDS],
    ['names whoever has an address without an id', '*@example.com', { users: WITHOUT_IDS, total: 1 }],
    ['cuts a department', 'department:dept_1', { members: [{ user_id: 'usr_3' }], total: 120 }],
    ['has more of a department', 'department:dept_1', { members: [{ user_id: 'usr_3' }], has_more: true }],
  ])('is an error where the API %s', async (_what, rule, members) => {
    const w = world.current;
    await w.run(['config', 'set', 'protect', rule]);
    await w.script(({ method, path }) => {
      const departments = [{ id: 'dept_1', name: 'One', path: '/dept_1' }];
      const isList = method === 'POST' || path.includes('/members');
      return { status: 200, body: isList ? members : departments };
    });
    const ended = await w.run(`users deactivate usr_1 usr_2 ${DEACTIVATE} --yes`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain(`whom ${rule} protects cannot be read`);
    expect(w.requests.filter(({ path }) => path.endsWith('/deactivate'))).toEqual([]);
  });

  it.each([
    ['department:Engineering,department:Backend'],
    ['department:Backend,department:dept_eng001,department:Engineering/Backend'],
    ['role:Member,role:role_member,role:Admin'],
  ])('is read with one request for each list: %s', async (rules) => {
    const w = world.current;
    await w.run(['config', 'set', 'protect', rules]);
    const ended = await w.run(`users deactivate usr_def456 ${DEACTIVATE}`);
    expect(ended.stderr).toContain('usr_def456 is protected by');
    const lists = w.requests.map(({ path }) => path).filter((path) => path.includes('/members'));
    expect(lists.length).toBeGreaterThan(1);
    expect(new Set(lists).size).toBe(lists.length);
  });

  it('may be in any of many departments below one', async () => {
    const w = world.current;
    await w.run('config set protect department:dept_0');
    const departments = Array.from({ length: 10 }, (_, index) => ({
      id: `dept_${index}`,
      name: `Part ${index}`,
      path: index === 0 ? '/dept_0' : `/dept_0/dept_${index}`,
    }));
    await w.script(({ path }) => {
      const [, index] = /dept_(\d+)\/members/.exec(path) ?? [];
      return { status: 200, body: index === undefined ? departments : [{ user_id: `usr_of${index}` }] };
    });
    const users = departments.map((_, index) => `usr_of${index}`);
    const { exit, stderr } = await w.run(`users deactivate ${users.join(' ')} ${DEACTIVATE}`);
    expect(stderr.match(/usr_of\d+ is protected by/g)).toHaveLength(10);
    expect({ exit, changes: changes() }).toEqual({ exit: 2, changes: [] });
  });

  it('may be in a department of 90,000', async () => {
    const w = world.current;
    await w.run('config set protect department:dept_1');
    const members = Array.from({ length: 90_000 }, (_, at) => ({
      user_id: `usr_${at}`,
      full_name: `Somebody with a name of some length ${at}`,
      email: `somebody.with.a.name.of.some.length.${at}@example.com`,
    }));
    await w.script(({ path }) => {
      return { status: 200, body: path.includes('/members') ? members : [{ id: 'dept_1', name: 'One' }] };
    });
    const ended = await w.run(`users deactivate usr_89999 ${DEACTIVATE}`);
    expect(ended.stderr).toContain('usr_89999 is protected by');
  });

  it('needs no request where ids and addresses say it', async () => {
    const w = world.current;
    for (const [rule, who] of [
      ['usr_abc123', 'usr_abc123'],
      ['john@example.com', 'John@example.com'],
      ['*@board.example.com', 'chair@Board.example.com'],
    ] as const) {
      await w.run(`config set protect ${rule}`);
      const path = await file(w, 'rows.csv', `user_id\nusr_zoe01\n${who}\n`);
      expect((await w.run(`users deactivate --from ${path} ${DEACTIVATE}`)).stderr).toContain(
        `rows.csv:3: ${who} is protected`,
      );
      expect((await w.run(`users deactivate ${who} ${DEACTIVATE}`)).stderr).toContain(`${who} is protected`);
    }
    const beside = await file(
      w,
      'rows.csv',
      'user_id,email\nusr_zoe01,zoe@example.com\nusr_1,x@board.example.com\n',
    );
    const { stderr } = await w.run(`users deactivate --from ${beside} ${DEACTIVATE}`);
    expect(stderr).toContain('rows.csv:3: usr_1 is protected');
    expect(w.requests).toEqual([]);
  });

  it('is left alone by runs that were begun before', async () => {
    const w = world.current;
    const done = await w.run(`users deactivate usr_def456 usr_zoe01 ${DEACTIVATE} --json`);
    const { run_id } = JSON.parse(done.stdout).summary;
    await w.run('config set protect department:Sales');
    w.requests = [];
    const ended = await w.run(`runs undo ${run_id} --yes`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain('usr_zoe01 is protected by');
    expect(changes()).toEqual([]);
  });

  it('is nobody who is invited', async () => {
    await world.current.run('config set protect *@example.com');
    expect((await world.current.run(`users invite new.one@example.com ${ORG}`)).exit).toBe(0);
  });
});

describe('a file of --protect', () => {
  it.each([
    ['a table', 'user_id,name\nusr_def456,John\n'],
    ['a table of addresses', 'Work Email;Name\njohn@example.com;John\n'.replaceAll(';', ',')],
    ['JSON Lines', '{"email":"john@example.com"}\n'],
    ['one line', 'usr_abc123, john@example.com\n'],
    ['a mark and CRLF', '\ufeff# us\r\nrole:Owner\r\njohn@example.com\r\n'],
  ])('may be %s', async (_, text) => {
    const path = await file(world.current, 'keep', text);
    const ended = await world.current.run(`users deactivate usr_def456 ${DEACTIVATE} --protect ${path}`);
    expect(ended).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('usr_def456 is protected'),
    });
  });

  it.each([
    ['nothing', '', 'names no one to protect'],
    ['comments alone', '# nobody\n', 'names no one to protect'],
    ['a header alone', 'user_id\n', 'names no one to protect'],
    ['a word', 'usr_abc123\njohn\n', 'keep:2: expected a user id'],
    ['a word beside an id', 'usr_abc123\nusr_zoe01, john\n', 'keep:2: expected a user id'],
    ['an unknown group', 'team:Sales\n', 'keep:1: expected a user id'],
    ['a role without a name', 'role:\n', 'keep:1: expected'],
    ['a pattern', 'j*@example.com\n', 'keep:1: expected'],
    ['a domain with an empty part', '*@example.com.\n', 'got "*@example.com."'],
    ['no address in a table', 'user_id,email\nusr_abc123,\n,jon(at)example.com\n', 'keep:3: email: expected'],
    [
      'nobody in a row of a table',
      'user_id,name\nusr_abc123,Jane\n,John\n',
      'keep:3: user_id: no user is named',
    ],
    [
      'a column of states in a table',
      'user_id,Status\nusr_abc123,Active\nusr_zoe01,Terminated\n',
      'hint: these options are for the file of --from: save this one as UTF-8 with',
    ],
  ])('with %s is an error', async (_, text, words) => {
    const path = await file(world.current, 'keep', text);
    const ended = await world.current.run(`users deactivate usr_def456 ${DEACTIVATE} --protect ${path}`);
    expect(ended).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(words) });
    expect(world.current.requests).toEqual([]);
  });
});

describe('a share of the active members', () => {
  const run = (count: number, more = '') =>
    world.current.run(
      `users deactivate ${Array.from({ length: count }, (_, n) => `usr_${String(n + 1).padStart(6, '0')}`).join(' ')} ${DEACTIVATE} ${more}`,
    );

  it.each([
    ['--max 10%', '', 4, true],
    ['--max 10%', '', 3, false],
    ['', '10%', 4, true],
    ['', '3', 4, true],
    ['--max 4', '10%', 4, false],
    ['--max 10.2%', '', 4, true],
    ['--max 10.5%', '', 4, false],
    ['--max 100%', '2', 4, false],
  ])('%s (stored: %s) and %i of 39 refuses: %s', async (flag, stored, count, isRefused) => {
    await world.current.sandbox({ users: 40 });
    if (stored !== '') await world.current.run(`config set max ${stored}`);
    const { exit, stdout, stderr } = await run(count, flag);
    expect(exit).toBe(isRefused ? 2 : 0);
    if (!isRefused) return;
    expect({ stdout, changes: changes() }).toEqual({ stdout: '', changes: [] });
    expect(stderr).toMatch(
      /4 users are more than (--max|the stored max) (10%|3|10\.2%)( of 39 active members)?: nothing/,
    );
    expect(world.current.requests.length).toBeLessThanOrEqual(2);
  });

  it.each([
    [1, '1 user is more than'],
    [2, '2 users are more than'],
  ])('says how many of %i', async (count, words) => {
    const ids = ['usr_def456', 'usr_zoe01'].slice(0, count).join('\n');
    const few = await file(world.current, 'few.txt', `${ids}\n`);
    const { exit, stderr } = await world.current.run(`users deactivate --from ${few} ${DEACTIVATE} --max 1%`);
    expect({ exit, stderr }).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(`${words} --max 1% of`),
    });
  });

  it('that cannot be counted is refused', async () => {
    await world.current.script(refusal(403, 'INSUFFICIENT_PERMISSIONS'));
    const { exit, stderr } = await run(2, '--max 50%');
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining('cannot be read') });
  });

  it.each(['0', '101%', '10 %', '-1', '1e2', ''])('is not %j', async (value) => {
    expect((await world.current.run(['config', 'set', 'max', value])).exit).toBe(2);
    expect((await world.current.run(['users', 'deactivate', 'usr_1', 'usr_2', '--max', value])).exit).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { unasked } from '../../scripted-server.ts';
import { type CallOptions, useWorld } from '../../world.ts';
import { answer, errorOf, file, outcomes, refusal } from './many/leavers.ts';

const world = useWorld();
const invite = (words: string | readonly string[], options: CallOptions = {}) =>
  world.current.run(
    [
      'users',
      'invite',
      ...(typeof words === 'string' ? words.split(' ') : words),
      ...['--org', 'org_xyz789'],
    ],
    options,
  );

const SAM = {
  status: 201,
  body: {
    id: 'usr_sam01',
    full_name: 'Sam Lee',
    email: 'sam@example.com',
    account_state: 'invited',
    role_ids: ['role_member'],
    department_ids: ['dept_sales001'],
  },
} as const;

describe('users invite', () => {
  it('sends only what was given, and shows whom it made', async () => {
    await world.current.script(SAM);
    const { exit, stdout } = await invite('sam@example.com');
    expect(exit).toBe(0);
    expect(stdout).toBe(
      'USER       NAME     EMAIL            STATE    ROLES        DEPARTMENTS\n' +
        'usr_sam01  Sam Lee  sam@example.com  invited  role_member  dept_sales001\n',
    );
    expect(world.current.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v1/organizations/org_xyz789/users/invite/v2',
        body: '{"email":"sam@example.com"}',
      },
    ]);
  });

  it('sends everything that was given', async () => {
    await world.current.script(SAM);
    const { exit, stdout } = await invite([
      'sam@example.com',
      ...['--name', 'Sam Lee', '--role', 'role_member', '--role', 'role_admin1'],
      ...['--department', 'dept_sales001', '--message', 'Welcome, Sam', '--no-send', '--json'],
    ]);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      action: 'invite',
      user_id: 'usr_sam01',
      outcome: 'changed',
      account_state: 'invited',
      transferred_to_department_id: null,
    });
    expect(JSON.parse(world.current.requests[0]?.body ?? '')).toEqual({
      email: 'sam@example.com',
      full_name: 'Sam Lee',
      role_ids: ['role_member', 'role_admin1'],
      department_ids: ['dept_sales001'],
      send_invitation: false,
      custom_message: 'Welcome, Sam',
    });
  });

  it.each(['reset', 'hang', 'cut'] as const)(
    'is not sent again after an attempt that ended in a %s',
    async (fault) => {
      await world.current.script(fault, unasked(SAM));
      const ended = await invite('sam@example.com --json');
      expect(ended.exit).toBe(5);
      expect(JSON.parse(ended.stdout)).toMatchObject({
        user_id: null,
        outcome: 'unknown',
        changed: null,
        attempts: 1,
      });
      expect(errorOf(ended)).toMatchObject({
        retryable: false,
        hint: expect.stringContaining('look before'),
      });
      expect(world.current.requests).toHaveLength(1);
    },
  );

  it.each([500, 502, 503, 504, 520, 522, 599])(
    'is not sent again after a %d: it may have been done',
    async (status) => {
      await world.current.script({ status }, unasked(SAM));
      const { exit, stdout } = await invite('sam@example.com --json');
      expect(exit).toBe(5);
      expect(JSON.parse(stdout).outcome).toBe('unknown');
      expect(world.current.requests).toHaveLength(1);
    },
  );

  it.each([500, 503])('is not said to be safe to repeat after a %d', async (status) => {
    await world.current.script({ status });
    const ended = await invite('sam@example.com --json');
    expect(ended.exit).toBe(5);
    expect(errorOf(ended)).toMatchObject({
      retryable: false,
      hint: expect.stringContaining('look before you repeat it'),
    });
  });

  it.each([408, 429])('is sent again after a %d: the API says that it did nothing', async (status) => {
    await world.current.script({ status }, SAM);
    expect((await invite('sam@example.com')).exit).toBe(0);
    expect(world.current.requests).toHaveLength(2);
  });

  it.each([
    [409, 'USER_ALREADY_MEMBER'],
    [422, 'VALIDATION_ERROR'],
    [404, 'ROLE_NOT_FOUND'],
  ])('that the API refuses (%d %s) fails with its words', async (status, code) => {
    await world.current.script(refusal(status, code));
    const ended = await invite('sam@example.com --role role_gone');
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(ended.stderr).toContain(`The API says ${code}. (${code}, HTTP ${status})`);
  });
});

describe('bad input to users invite', () => {
  it.each([
    [['sam'], /expected an e-mail address .* got "sam"/],
    [['sam@'], /expected an e-mail address .* got "sam@"/],
    [['@example.com'], /expected an e-mail address/],
    [['a@b.c,,d@e.f'], /expected an e-mail address/],
    [['a@b.c', '--role', 'dept_1'], /expected a role id .* got "dept_1"/],
    [['a@b.c', '--department', 'role_1'], /expected a department id .* or a department's name, got "role_1"/],
    [['a@b.c', '--name', 'x'.repeat(256)], /expected a name of 1 to 255 characters/],
    [['a@b.c', '--name', 'Jane\u001b[1m'], /without control characters, got "Jane\\u001b\[1m"/],
    [['a@b.c', '--from', 'x.csv'], /there is an e-mail address on the command line besides --from/],
    [['a@b.c', 'd@e.f'], /too many arguments/],
    [[], /^error: an e-mail address is missing \(/],
  ])('%j is refused before anything is sent', async (words, said) => {
    const { exit, stdout, stderr } = await invite(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(world.current.requests).toEqual([]);
  });

  it('in a file is told all at once', async () => {
    const rows = [
      'email,name,role,department',
      'a@b.c,Ann,role_member;role_admin1,dept_sales001',
      'b@,Bob,,',
      'c@d.e,,role_member;;role_admin1,',
      'd@d.e,,dept_1,role_1',
      'a@b.c,Ann,role_member,dept_sales001',
    ];
    const path = await file(world.current, 'new.csv', `${rows.join('\n')}\n`);
    const { exit, stderr } = await invite(`--from ${path} --yes`);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/:3: email: expected an e-mail address/);
    expect(stderr).toMatch(/:4: role: expected something between two separators/);
    expect(stderr).toMatch(/:5: role: expected a role id/);
    expect(stderr).toMatch(/:5: department: expected a department id/);
    expect(stderr).toMatch(/:6: email: a@b.c is invited on line 6 and differently on line 2/);
    expect(stderr).toContain('5 problems');
    expect(world.current.requests).toEqual([]);
  });

  it('in a file without the column is told what is wanted', async () => {
    const path = await file(world.current, 'new.csv', 'user_id,name\nusr_1,Ann\n');
    const { exit, stderr } = await invite(`--from ${path} --yes`);
    expect(exit).toBe(2);
    expect(stderr).toContain('no column names the person: expected email');
  });
});

describe('a run of invitations', () => {
  /** Whoever was asked for: an answer that names another address is about another person. */
  const DONE = { ...SAM, body: { ...SAM.body, email: null } };
  const rows = 'email,name,role\nann@example.com,Ann,role_member;role_admin1\nbob@example.com,,\n';

  it('sends what each row says, else what was given for all', async () => {
    await world.current.script(DONE);
    const path = await file(world.current, 'new.csv', rows);
    const ended = await invite(`--from ${path} --role role_member --no-send --yes --no-check --json`);
    expect(ended.exit).toBe(0);
    expect(answer(ended).results.map(({ input }) => input['email'])).toEqual([
      'ann@example.com',
      'bob@example.com',
    ]);
    const bodies = world.current.requests.map(({ body }) => JSON.parse(body));
    expect(bodies).toEqual([
      {
        email: 'ann@example.com',
        full_name: 'Ann',
        role_ids: ['role_member', 'role_admin1'],
        send_invitation: false,
      },
      { email: 'bob@example.com', role_ids: ['role_member'], send_invitation: false },
    ]);
  });

  it('may be a bare list of addresses', async () => {
    await world.current.script(DONE);
    const ended = await invite('--from - --yes --no-check --json', { stdin: 'a@b.c\nb@b.c\nA@B.C\n' });
    expect(ended.exit).toBe(0);
    expect(world.current.requests).toHaveLength(2);
  });

  it('leaves a row in doubt alone, whoever resumes or retries it', async () => {
    await world.current.script(DONE, 'reset');
    const path = await file(world.current, 'new.csv', rows);
    const ended = await invite(`--from ${path} --yes --no-check --json --concurrency 1`);
    expect(ended.exit).toBe(3);
    expect(outcomes(ended)).toEqual(['changed', 'unknown']);
    const { run_id } = answer(ended).summary;
    expect(errorOf(ended).hint).toBe(`aitronos runs verify ${run_id}`);
    for (const verb of ['resume', 'retry']) {
      await world.current.run(`runs ${verb} ${run_id} --yes --json`);
    }
    expect(world.current.requests).toHaveLength(2);
  });

  it.each([
    ['the only address', rows],
    ['an address behind that of another person', 'manager,email\nboss@example.com,Ann <ann@example.com>\n'],
  ])('tells in its failures whom they are about: %s', async (_what, text) => {
    await world.current.script(refusal(409, 'USER_ALREADY_MEMBER'));
    const path = await file(world.current, 'new.csv', text);
    const { exit, stdout, stderr } = await invite(`--from ${path} --yes --no-check`);
    expect(exit).toBe(1);
    expect(stderr).toContain('failed: row 1, ann@example.com: The API says USER_ALREADY_MEMBER.');
    expect(stdout).toMatch(/^1 +failed +- +- +ann@example\.com /m);
  });

  it('stops when the API stopped answering, and leaves what was never sent for later', async () => {
    await world.current.script('reset');
    const path = await file(
      world.current,
      'new.csv',
      `email\n${Array.from({ length: 30 }, (_, n) => `p${n}@example.com\n`).join('')}`,
    );
    const ended = await invite(`--from ${path} --yes --no-check --json --concurrency 1`);
    expect(ended.exit).toBe(5);
    expect(errorOf(ended)).toMatchObject({ code: 'API_AWAY' });
    expect(answer(ended).summary).toMatchObject({ unknown: 17, not_sent: 13 });
    expect(world.current.requests).toHaveLength(17);
  });
});

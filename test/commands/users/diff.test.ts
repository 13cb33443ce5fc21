import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../auth/jwt.ts';
import type { CallOptions } from '../../world.ts';
import { useWorld } from '../../world.ts';
import { errorOf, file } from './many/leavers.ts';

const world = useWorld();

/** Everybody of the sandbox who is active, as their HR system lists them. */
const EVERYBODY = ['ada', 'jane', 'omar', 'john', 'zoe', 'yamada', 'new'].map(
  (name) => `${name}@example.com`,
);
const rosterOf = (addresses: readonly string[]) => `Work Email\n${addresses.join('\n')}\n`;
const without = (...names: readonly string[]) =>
  EVERYBODY.filter((address) => !names.some((name) => address.startsWith(`${name}@`)));

/** One of each kind: John is in no row, Zoë is gone, Lena is back, Noor is new, Jane stands twice. */
const ONE_OF_EACH = `Work Email,Status,Team
ada@example.com,Active,Web
jane@example.com,Active,Web
JANE@example.com ,active,Shop
omar@example.com,Active,Web
yamada@example.com,Active,Web
new@example.com,Active,Web
zoe@example.com,Terminated,Web
Lena@Example.com,Active,Web
noor@example.com,Active,Shop
`;
const ACTIVE = '--where Status=Active';

const diff = (roster: string, more = '', options: CallOptions = {}) =>
  world.current.run(`users diff --roster - --org org_xyz789 ${more}`, { stdin: roster, ...options });
const records = async (roster: string, more = '', options: CallOptions = {}) => {
  const ended = await diff(roster, `${more} -o json`, options);
  expect(ended.stdout, ended.stderr).not.toBe('');
  return JSON.parse(ended.stdout);
};
const kinds = async (roster: string, more = '', options: CallOptions = {}) =>
  (await records(roster, more, options)).map(
    ({ kind, user_id, email }: { kind: string; user_id: string | null; email: string }) =>
      `${kind} ${user_id ?? email}`,
  );

describe('users diff', () => {
  it('says nothing of a roster that agrees with the organization, and sends no change', async () => {
    const { exit, stdout, stderr } = await diff(rosterOf(EVERYBODY));
    expect(stdout).toBe('');
    expect(stderr).toContain('7 active here; 7 there and 0 gone in the roster: no differences\n');
    expect(exit).toBe(0);
    expect(world.current.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)).toEqual(
      [
        'GET /v1/user/me',
        'GET /v1/organizations/org_xyz789/roles',
        'GET /v1/organizations/org_xyz789/roles/role_owner/members',
        'POST /v1/organizations/org_xyz789/users',
      ],
    );
  });

  it.each([
    ['a name', 'E-Mail;Name', 'j.smith@example.com;Smith, JOHN', true],
    ['names in two columns', 'E-Mail;Nachname;Vorname', 'j.smith@example.com;Smith;John', true],
    ['another name', 'E-Mail;Name', 'j.smith@example.com;Joan Smith', false],
    ['half a name', 'E-Mail;Name', 'j.smith@example.com;John', false],
    ['no column of names', 'E-Mail;Team', 'j.smith@example.com;John Smith', false],
  ])('says whose address may only have changed, by their names: %s', async (_, header, row, isSaid) => {
    const lines = [header, ...without('john').map((address) => `${address};`), row];
    const { stderr, stdout } = await diff(lines.join('\n'), '-o ids');
    const words =
      'perhaps the same person, whose address has changed: ' +
      'John Smith (john@example.com here, j.smith@example.com in the roster)';
    expect(stderr.includes(words), stderr).toBe(isSaid);
    expect(stdout).toBe('usr_def456\n');
    const leavers = await diff(lines.join('\n'), '-o ids --only leaver');
    expect(leavers.stderr).not.toContain(words);
  });

  it('lists each kind once, with what is known of it', async () => {
    const row = (email: string, Status = 'Active', Team = 'Web') => ({ 'Work Email': email, Status, Team });
    const plain = { last_day: null, protected: false };
    expect(await records(ONE_OF_EACH, ACTIVE)).toEqual([
      {
        ...{ kind: 'orphan', user_id: 'usr_def456', email: 'john@example.com', full_name: 'John Smith' },
        ...{ status: 'Active', ...plain, reason: 'active here, not in the roster', roster: null },
      },
      {
        ...{ kind: 'leaver', user_id: 'usr_zoe01', email: 'zoe@example.com', full_name: 'Zoë Müller-Łuczak' },
        ...{ status: 'Active', ...plain, reason: 'left out by --where, active here' },
        roster: row('zoe@example.com', 'Terminated'),
      },
      {
        ...{ kind: 'returned', user_id: 'usr_left01', email: 'lena@example.com', full_name: 'Lena Left' },
        ...{ status: 'Inactive', ...plain, reason: 'in the roster, deactivated here' },
        roster: row('Lena@Example.com'),
      },
      {
        ...{ kind: 'missing', user_id: null, email: 'noor@example.com', full_name: null, status: null },
        ...{
          ...plain,
          reason: 'in the roster, unknown here',
          roster: row('noor@example.com', 'Active', 'Shop'),
        },
      },
      {
        ...{ kind: 'ambiguous', user_id: 'usr_abc123', email: 'jane@example.com', full_name: 'Jane Doe' },
        ...{
          status: 'Active',
          ...plain,
          reason: 'is in the roster 2 times (lines 3 and 4)',
          roster: null,
        },
      },
    ]);
  });

  it('prints CSV with the same columns, a row of the roster as JSON', async () => {
    const { stdout } = await diff(ONE_OF_EACH, `${ACTIVE} --only leaver -o csv`);
    expect(stdout).toBe(
      'kind,user_id,email,full_name,status,last_day,protected,reason,roster\r\n' +
        'leaver,usr_zoe01,zoe@example.com,Zoë Müller-Łuczak,Active,,false,"left out by --where, active here",' +
        '"{""Work Email"":""zoe@example.com"",""Status"":""Terminated"",""Team"":""Web""}"\r\n',
    );
  });

  it('tells how many are there and gone, and how many of each kind', async () => {
    const { stderr } = await diff(ONE_OF_EACH, `${ACTIVE} -o csv`);
    expect(stderr).toContain('note: --where chooses 8 of 9 rows\n');
    expect(stderr).toContain(
      'note: 7 active here; 8 there and 1 gone in the roster: 1 orphan, 1 leaver, 1 returned, 1 missing, 1 ambiguous\n',
    );
  });
});

describe('the last day', () => {
  const NOW = '--now 2026-11-25T12:00:00Z';
  const dated = (days: Readonly<Record<string, string>>, header = 'Termination Date') =>
    `Work Email,${header}\n${EVERYBODY.map((email) => `${email},${days[email.split('@')[0] ?? ''] ?? ''}\n`).join('')}`;

  it('that is over makes a leaver; one to come, and none, are of people who are there', async () => {
    const roster = dated({ john: '2026-11-20', zoe: '2026-12-31', jane: '' });
    const [found, ...more] = await records(roster, NOW);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      ...{ kind: 'leaver', user_id: 'usr_def456', last_day: '2026-11-20' },
      reason: 'its last day, 2026-11-20, is over, active here',
      roster: { 'Work Email': 'john@example.com', 'Termination Date': '2026-11-20' },
    });
    expect((await diff(roster, NOW)).stderr).toContain('6 there and 1 gone in the roster: 1 leaver\n');
    const both = dated({ john: '2026-11-20', zoe: '2026-11-20' });
    expect((await diff(both, NOW)).stderr).toContain('5 there and 2 gone in the roster: 2 leavers\n');
  });

  it.each([
    ['is to come', '2026-12-31', true],
    ['is over', '2026-11-20', false],
    ['is not said', '', false],
  ])('of whom --where calls gone is told where it %s', async (_when, day, isTold) => {
    const roster = dated({ zoe: '2026-12-31' }, 'Status,Termination Date').replaceAll(
      '.com,',
      '.com,Active,',
    );
    const left = roster.replace('john@example.com,Active,', `john@example.com,Terminated,${day}`);
    expect(await kinds(left, `${ACTIVE} ${NOW}`)).toEqual(['leaver usr_def456']);
    const { stderr } = await diff(left, `${ACTIVE} ${NOW}`);
    expect(stderr.includes('note: gone by --where although their last day is to come: 1 row\n')).toBe(isTold);
  });

  describe('in a column whose name says nothing of it', () => {
    const roster = dated({ john: '2027-03-31' }, 'Contract until');

    it('is refused where it is to come, with the two ways to mend it', async () => {
      const { exit, stdout, stderr } = await diff(roster, NOW);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toMatch(
        /Contract until is a date in the future \(here 2027-03-31\): --column last_day=/,
      );
      expect(stderr).toContain("--column 'last_day=Contract until'");
      expect(stderr).toContain("--ignore-column 'Contract until'");
    });

    it.each([
      ['--column', 'last_day=Contract until'],
      ['--ignore-column', 'Contract until'],
    ])('is mended by %s %s', async (...words) => {
      const line = `users diff --roster - --org org_xyz789 ${NOW}`.split(' ');
      const ended = await world.current.run([...line, ...words], { stdin: roster });
      expect(ended).toMatchObject({ exit: 0, stdout: '' });
      expect(ended.stderr).toContain('no differences');
    });

    it('is no matter beside a last day, nor where it is over', async () => {
      const beside = roster.replace('Work Email,', 'Work Email,Last day,').replaceAll('.com,', '.com,,');
      expect((await diff(beside, NOW)).exit).toBe(0);
      expect((await diff(dated({ john: '2026-03-31' }, 'Last sign-in'), NOW)).exit).toBe(0);
    });
  });

  it.each([
    ['2026-11-25T22:59:59Z', 'Europe/Zurich', []],
    ['2026-11-25T23:00:00Z', 'Europe/Zurich', ['leaver usr_def456']],
    ['2026-11-25T18:14:59Z', 'Asia/Kathmandu', []],
    ['2026-11-25T18:15:00Z', 'Asia/Kathmandu', ['leaver usr_def456']],
    ['2026-11-26T07:59:59Z', 'America/Los_Angeles', []],
    ['2026-11-26T08:00:00Z', 'America/Los_Angeles', ['leaver usr_def456']],
  ])('ends with the day in its zone: %s in %s', async (now, zone, expected) => {
    expect(await kinds(dated({ john: '2026-11-25' }), `--now ${now} --time-zone ${zone}`)).toEqual(expected);
  });

  it('needs a zone only where it is over in some parts of the world', async () => {
    const ended = await diff(dated({ john: '2026-11-25' }), '--now 2026-11-25T23:00:00Z -o csv');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain("--time-zone '<zone>'");
    expect(world.current.requests).toEqual([]);
  });

  it('is read in another format where the call says so, and is refused with it where it does not', async () => {
    const roster = dated({ john: '20.11.2026', zoe: '31.12.2026' }, 'Letzter Arbeitstag');
    const ended = await diff(roster, `${NOW} -o csv`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain('--date-format DD.MM.YYYY\n');
    expect(ended.stderr).toContain(
      '"20.11.2026", which is not written as 2026-12-31 is: --date-format reads it,',
    );
    expect(await kinds(roster, `${NOW} --date-format DD.MM.YYYY`)).toEqual(['leaver usr_def456']);
    expect(await kinds(roster, `${NOW} --ignore-column #2`)).toEqual([]);
  });

  it('of a person without an address is nothing, and an instant decides where there is one', async () => {
    const roster = `${dated({ john: '2026-12-31' }, 'last_day,effective_at').replace(
      'john@example.com,2026-12-31',
      'john@example.com,2026-12-31,2026-11-25T11:59:59Z',
    )},2026-11-20,\n`;
    const [found] = await records(roster, NOW);
    expect(found).toMatchObject({ kind: 'leaver', reason: 'its effective date has come, active here' });
  });

  it('goes with --where, and dates in other columns say nothing', async () => {
    const roster = dated({ john: '2026-11-20' }).replaceAll(/$/gm, '').trimEnd();
    const lines = roster.split('\n').map((line, at) => {
      if (at === 0) return `${line},Status,Next review`;
      return `${line},${line.startsWith('zoe') ? 'Left' : 'Active'},2031-01-01`;
    });
    expect(await kinds(`${lines.join('\n')}\n`, `${NOW} --where Status=Active`)).toEqual([
      'leaver usr_def456',
      'leaver usr_zoe01',
    ]);
  });

  it.each(['--due', '--missing skip'])('is no matter of %s, which is for changes', async (option) => {
    expect(await diff(dated({}), option)).toMatchObject({ exit: 2, stdout: '' });
  });
});

describe('a list of ids', () => {
  it.each([
    ['', 'usr_def456\nusr_zoe01\n'],
    ['--only leaver', 'usr_zoe01\n'],
    ['--only returned', 'usr_left01\n'],
    ['--only returned,leaver', 'usr_zoe01\n'],
    ['--only ambiguous', ''],
    ['--only orphan,ambiguous', 'usr_def456\n'],
  ])('%s', async (only, stdout) => {
    expect(await diff(ONE_OF_EACH, `${ACTIVE} ${only} -o ids`)).toMatchObject({ exit: 0, stdout });
  });
});

describe('who is protected', () => {
  const ROSTER = rosterOf(without('ada', 'john', 'jane'));
  const protecting = async () => `--max 100% --protect ${await file(world.current, 'keep', 'usr_def456\n')}`;

  it('is told in tables and JSON, with the reason', async () => {
    const found = await records(ROSTER, await protecting());
    expect(
      found.map((one: Record<string, unknown>) => [one['user_id'], one['protected'], one['reason']]),
    ).toEqual([
      ['usr_admin01', true, expect.stringMatching(/^active here, not in the roster; is the signed-in user/)],
      ['usr_abc123', false, 'active here, not in the roster'],
      ['usr_def456', true, expect.stringMatching(/; is protected by .*keep$/)],
    ]);
  });

  it.each([
    ['', ['usr_abc123']],
    ['--only orphan', ['usr_abc123']],
    ['--only orphan,protected', ['usr_abc123', 'usr_admin01', 'usr_def456']],
    ['--only protected', ['usr_admin01', 'usr_def456']],
  ])('is in a list for another command only when asked for: %s', async (only, expected) => {
    const options = `${await protecting()} ${only}`;
    const ids = await diff(ROSTER, `${options} -o ids`);
    expect(ids.stdout.trim().split('\n').sort()).toEqual(expected);
    const csv = await diff(ROSTER, `${options} -o csv`);
    const cells = csv.stdout.trim().split('\r\n').slice(1);
    expect(cells.map((line) => line.split(',')[1]).sort()).toEqual(expected);
    if (!only.includes('protected')) {
      expect(csv.stderr).toContain('note: 2 protected left out: --only protected shows who\n');
    }
  });

  it('is an owner, whoever is signed in', async () => {
    const options = { env: { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'sandbox-api-key' } };
    const roster = rosterOf(without('ada', 'john'));
    const found = await records(roster, '', options);
    expect(found.map((one: Record<string, unknown>) => [one['user_id'], one['protected']])).toEqual([
      ['usr_admin01', true],
      ['usr_def456', false],
    ]);
    expect(found[0].reason).toBe('active here, not in the roster; is an owner');
  });
});

describe('an API that answers otherwise', () => {
  const member = (id: string, email: string, more: object = {}) => ({
    ...{ id: `orguser_${id}`, user_id: `usr_${id}`, email, full_name: `Person ${id}` },
    ...{ role: { id: 'role_member', name: 'Member' }, status: { id: 'status_active', name: 'Active' } },
    ...more,
  });
  const script = (users: readonly object[], owners: object = { status: 404, body: {} }) =>
    world.current.script(
      { status: 200, body: { id: 'usr_1', email: '1@example.com' } },
      { status: 200, body: [{ id: 'role_boss', name: 'Owner', is_custom: false }] },
      { status: 200, body: [], ...owners },
      { status: 200, body: { users, total_users_count: users.length } },
    );
  const own = (more: Record<string, unknown>[]) =>
    more.map((one) => `${one['kind']} ${one['user_id']}${one['protected'] === true ? ' protected' : ''}`);

  it.each([
    ['1@example.com', 0],
    ['2@example.com', 2],
  ])('knows by the token alone who has to be in a roster of addresses: %s', async (address, exit) => {
    const users = [member('2', '2@example.com'), member('1', '1@example.com')];
    await world.current.script(
      { status: 403, body: {} },
      { status: 200, body: [] },
      { status: 200, body: { users, total_users_count: users.length } },
    );
    const env = { AITRONOS_ACCESS_TOKEN: tokenOf('usr_1') };
    const ended = await diff(rosterOf([address]), '-o ids', { env });
    expect({ exit: ended.exit, stdout: ended.stdout }).toEqual({ exit, stdout: exit === 0 ? 'usr_2\n' : '' });
  });

  it('shows an owner by the name of the role, where nobody says who the owners are', async () => {
    const users = [
      member('1', '1@example.com'),
      member('2', '2@example.com', { role: { id: 'role_boss', name: 'OWNER' } }),
      member('3', '3@example.com', { role: null }),
    ];
    await script(users);
    expect(own(await records(rosterOf(['1@example.com'])))).toEqual([
      'orphan usr_2 protected',
      'orphan usr_3',
    ]);
  });

  it('shows an owner by another role of theirs', async () => {
    const users = [member('1', '1@example.com'), member('2', '2@example.com'), member('3', '3@example.com')];
    const owner = { user_id: 'usr_2', email: '2@example.com', full_name: null, account_state: 'active' };
    await script(users, { body: { members: [owner], total: 1 } });
    expect(own(await records(rosterOf(['1@example.com'])))).toEqual([
      'orphan usr_2 protected',
      'orphan usr_3',
    ]);
  });

  it.each([
    ['email\n1@example.com\n', 'ambiguous', 'has no e-mail address here, so the roster cannot name it'],
    ['user_id\nusr_1\n', 'orphan', 'active here, not in the roster'],
    ['user_id,email\nusr_1,1@example.com\n', 'orphan', 'active here, not in the roster'],
  ])(
    'has one without an address, whom the roster can name by its ids alone: %j',
    async (roster, kind, reason) => {
      for (const email of [null, '', '-']) {
        await script([member('1', '1@example.com'), member('4', '', { email })]);
        expect(await records(roster)).toMatchObject([{ kind, user_id: 'usr_4', reason, email: null }]);
      }
    },
  );

  it('has an address twice, one without an address, one who was removed and one in a state of its own', async () => {
    const state = (name: string) => ({ status: { id: 'status_x', name } });
    await script([
      member('1', '1@example.com'),
      member('2', 'same@example.com'),
      member('3', 'SAME@example.com', state('Inactive')),
      member('4', '', { email: null }),
      member('5', 'gone@example.com', state('Deleted')),
      member('6', 'six@example.com', state('On leave')),
      member('7', 'seven@example.com', state('InvitationSent')),
      { ...member('8', 'eight@example.com'), status: undefined, account_state: 'active' },
    ]);
    const roster = rosterOf(['1@example.com', 'same@example.com', 'gone@example.com']);
    expect(own(await records(roster))).toEqual([
      'orphan usr_8',
      'missing null',
      'ambiguous usr_4',
      'ambiguous usr_2',
      'ambiguous usr_3',
    ]);
  });

  it('says whom it cannot judge by their state', async () => {
    const state = (status: unknown) => ({ status });
    await script([
      member('1', '1@example.com'),
      member('2', '2@example.com', state({ id: 'status_x', name: 'Aktiv' })),
      member('3', '3@example.com', state({ id: 'status_x', name: 'Aktiv' })),
      member('4', '4@example.com', state(null)),
      member('5', '5@example.com', state({ name: '' })),
      member('6', '6@example.com', state({ name: 'x'.repeat(10_000) })),
      member('7', '7@example.com', state(null)),
    ]);
    const { stdout, stderr } = await diff(rosterOf(['1@example.com']), '-o ids');
    expect(stdout).toBe('');
    const long = `${'x'.repeat(40)}…`;
    expect(stderr).toContain(`neither active nor deactivated here: 3 no status, 2 Aktiv, 1 ${long}\n`);
  });
});

describe('a roster that looks incomplete', () => {
  const KEY = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'sandbox-api-key' };

  it.each(['-o json', '-o csv', '-o ids', '-o table'])(
    'is refused with nothing on stdout: %s',
    async (format) => {
      const ended = await diff(rosterOf(without('ada')), format);
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(ended.stderr).toContain('stdin looks incomplete: usr_admin01, the signed-in user, is not in it');
    },
  );

  it('is refused with the figures when too many would go', async () => {
    await world.current.sandbox({ users: 20 });
    const ended = await diff(rosterOf(EVERYBODY), '-o json');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended)).toMatchObject({
      code: 'INCOMPLETE_ROSTER',
      message:
        'stdin looks incomplete: 12 orphans and 0 leavers are 12 of 19 active members (63.2%), more than 10% of them and more than 5',
      details: { active: 19, there: 7, gone: 0, orphan: 12, leaver: 0, signed_in_user_in_roster: true },
    });
    expect(ended.stderr).toContain('--max 12');
    expect(await diff(rosterOf(EVERYBODY), '--max 12 -o ids')).toMatchObject({ exit: 0 });
    expect(await diff(rosterOf(EVERYBODY), '--max 11 -o ids')).toMatchObject({ exit: 2, stdout: '' });
  });

  it.each([
    ['*@example.com', 0],
    ['ada@example.com', 0],
    ['role:Owner', 0],
    ['jane@example.com', 2],
  ])('is not known by who is signed in where %s is protected', async (rule, exit) => {
    await world.current.run(['config', 'set', 'protect', rule]);
    expect(await diff(rosterOf(without('ada')), '-o json')).toMatchObject({ exit });
  });

  it('is refused by the stored max, which does not say that it is whole', async () => {
    await world.current.run('config set max 10%');
    expect(await diff(rosterOf(without('john')), '-o ids')).toMatchObject({ exit: 2, stdout: '' });
    await world.current.run('config set max 20%');
    expect(await diff(rosterOf(without('john')), '-o ids')).toMatchObject({
      exit: 0,
      stdout: 'usr_def456\n',
    });
    expect(await diff(rosterOf(without('ada')), '-o ids')).toMatchObject({ exit: 2, stdout: '' });
    expect(await diff(rosterOf(without('john', 'zoe')), '-o ids --max 2')).toMatchObject({ exit: 0 });
  });

  it('is not known by who is signed in with an API key, for a protected user, or with --max', async () => {
    const half = rosterOf(without('ada'));
    expect(await kinds(half, '', { env: KEY })).toEqual(['orphan usr_admin01']);
    expect(await kinds(half, '--max 10')).toEqual(['orphan usr_admin01']);
    await world.current.run('config set protect usr_admin01');
    expect(await kinds(half)).toEqual(['orphan usr_admin01']);
  });

  it('is one in which nobody is there, and one that is empty', async () => {
    const left = 'Work Email,Status\nada@example.com,Left\njane@example.com,Left\n';
    const ended = await diff(left, '--where Status!=Left --max 100%');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    for (const empty of ['', 'Work Email\n']) {
      expect(await diff(empty, '--max 100%')).toMatchObject({ exit: 2, stdout: '' });
    }
  });
});

describe('what the roster may be', () => {
  it.each([
    [
      'user ids',
      `user_id\n${'usr_admin01 usr_abc123 usr_ops01 usr_zoe01 usr_yamada01 usr_new01'.replaceAll(' ', '\n')}\n`,
    ],
    ['a bare list', `${without('john').join('\n')}\n`],
    [
      'JSON Lines',
      without('john')
        .map((email) => `${JSON.stringify({ email })}\n`)
        .join(''),
    ],
  ])('%s', async (_, roster) => {
    expect(await kinds(roster)).toEqual(['orphan usr_def456']);
  });

  it('is refused with each bad row, as a file of users to change is', async () => {
    const ended = await diff(`${rosterOf(EVERYBODY)}nobody\n""\n`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain('stdin:9: email: ');
    expect(world.current.requests).toEqual([]);
  });

  it('is refused where some have a mark of leaving and others none, and its line says who is there', async () => {
    const rows = EVERYBODY.map((email) => `${email},${email.startsWith('jane') ? 'yes' : ''}\n`).join('');
    const roster = `Work Email,Terminated\n${rows}`;
    const { exit, stdout, stderr } = await diff(roster);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(
      'Terminated holds yes (1), and nothing in 6 of 7 rows: use --where to choose rows',
    );
    expect(stderr).not.toContain('last_day');
    expect(stderr).toContain("--where 'Terminated='\n");
    expect(await kinds(roster, '--where Terminated=')).toEqual(['leaver usr_abc123']);
  });

  it('is refused where a column says who is in which state and the call does not', async () => {
    const ended = await diff(ONE_OF_EACH);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain(
      "hint: aitronos users diff --roster - --org org_xyz789 --where 'Status!=Terminated'\n",
    );
  });

  it.each([
    ['an id and the address of another account', 'usr_def456,zoe@example.com', ['usr_def456', 'usr_zoe01']],
    ['an id with an address that nobody has', 'usr_def456,j.smith@example.com', ['usr_def456']],
    ['an id that nobody has with an address', 'usr_999,john@example.com', ['usr_def456']],
  ])('never guesses whom a row means: %s', async (_, row, people) => {
    const rest = without('john', ...(row.includes('zoe') ? ['zoe'] : [])).map((email) => `,${email}`);
    const found = await kinds(`user_id,email\n${row}\n${rest.join('\n')}\n`);
    expect(found).toEqual(people.map((id) => `ambiguous ${id}`));
  });
});

describe('--exit-code', () => {
  it('makes differences 3, and says so with a code; without them it is 0', async () => {
    const ended = await diff(rosterOf(without('john')), '--exit-code -o json');
    expect(ended.exit).toBe(3);
    expect(JSON.parse(ended.stdout)).toHaveLength(1);
    expect(errorOf(ended).code).toBe('DIFFERENCES');
    expect((await diff(rosterOf(EVERYBODY), '--exit-code')).exit).toBe(0);
    expect((await diff(rosterOf(without('john')), '--exit-code --only missing')).exit).toBe(0);
  });
});

describe('a call that is a mistake', () => {
  it.each([
    ['users diff --org org_xyz789', '--roster'],
    ['users diff --roster - --org org_xyz789 --only orphans', 'did you mean orphan?'],
    ['users diff --roster - --org org_xyz789 --max 0', 'a percentage such as 10%'],
  ])('%s', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const CHANGE = `${ORG} --transfer-to dept_eng001`;

/** A line with --fields, and what it prints in each format. */
const SHOWN: readonly (readonly [
  line: string,
  shown: { json: unknown; jsonl: string; csv: string; table: RegExp },
])[] = [
  [
    `users get usr_abc123 ${ORG} --fields email,user_id,role.name`,
    {
      json: { email: 'jane@example.com', user_id: 'usr_abc123', role: { name: 'People Admin' } },
      jsonl: '{"email":"jane@example.com","user_id":"usr_abc123","role":{"name":"People Admin"}}\n',
      csv: 'email,user_id,role.name\r\njane@example.com,usr_abc123,People Admin\r\n',
      table: /^EMAIL +USER ID +ROLE\.NAME\njane@example\.com +usr_abc123 +People Admin\n$/,
    },
  ],
  [
    `users get usr_abc123 ${ORG} --fields role,status.name`,
    {
      json: { role: { id: 'role_admin1', name: 'People Admin' }, status: { name: 'Active' } },
      jsonl: '{"role":{"id":"role_admin1","name":"People Admin"},"status":{"name":"Active"}}\n',
      csv: 'role,status.name\r\n"{""id"":""role_admin1"",""name"":""People Admin""}",Active\r\n',
      table: /^ROLE +STATUS\.NAME\nPeople Admin +Active\n$/,
    },
  ],
  [
    `users list --search jane ${ORG} --fields user_id,email`,
    {
      json: [{ user_id: 'usr_abc123', email: 'jane@example.com' }],
      jsonl: '{"user_id":"usr_abc123","email":"jane@example.com"}\n',
      csv: 'user_id,email\r\nusr_abc123,jane@example.com\r\n',
      table: /^USER ID +EMAIL\nusr_abc123 +jane@example\.com\n$/,
    },
  ],
  [
    `users deactivate usr_abc123 ${CHANGE} --fields outcome,user.email,user.id,error.code`,
    {
      json: {
        outcome: 'changed',
        user: { email: 'jane@example.com', id: 'usr_abc123' },
        error: { code: null },
      },
      jsonl:
        '{"outcome":"changed","user":{"email":"jane@example.com","id":"usr_abc123"},"error":{"code":null}}\n',
      csv: 'outcome,user.email,user.id,error.code\r\nchanged,jane@example.com,usr_abc123,\r\n',
      table: /^OUTCOME +USER\.EMAIL +USER\.ID +ERROR\.CODE\nchanged +jane@example\.com +usr_abc123 +-\n$/,
    },
  ],
  [
    'config list --fields source,name',
    {
      json: expect.arrayContaining([{ source: 'environment', name: 'api-url' }]),
      jsonl: expect.stringContaining('{"source":"environment","name":"api-url"}\n'),
      csv: expect.stringContaining('source,name\r\n'),
      table: /^SOURCE +NAME\n/,
    },
  ],
  [
    'auth list --fields profile,used',
    {
      json: [{ profile: 'default', used: true }],
      jsonl: '{"profile":"default","used":true}\n',
      csv: 'profile,used\r\ndefault,true\r\n',
      table: /^PROFILE +USED\ndefault +yes\n$/,
    },
  ],
  [
    'auth status --fields user_id,kind',
    {
      json: { user_id: 'usr_admin01', kind: 'access_token' },
      jsonl: '{"user_id":"usr_admin01","kind":"access_token"}\n',
      csv: 'user_id,kind\r\nusr_admin01,access_token\r\n',
      table: /^USER ID +KIND\nusr_admin01 +access_token\n$/,
    },
  ],
  [
    `departments list ${ORG} --fields name,id`,
    {
      json: expect.arrayContaining([{ name: 'Engineering', id: 'dept_eng001' }]),
      jsonl: expect.stringContaining('{"name":"Engineering","id":"dept_eng001"}\n'),
      csv: expect.stringMatching(/^name,id\r\n/),
      table: /^NAME +ID\n/,
    },
  ],
  [
    'organizations list --fields id',
    {
      json: [{ id: 'org_xyz789' }],
      jsonl: '{"id":"org_xyz789"}\n',
      csv: 'id\r\norg_xyz789\r\n',
      table: /^ID\norg_xyz789\n$/,
    },
  ],
  [
    `roles list ${ORG} --fields id`,
    {
      json: expect.arrayContaining([{ id: 'role_admin' }]),
      jsonl: expect.stringContaining('{"id":"role_admin"}\n'),
      csv: expect.stringMatching(/^id\r\n/),
      table: /^ID\n/,
    },
  ],
];

describe.each(SHOWN)('%s', (line, shown) => {
  it.each(['json', 'jsonl', 'csv', 'table'] as const)(
    'in %s has these fields in this order',
    async (format) => {
      const { exit, stdout } = await world.current.run(`${line} -o ${format}`);
      expect(exit).toBe(0);
      if (format === 'table') expect(stdout).toMatch(shown.table);
      else if (format === 'json') {
        expect(JSON.parse(stdout)).toEqual(shown.json);
        if (!stdout.startsWith('[')) expect(JSON.stringify(JSON.parse(stdout))).toBe(shown.jsonl.trimEnd());
      } else expect(stdout).toEqual(shown[format]);
    },
  );
});

describe('--fields of a run', () => {
  const RUN = `users deactivate --from - --yes ${CHANGE} --fields row,input.team,user_id,outcome`;
  const stdin = 'user_id,team\nusr_abc123,Web\nusr_nobody,=Shop\n';

  it('choose within results, and leave the summary', async () => {
    const { exit, stdout } = await world.current.run(`${RUN} --json`, { stdin });
    expect(exit).toBe(3);
    const { summary, results } = JSON.parse(stdout);
    expect(summary).toMatchObject({ total: 2, changed: 1, failed: 1 });
    expect(results).toEqual([
      { row: 1, input: { team: 'Web' }, user_id: 'usr_abc123', outcome: 'changed' },
      { row: 2, input: { team: '=Shop' }, user_id: 'usr_nobody', outcome: 'failed' },
    ]);
  });

  it('hold for each line as soon as it is known', async () => {
    const { stdout } = await world.current.run(`${RUN} -o jsonl`, { stdin });
    expect(stdout.trimEnd().split('\n').sort()).toEqual([
      '{"row":1,"input":{"team":"Web"},"user_id":"usr_abc123","outcome":"changed"}',
      '{"row":2,"input":{"team":"=Shop"},"user_id":"usr_nobody","outcome":"failed"}',
    ]);
  });

  it('hold for runs show, where formulas are escaped in CSV', async () => {
    await world.current.run(`${RUN} -q`, { stdin });
    const { stdout } = await world.current.run('runs show -o csv --fields user_id,input.team,user.email');
    expect(stdout).toBe(
      "user_id,input.team,user.email\r\nusr_abc123,Web,jane@example.com\r\nusr_nobody,'=Shop,\r\n",
    );
    const list = await world.current.run('runs list --json --fields total,action');
    expect(JSON.parse(list.stdout)).toEqual([{ total: 2, action: 'deactivate' }]);
  });

  it('show the columns of the input whole in a table, also where one is called name', async () => {
    const w = world.current;
    await w.run(`users deactivate --from - --yes ${CHANGE} -q`, { stdin: 'user_id,name\nusr_abc123,Jane\n' });
    const { stdout } = await w.run('runs show --fields input');
    expect(stdout).toBe('INPUT\n{"user_id":"usr_abc123","name":"Jane"}\n');
  });
});

describe('fields that there are not', () => {
  it('among the columns of the input are refused before anything is sent', async () => {
    const line = `users deactivate --from - --yes ${CHANGE} --fields user_id,input.tea`;
    const { exit, stdout, stderr } = await world.current.run(line, {
      stdin: 'user_id,team\nusr_abc123,Web\n',
    });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('did you mean input.team? there are: input.user_id, input.team\n');
    expect(world.current.requests).toEqual([]);
    await world.current.run(`users deactivate usr_abc123 usr_def456 --yes ${CHANGE}`);
    const shown = await world.current.run('runs show --fields input.tea');
    expect(shown).toMatchObject({ exit: 2, stdout: '' });
    const empty = await world.current.run('runs show --outcome failed --fields input.team,user_id -o csv');
    expect(empty).toMatchObject({ exit: 0, stdout: 'input.team,user_id\r\n' });
  });

  it('because the table alone shows them, as the address of a row, are refused', async () => {
    const named = /usr_abc123 +- +jane@example\.com +removed/;
    expect((await world.current.run(`users remove jane@example.com --yes ${ORG}`)).stdout).toMatch(named);
    expect((await world.current.run('runs show')).stdout).toMatch(named);
    const { exit, stdout, stderr } = await world.current.run('runs show --fields address');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('--fields: there is no field "address"');
  });

  it.each([
    [`users deactivate usr_abc123 ${CHANGE} --fields outcom`, '"outcom"', 'did you mean outcome'],
    [`users deactivate usr_abc123 ${CHANGE} --fields user.emial`, '"user.emial"', 'did you mean user.email'],
    [`users deactivate usr_abc123 ${CHANGE} --fields row`, '"row"', 'there are: schema_version, action, '],
    [`users deactivate --from - --yes ${CHANGE} --fields user_id,usr`, '"usr"', 'there are: schema_version'],
    [`users deactivate usr_abc123 ${CHANGE} --fields Outcom`, '"Outcom"', 'did you mean outcome'],
    [`users deactivate usr_abc123 ${CHANGE} --check --fields outcome`, '"outcome"', 'check, result, message'],
    ['config list --fields nme', '"nme"', 'did you mean name? there are: name, value, source\n'],
    ['auth status --fields e-mail', '"e-mail"', 'did you mean email'],
    ['auth list --fields who', '"who"', 'there are: profile, used, '],
    ['doctor --fields check,x,y', '"x", "y"', 'there are: check, result, detail, cure\n'],
    ['runs list --fields failures', '"failures"', 'there are: run_id, '],
  ])('are refused before anything is sent, and all are listed: %s', async (line, named, hint) => {
    const { exit, stdout, stderr } = await world.current.run(line, { stdin: 'usr_abc123\n' });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^error: --fields: there (?:is no field|are no fields) /);
    expect(stderr).toContain(named);
    expect(stderr).toContain(hint);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    `users get usr_abc123 ${ORG} --fields emial`,
    `users list ${ORG} --fields user_id,emial`,
    `departments list ${ORG} --fields emial`,
    `roles list ${ORG} --fields emial`,
    `roles list --members role_admin ${ORG} --fields emial`,
  ])('of the API’s own records are looked for in the first of them: %s', async (line) => {
    for (const format of ['json', 'jsonl', 'csv', 'table']) {
      const { exit, stdout, stderr } = await world.current.run(`${line} -o ${format}`);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain('emial');
      expect(stderr).toContain('there are: ');
    }
  });

  it('are there where the API has them without a page that says so', async () => {
    const users = [{ user_id: 'usr_1', desk: { 'floor.no': 3 } }, { user_id: 'usr_2' }];
    await world.current.script({ status: 200, body: { users, total_users_count: 2 } });
    const line = `users list --all ${ORG} --fields user_id,desk.floor.no`;
    expect((await world.current.run(`${line} -o csv`)).stdout).toBe(
      'user_id,desk.floor.no\r\nusr_1,3\r\nusr_2,\r\n',
    );
  });
});

describe('--fields is refused plainly', () => {
  it.each([
    ['api get /v1/user/me --fields id', /this answer has no fields/],
    ['completion bash --fields id', /this answer has no fields/],
    [`users deactivate usr_abc123 ${CHANGE} --dry-run --fields method`, /has no fields/],
    [`users list ${ORG} -o ids --fields user_id`, /--fields and --output ids contradict each other/],
    ['config list --fields name,name', /given twice/],
    ['config list --fields name,', /none of them empty/],
  ])('%s', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(world.current.requests).toEqual([]);
  });
});

it('a list with --fields is printed while its pages are fetched', async () => {
  await world.current.sandbox({ users: 5000, latency_ms: 20 });
  const listing = world.current.run(`users list --all -o csv ${ORG} --fields email,user_id`);
  await world.current.output(/usr_000050/);
  expect(world.current.requests.length).toBeLessThan(20);
  expect((await listing).exit).toBe(0);
});

it('a tree keeps its branches in JSON', async () => {
  const { stdout } = await world.current.run(`departments list --tree ${ORG} --json --fields id`);
  const nodes = JSON.parse(stdout);
  expect(Object.keys(nodes[0])).toEqual(['id', 'children']);
  expect(JSON.stringify(nodes)).toContain('"children":[{"id":"dept_');
});

describe('what a small answer holds can all be chosen', () => {
  it.each([
    'config list',
    'config get org',
    'config set org org_xyz789',
    'config unset org',
    'config path',
    'auth login --with-token',
    'auth list',
    'auth status --offline',
    'auth token',
    'auth switch default',
    'auth logout',
    'sandbox reset',
    'doctor',
    'runs list',
    `users deactivate usr_abc123 ${CHANGE} --check`,
  ])('%s', async (line) => {
    const env = line === 'config get org' ? { AITRONOS_ORG: 'org_xyz789' } : {};
    const options = { env, stdin: 'a-token\n' };
    await world.current.run(`users deactivate usr_abc123 usr_def456 --yes -q ${CHANGE}`);
    const whole = await world.current.run(`${line} --json`, options);
    const said: unknown = JSON.parse(whole.stdout);
    const names = Object.keys((Array.isArray(said) ? said[0] : said) ?? {});
    expect(names).not.toEqual([]);
    const chosen = await world.current.run(`${line} --json --fields ${names.join(',')}`, options);
    expect(chosen.exit).toBe(whole.exit);
    const again: unknown = JSON.parse(chosen.stdout);
    expect(Object.keys((Array.isArray(again) ? again[0] : again) ?? {})).toEqual(names);
  });
});

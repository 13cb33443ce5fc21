import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/commands/help/environment.ts';
import { unreadVariables } from '../../src/system/unread-variables.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const USER = 'name a user: an id (usr_…) or an e-mail address';
const USERS = `${USER}; or a file of them with --from`;
const EMAIL = 'name whom to invite; or a file of them with --from';
const ORG =
  'give --org <organization>, set AITRONOS_ORG, or store one: `aitronos config set org <organization>`; ' +
  '`aitronos organizations list` shows yours';
const TO =
  'give --transfer-to <department>, set AITRONOS_TRANSFER_TO, or store one: `aitronos config set transfer-to ' +
  '<department>`; `aitronos departments list` shows them';
const TO_IN_ORG = TO.replace('departments list', 'departments list --org org_1');
const ROLE = 'both lists are replaced: give --role <role> for each that the user should have, or --no-roles';
const DEPARTMENT =
  'both lists are replaced: give --department <department> for each that the user should have, or --no-departments';
const IN_SANDBOX = 'the sandbox has one organization: give --org org_xyz789, or set AITRONOS_ORG';
const PLAN = 'name the file of the plan, or - for stdin';
const METHOD = 'give the method of the request: get, post, put, patch or delete';
const PATH = 'give the path of the request, as in `aitronos api get /v1/user/me`';
const TOKEN = 'sign in: `aitronos auth login`, or set AITRONOS_ACCESS_TOKEN';

/** A line, what it lacks, and the cures; without a token. */
const CALLS: readonly (readonly [line: string, message: string, ...cures: string[]])[] = [
  [
    'users deactivate',
    'a user, --org, --transfer-to and an access token are missing',
    ...[USERS, ORG, TO, TOKEN],
  ],
  ['users deactivate usr_1', '--org, --transfer-to and an access token are missing', ORG, TO, TOKEN],
  ['users deactivate usr_1 --org org_1', '--transfer-to and an access token are missing', TO_IN_ORG, TOKEN],
  [
    'users deactivate --transfer-to dept_1',
    'a user, --org and an access token are missing',
    USERS,
    ORG,
    TOKEN,
  ],
  ['users deactivate usr_1 usr_2', '--org, --transfer-to and an access token are missing', ORG, TO, TOKEN],
  ['users deactivate usr_1 a@example.com --org org_1 --dry-run', '--transfer-to is missing', TO_IN_ORG],
  // A word that is no user is told together with the department, as rows are, once the organization is there.
  ['users deactivate usr_1 bogus', '--org and an access token are missing', ORG, TOKEN],
  ['users reactivate usr_1 usr_2', '--org and an access token are missing', ORG, TOKEN],
  ['users deactivate --from leavers.csv', '--org and an access token are missing', ORG, TOKEN],
  ['users deactivate --dry-run', 'a user, --org and --transfer-to are missing', USERS, ORG, TO],
  ['users reactivate', 'a user, --org and an access token are missing', USERS, ORG, TOKEN],
  ['users remove', 'a user, --org and an access token are missing', USERS, ORG, TOKEN],
  ['users invite', 'an e-mail address, --org and an access token are missing', EMAIL, ORG, TOKEN],
  ['users invite --from new.csv', '--org and an access token are missing', ORG, TOKEN],
  [
    'users update-memberships',
    'a user, --org, --role, --department and an access token are missing',
    ...[USER, ORG, ROLE, DEPARTMENT, TOKEN],
  ],
  ['users update-memberships usr_1 --org org_1 --no-roles --dry-run', '--department is missing', DEPARTMENT],
  ['users get', 'a user, --org and an access token are missing', USER, ORG, TOKEN],
  ['users list', '--org and an access token are missing', ORG, TOKEN],
  ['departments list', '--org and an access token are missing', ORG, TOKEN],
  ['departments list --tree', '--org and an access token are missing', ORG, TOKEN],
  ['roles list', '--org and an access token are missing', ORG, TOKEN],
  ['roles list --members role_admin', '--org and an access token are missing', ORG, TOKEN],
  ['api get /v1/organizations/{org}/roles', '--org and an access token are missing', ORG, TOKEN],
  ['api get /v1/organizations/{org}/roles --dry-run', '--org is missing', ORG],
  ['users list --sandbox', '--org is missing', IN_SANDBOX],
  ['runs apply', 'a plan and an access token are missing', PLAN, TOKEN],
  ['runs apply --dry-run', 'a plan is missing', PLAN],
  ['api', 'a method, a path and an access token are missing', METHOD, PATH, TOKEN],
  ['api get', 'a path and an access token are missing', PATH, TOKEN],
  ['api post --dry-run', 'a path is missing', PATH],
];

describe('what a call lacks is told at once, each with its cure', () => {
  it.each(CALLS)('%s: %s', async (line, message, ...cures) => {
    const w = world.current;
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stdout, stderr } = await w.run(line, { env });
    const hints = cures.map((cure) => `hint: ${cure}\n`).join('');
    expect({ exit, stdout, stderr }).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error: ${message} (USAGE)\n${hints}`,
    });
    expect(w.requests).toEqual([]);
  });

  it.each(CALLS)('%s: in JSON as a list', async (line, message, ...cures) => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stdout, stderr } = await world.current.run(`${line} --json`, { env });
    const { error } = JSON.parse(stderr);
    expect({ exit, stdout, code: error.code, message: error.message }).toEqual({
      exit: 2,
      stdout: '',
      code: 'USAGE',
      message,
    });
    expect(error.details.missing.map(({ cure }: { cure: string }) => cure)).toEqual(cures);
    expect(error.hint).toBe(cures.join('\n'));
  });
});

describe('the access token', () => {
  it.each(['AITRONOS_ACCESS_TOKEN', 'AITRONOS_API_KEY'])('is there in %s', async (name) => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined, [name]: 'a-token' };
    const { stderr } = await world.current.run('users list', { env });
    expect(stderr).toContain('error: --org is missing (USAGE)\n');
  });

  it('is there where one is stored', async () => {
    const w = world.current;
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    await w.run('auth login --with-token', { env, stdin: 'a-token' });
    expect((await w.run('users list', { env })).stderr).toContain('error: --org is missing (USAGE)\n');
    const other = await w.run('users list --profile other', { env });
    expect(other.stderr).toContain('error: --org and an access token are missing (USAGE)\n');
  });

  it('is there in the sandbox', async () => {
    const { stderr } = await world.current.run('users list --sandbox', {
      env: { AITRONOS_ACCESS_TOKEN: undefined },
    });
    expect(stderr).toContain('error: --org is missing (USAGE)\n');
  });

  it('that cannot be read is told when all else is there', async () => {
    const w = world.current;
    mkdirSync(join(w.home, 'config'), { mode: 0o700 });
    writeFileSync(join(w.home, 'config', 'credentials.json'), '{', { mode: 0o600 });
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    expect((await w.run('users list', { env })).stderr).toContain('error: --org is missing (USAGE)\n');
    expect((await w.run('users list --org org_1', { env })).stderr).toContain('credentials.json');
  });

  it.each(['users list', 'departments list', 'roles list', 'users get usr_1'])(
    'alone is missing: %s ends with 4',
    async (line) => {
      const { exit, stderr } = await world.current.run(`${line} --org org_1`, {
        env: { AITRONOS_ACCESS_TOKEN: undefined },
      });
      expect({ exit, stderr }).toEqual({ exit: 4, stderr: expect.stringContaining('(NOT_SIGNED_IN)') });
    },
  );
});

describe('a variable that is not read', () => {
  const DEACTIVATE_QUIETLY = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --quiet';
  const CREDENTIALS = 'AITRONOS_ACCESS_TOKEN or AITRONOS_API_KEY';

  it.each([
    ['AITRONOS_TOKEN', CREDENTIALS],
    ['AITRONOS_ACCES_TOKEN', CREDENTIALS],
    ['AITRONOS_API_TOKEN', CREDENTIALS],
    ['AITRONOS_SECRET_KEY', CREDENTIALS],
    ['aitronos_api_key', CREDENTIALS],
    ['AITRONOS_ORGANIZATION', 'AITRONOS_ORG'],
    ['AITRONOS_ORG_ID', 'AITRONOS_ORG'],
    ['AITRONOS_DEPARTMENT', 'AITRONOS_TRANSFER_TO'],
    ['AITRONOS_SANDBX', 'AITRONOS_SANDBOX'],
    ['AITRONOS_SADNBOX', 'AITRONOS_SANDBOX'],
    ['AITRONOS_PROFILF', 'AITRONOS_PROFILE'],
    ['aitronos_org', 'AITRONOS_ORG'],
    ['AITRONOS_WRITE', 'AITRONOS_WRITES'],
    ['AITRONOS_BASE_URL', 'AITRONOS_API_URL'],
    ['AITRONOS_FORMAT', 'AITRONOS_OUTPUT'],
    ['AITRONOS_CONFIG', 'AITRONOS_CONFIG_DIR'],
  ])('is told from those that are, also with --quiet: %s, without its value', async (name, meant) => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_URL: undefined, [name]: 'not-to-be-shown' };
    for (const line of ['users list', 'users list --org org_1 --quiet', 'config list --json']) {
      const { stderr } = await world.current.run(line, { env });
      expect(stderr).toContain(`note: ${name} is not read: did you mean ${meant}?\n`);
      expect(stderr).not.toContain('not-to-be-shown');
    }
  });

  it.each(['--dry-run', '--check', '--max', '--protect', '--no-check'])(
    'and is named as %s of the command is told before anything is sent',
    async (option) => {
      const name = `AITRONOS_${option.slice(2).toUpperCase().replace('-', '_')}`;
      const { stderr } = await world.current.run(DEACTIVATE_QUIETLY, { env: { [name]: '1' } });
      expect(stderr).toBe(`note: ${name} is not read: did you mean ${option}?\n`);
      expect((await world.current.run('users list', { env: { [name]: '1' } })).stderr).not.toContain(name);
    },
  );

  it.each([
    ['AITRONOS_REQUIRE', 'require', DEACTIVATE_QUIETLY],
    ['AITRONOS_CREDENTIAL_STORE', 'credential-store', 'auth login --with-token --quiet'],
  ])('and is named as a setting without one is told: %s', async (name, setting, line) => {
    const { stderr } = await world.current.run(line, { env: { [name]: '1' } });
    expect(stderr).toContain(
      `note: ${name} is not read: did you mean \`aitronos config set ${setting} <value>\`?\n`,
    );
    expect((await world.current.run('users list', { env: { [name]: '1' } })).stderr).not.toContain(name);
  });

  it.each([
    ['is empty', { AITRONOS_TOKEN: '' }],
    ['stands beside the one that is', { AITRONOS_TOKEN: 'x', AITRONOS_API_KEY: 'y' }],
    [
      'is of a service of Kubernetes',
      { AITRONOS_PORT: 'tcp://10.0.0.1:80', AITRONOS_SERVICE_HOST: '10.0.0.1' },
    ],
    ['is for another program', { AITRONOS_VERSION: '1', AITRONOS_SSH_KEY: 'eu' }],
    [
      'holds a file or ids, and is called as a format',
      { AITRONOS_CSV: 'leavers.csv', AITRONOS_IDS: 'usr_1' },
    ],
  ])('is passed over where it %s', async (_what, env) => {
    const { stderr } = await world.current.run('config list', { env });
    expect(stderr).not.toContain('is not read');
  });

  it('is none of those that the help has', () => {
    const env = Object.fromEntries(VARIABLES.map(([name]) => [name, 'x']));
    expect(unreadVariables({ env, platform: 'linux' })).toEqual([]);
    expect(unreadVariables({ env: { aitronos_org: 'x' }, platform: 'win32' })).toEqual([]);
    expect(unreadVariables({ env: { aitronos_org: 'x' }, platform: 'linux' })).toEqual(['aitronos_org']);
  });
});

describe('an argument that is missing', () => {
  it.each([
    ['config set', '<name> and <value> are missing', '<name>: the setting: org, transfer-to'],
    ['config set org', '<value> is missing', '<value>: the value, as the option takes it'],
    ['config set tokn=hunter2', '<value> is missing', '<value>: the value, as the option takes it'],
    ['config get', '<name> is missing', '<name>: the setting: org'],
    ['auth switch', '<profile> is missing', '`aitronos auth list` shows the profiles'],
    ['runs resume', '<run> is missing', '`aitronos runs list` shows the runs'],
    ['runs retry', '<run> is missing', '`aitronos runs list` shows the runs'],
    ['runs undo', '<run> is missing', '`aitronos runs list` shows the runs'],
    ['completion', '<shell> is missing', '<shell>: the shell: bash, zsh, fish, powershell'],
  ])('aitronos %s: %s', async (line, message, cure) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`error: ${message} (USAGE)\nhint: `);
    expect(stderr).toContain(cure);
    expect(stderr).toContain(`hint: \`aitronos ${line.split(' ').slice(0, 2).join(' ')} --help\``);
  });

  it.each([
    ['runs resume', '<run> and an access token are missing'],
    ['runs retry', '<run> and an access token are missing'],
    ['runs undo', '<run> and an access token are missing'],
    ['runs undo --dry-run', '<run> is missing'],
  ])('is told with the access token: %s', async (line, message) => {
    const { exit, stderr } = await world.current.run(line, { env: { AITRONOS_ACCESS_TOKEN: undefined } });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining(`error: ${message} (USAGE)\nhint: \`aitronos runs list\``),
    });
    expect(stderr.includes(`\nhint: ${TOKEN}\n`)).toBe(message.includes('token'));
  });
});

describe('the organization that the sign-in knows', () => {
  const env = { AITRONOS_ACCESS_TOKEN: undefined, CI: undefined };
  const KNOWN =
    'your sign-in is for org_xyz789: give --org org_xyz789, or store it: `aitronos config set org org_xyz789`';
  const QUESTION = 'Use org_xyz789, the organization of your sign-in, and remember it?';

  /** Signs in by e-mail; afterwards no organization is stored, and none is in the environment. */
  async function signIn(): Promise<void> {
    const w = world.current;
    const answers = [
      ['Password', 'sandbox-password\r'],
      ['Code', '1234\r'],
    ] as const;
    const ended = await w.run('auth login --email ada@example.com', { env, terminal: true, answers });
    expect(ended.exit).toBe(0);
    await w.run('config unset org', { env });
    w.requests.length = 0;
  }

  it.each([
    'users list',
    'departments list',
    'roles list',
    'users get usr_abc123',
    'users remove usr_abc123',
  ])('is named in the cure of %s, and nothing is sent', async (line) => {
    await signIn();
    const { exit, stderr } = await world.current.run(line, { env });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: `error: --org is missing (USAGE)\nhint: ${KNOWN}\n`,
    });
    expect(world.current.requests).toEqual([]);
  });

  it('is offered at a terminal, used and stored', async () => {
    await signIn();
    const w = world.current;
    const taken = await w.run('roles list', { env, terminal: true, answers: [[QUESTION, 'y\r']] });
    expect(taken.exit).toBe(0);
    expect(taken.stderr).toContain('note: org is now org_xyz789');
    expect(w.requests.map(({ path }) => path)).toEqual(['/v1/organizations/org_xyz789/roles']);
    expect((await w.run('config get org', { env })).stdout).toBe('org_xyz789\n');
  });

  it('is not stored when it is declined', async () => {
    await signIn();
    const w = world.current;
    const declined = await w.run('roles list', { env, terminal: true, answers: [[QUESTION, 'n\r']] });
    expect(declined.exit).toBe(130);
    expect(w.requests).toEqual([]);
    expect((await w.run('config get org', { env })).exit).toBe(1);
  });

  it.each([
    ['another value is missing too', 'users deactivate --transfer-to dept_eng001', {}],
    ['nothing may be asked', 'roles list --no-input', {}],
    ['a program reads the answer', 'roles list --json', {}],
  ])('is not asked for where %s', async (_, line, more) => {
    await signIn();
    const ended = await world.current.run(line, { env: { ...env, ...more }, terminal: true });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain(KNOWN);
    expect(ended.stderr).not.toContain(QUESTION);
  });

  it.each([
    ['the token of the environment', 'roles list', { AITRONOS_ACCESS_TOKEN: 'another' }],
    ['an API key', 'roles list', { AITRONOS_API_KEY: 'another' }],
    ['the sandbox', 'roles list --sandbox', {}],
    ['another address', 'roles list --api-url https://api.example.com', {}],
    ['another profile', 'roles list --profile other', {}],
  ])('is not that of %s', async (_, line, more) => {
    await signIn();
    const ended = await world.current.run(line, { env: { ...env, ...more } });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain('--org');
    expect(ended.stderr).not.toContain('your sign-in');
  });
});

describe('a name in the stored profile that is no setting', () => {
  const store = (values: object) => {
    mkdirSync(join(world.current.home, 'config'), { mode: 0o700, recursive: true });
    const text = JSON.stringify({ version: 1, profiles: { default: values } });
    writeFileSync(join(world.current.home, 'config', 'config.json'), text, { mode: 0o600 });
  };

  it.each([
    ['protects', 'protect'],
    ['write', 'writes'],
    ['Max', 'max'],
    ['transfer_to', 'transfer-to or column.transfer_to'],
    ['transfer-to\u001b[2J', 'transfer-to'],
  ])('is told from those that are, also with --quiet: %j', async (name, meant) => {
    store({ [name]: 'not-to-be-shown' });
    // A variable of the shell that is called as the setting is another thing.
    const env = { protect: '1', max: '1' };
    const { stderr } = await world.current.run('users list --org org_xyz789 --quiet', { env });
    expect(stderr).toBe(`note: the stored ${name.slice(0, 11)} is not read: did you mean ${meant}?\n`);
  });

  it('is passed over where it is like none of them, and where nothing stored is read', async () => {
    store({ xyzzyxyzzy: 1, __proto__: 1 });
    expect((await world.current.run('users list --org org_xyz789 --quiet')).stderr).toBe('');
    store({ protects: 1 });
    expect((await world.current.run('help environment')).stderr).toBe('');
  });
});

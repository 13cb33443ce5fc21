import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const SEARCH = 'a user is named by id or e-mail address; to look one up: `aitronos users list --search';
const CHANGE = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001'];
const LINE = 'aitronos users deactivate';
const REST_YES = '--org org_xyz789 --transfer-to dept_eng001 --yes`';
const REST = '--org org_xyz789 --transfer-to dept_eng001`';
const NO_ADDRESS = 'an invitation goes to an e-mail address; --name has the name';
const MANY = 'each user is a word of its own; many go into a file: --from <file>';
const SEVERAL = 'several people go into a file, one a line: --from <file>, or --from - from a pipe';

/** Lays files down, HOME in place of whose folder stands in the lines. */
function layFiles(): void {
  const { home } = world.current;
  mkdirSync(join(home, 'lists'));
  writeFileSync(join(home, 'leavers.csv'), 'email\njane@example.com\n');
  writeFileSync(join(home, 'lists', 'hr.xlsx'), '');
  writeFileSync(join(home, 'lists', 'march.txt'), 'usr_abc123\n');
}

/** The call is refused before anything is sent, and its hint is this. */
async function hints(words: readonly string[], hint: string): Promise<void> {
  const { home } = world.current;
  layFiles();
  const { exit, stdout, stderr } = await world.current.run(words.map((word) => word.replace('HOME', home)));
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr.replaceAll(home, 'HOME')).toMatch(/^(?:arguments: (?!\w+: ).*\n)*error: /);
  expect(stderr.replaceAll(home, 'HOME').split('\nhint: ')[1]).toBe(`${hint}\n`);
  expect(world.current.requests).toEqual([]);
}

describe('what is typed where users are wanted leads to the command that was meant', () => {
  it.each<readonly [typed: readonly string[], hint: string]>([
    // An id in another spelling.
    [['USR_ABC123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['Usr_aBc'], `did you mean \`${LINE} usr_aBc ${REST}?`],
    [['usr-abc123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['usr–abc123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['usr_abc\u200b123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['usr:abc123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['user_abc123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['users/usr_abc123'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['"usr_abc123"'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['[usr_abc123]'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['usr_abc123;'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['usr_abc123@'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['https://app.example.com/users/usr_abc123?tab=1'], `did you mean \`${LINE} usr_abc123 ${REST}?`],
    [['abc123'], `did you mean usr_abc123? ${SEARCH} abc123 --org org_xyz789\``],
    // An address with something around it.
    [['<jane@example.com>'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['Jane Doe <jane@example.com>'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['mailto:jane@example.com'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['jane@example.com.'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['ja\u00adne@exam\u200bple.com'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['jane@@example.com'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    [['jane(at)example.com'], `did you mean \`${LINE} jane@example.com ${REST}?`],
    // Several in one word.
    [['usr_abc123,usr_def456'], `did you mean \`${LINE} usr_abc123 usr_def456 ${REST}?`],
    [['usr_abc123, jane@example.com'], `did you mean \`${LINE} usr_abc123 jane@example.com ${REST}?`],
    [['a@b.c;d@e.f'], `did you mean \`${LINE} a@b.c d@e.f ${REST}?`],
    [['usr_abc123 usr_def456'], `did you mean \`${LINE} usr_abc123 usr_def456 ${REST}?`],
    [['usr_abc123\nusr_def456\n'], `did you mean \`${LINE} usr_abc123 usr_def456 ${REST}?`],
    [['["usr_abc123","usr_def456"]'], `did you mean \`${LINE} usr_abc123 usr_def456 ${REST}?`],
    [['usr_abc123,', 'USR_DEF456'], `did you mean \`${LINE} usr_abc123 usr_def456 ${REST}?`],
    [[Array.from({ length: 11 }, (_, at) => `usr_${at}`).join()], MANY],
    // A name.
    [['jane'], `${SEARCH} jane --org org_xyz789\``],
    [['Jane Doe'], `${SEARCH} 'Jane Doe' --org org_xyz789\``],
    [['Jane', 'Doe'], `${SEARCH} 'Jane Doe' --org org_xyz789\``],
    [['jane', 'usr_abc123'], `${SEARCH} jane --org org_xyz789\``],
    [["O'Brien"], `${SEARCH} 'O'\\''Brien' --org org_xyz789\``],
    [['jane@'], `${SEARCH} jane --org org_xyz789\``],
    [['@jane'], `${SEARCH} jane --org org_xyz789\``],
    // A file.
    [['HOME/leavers.csv'], `a file of users goes after --from: \`${LINE} --from HOME/leavers.csv ${REST}`],
    [['@HOME/leavers.csv'], `a file of users goes after --from: \`${LINE} --from HOME/leavers.csv ${REST}`],
    [
      ['HOME/leavers.csv', 'usr_abc123'],
      `a file of users goes after --from: \`${LINE} --from HOME/leavers.csv ${REST}`,
    ],
    [
      ['HOME/lists/hr.xlsx'],
      `a file of users goes after --from: \`${LINE} --from HOME/lists/hr.xlsx ${REST}`,
    ],
    [
      ['HOME/leaver.cvs'],
      `a file of users goes after --from (there is no HOME/leaver.cvs): \`${LINE} --from HOME/leavers.csv ${REST}`,
    ],
    [
      ['HOME/leavers'],
      `a file of users goes after --from (there is no HOME/leavers): \`${LINE} --from HOME/leavers.csv ${REST}`,
    ],
    [
      ['HOME/list/march.txt'],
      `a file of users goes after --from (there is no HOME/list/march.txt): \`${LINE} --from HOME/lists/march.txt ${REST}`,
    ],
    [
      ['HOME/gone.csv'],
      'a file of users goes after --from, and there is no HOME/gone.csv; there is HOME/leavers.csv',
    ],
    [
      ['HOME/hr.xlsx'],
      'a file of users goes after --from, and there is no HOME/hr.xlsx; there is HOME/leavers.csv',
    ],
    [
      ['HOME/lists'],
      'a file of users goes after --from, and HOME/lists is a folder; there is HOME/lists/march.txt',
    ],
    // Stdin.
    [['-'], `users from a pipe come with --from -: \`${LINE} --from - ${REST}`],
    [['@-'], `users from a pipe come with --from -: \`${LINE} --from - ${REST}`],
    [['/dev/stdin'], `users from a pipe come with --from -: \`${LINE} --from - ${REST}`],
    // What nothing is known of.
    [['usr_'], '`aitronos users deactivate --help` shows its usage'],
    [['usr_a/b'], '`aitronos users deactivate --help` shows its usage'],
    [['role_1'], '`aitronos users deactivate --help` shows its usage'],
    [[''], 'it is empty: perhaps a variable that is not set'],
    [['usr_abc123', ''], 'it is empty: perhaps a variable that is not set'],
    [['x'.repeat(80)], '`aitronos users deactivate --help` shows its usage'],
    [['ja\u200bne'], '`aitronos users deactivate --help` shows its usage'],
  ])('users deactivate %j', (typed, hint) => hints(['users', 'deactivate', ...typed, ...CHANGE], hint));

  it.each<readonly [line: string, hint: string]>([
    ['users reactivate USR_ABC123', 'did you mean `aitronos users reactivate usr_abc123`?'],
    ['users reactivate -', 'users from a pipe come with --from -: `aitronos users reactivate --from -`'],
    ['users remove jane --sandbox', `${SEARCH} jane --sandbox\``],
    [
      'users remove HOME/leavers.csv',
      'a file of users goes after --from: `aitronos users remove --from HOME/leavers.csv`',
    ],
    ['users get usr-abc123', 'did you mean `aitronos users get usr_abc123`?'],
    ['users get jane', `${SEARCH} jane\``],
    ['users get a@b.c,d@e.f', 'one user per call: `aitronos users get a@b.c`'],
    ['users get HOME/leavers.csv', `this command takes one user; ${SEARCH} <text>\``],
    ['users get -', `this command takes one user; ${SEARCH} <text>\``],
    [
      'users update-memberships USR_ABC123 --no-roles --no-departments',
      'did you mean `aitronos users update-memberships usr_abc123 --no-roles --no-departments`?',
    ],
    ['users update-memberships jane --no-roles --no-departments', `${SEARCH} jane\``],
    [
      'users invite HOME/leavers.csv',
      'a file of users goes after --from: `aitronos users invite --from HOME/leavers.csv`',
    ],
    ['audit list --user USR_ABC123', 'did you mean `aitronos audit list --user usr_abc123`?'],
    ['audit list --user=USR_ABC123', "did you mean `aitronos audit list '--user=usr_abc123'`?"],
    ['audit list --actor jane', `${SEARCH} jane\``],
    ['audit list --user usr_1,usr_2', 'one user per call: `aitronos audit list --user usr_1`'],
    [
      'users deactivate --email jane@example.com',
      'name the user without an option: `aitronos users deactivate <user>`',
    ],
    [
      'users deactivate --ids usr_abc123,usr_def456',
      'name the user without an option: `aitronos users deactivate <user>`',
    ],
    ['users get --id usr_abc123', 'name the user without an option: `aitronos users get <user>`'],
    ['users invite --email=a@b.c', 'name the user without an option: `aitronos users invite <email>`'],
    ['users invite -', 'users from a pipe come with --from -: `aitronos users invite --from -`'],
    ['users invite <new@example.com>', 'did you mean `aitronos users invite new@example.com`?'],
    ['users invite a@b.c,d@e.f', SEVERAL],
    ['users invite Jane', NO_ADDRESS],
    ['users invite usr_abc123', 'whoever has an id is already there: `aitronos users get usr_abc123`'],
    ['users invite USR_ABC123', 'whoever has an id is already there: `aitronos users get usr_abc123`'],
  ])('%s', (line, hint) => hints(line.split(' '), hint));
});

it('the folder is searched for the first words alone', async () => {
  layFiles();
  const words = [...Array(20).fill('jane'), join(world.current.home, 'leavers.csv')];
  const { exit, stderr } = await world.current.run(['users', 'deactivate', ...words, ...CHANGE]);
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr: expect.stringContaining(`hint: ${SEARCH} jane --org`),
  });
});

describe('more words than a command takes lead to the option that was meant', () => {
  it.each([
    ['users list jane', 'did you mean `aitronos users list --search jane`?'],
    ['users list Jane Doe', "did you mean `aitronos users list --search 'Jane Doe'`?"],
    ['users list usr_abc123', 'did you mean `aitronos users get usr_abc123`?'],
    ['users list jane@example.com', 'did you mean `aitronos users get jane@example.com`?'],
    ['users list Inactive', 'did you mean `aitronos users list --status inactive`?'],
    ['users get usr_1 usr_2', 'one user per call: `aitronos users get usr_1`'],
    ['users get Jane Doe', "to look one up: `aitronos users list --search 'Jane Doe'`"],
    [
      'users update-memberships usr_1 usr_2 --no-roles --department=Sales',
      "`aitronos users update-memberships usr_1 --no-roles '--department=Sales'`",
    ],
    [
      'users update-memberships usr_1 usr_2 --role Org Admin --department Sales North',
      "`aitronos users update-memberships usr_1 --role 'Org Admin' --department 'Sales North'`",
    ],
    ['users invite a@b.c d@e.f', 'several go into a file, one a line: --from <file>, or --from -'],
    ['users diff hr.csv', 'did you mean `aitronos users diff --roster hr.csv`?'],
    ['roles list Member', 'did you mean `aitronos roles list --members Member`?'],
    ['departments list Sales', '--tree draws which is below which'],
    ['runs list 20260301', 'did you mean `aitronos runs show 20260301`?'],
    ['config list org', 'did you mean `aitronos config get org`?'],
    ['config set org Acme Inc', "did you mean `aitronos config set org 'Acme Inc'`?"],
    ['auth login jane@example.com', 'did you mean `aitronos auth login --email jane@example.com`?'],
    ['sandbox start 8080', 'did you mean `aitronos sandbox start --port 8080`?'],
    ['config set protect a@b.c usr_1', 'did you mean `aitronos config set protect a@b.c,usr_1`?'],
    ['users list jane --sandbox', 'did you mean `aitronos users list --search jane --sandbox`?'],
    ['users list --search Jane Doe', "did you mean `aitronos users list --search 'Jane Doe'`?"],
    ['users list --role Member jane', "did you mean `aitronos users list --role 'Member jane'`?"],
    ['users list --limit 5 jane', 'did you mean `aitronos users list --search jane --limit 5`?'],
    ['users list Sam --role Org Admin', "`aitronos users list --search Sam --role 'Org Admin'`?"],
    ['users list --role X --sort email X', '`aitronos users list --search X --role X --sort email`?'],
    ['users list active --search x', 'did you mean `aitronos users list --status active --search x`?'],
    ['users list active --status pending', '`aitronos users list --help` shows its usage'],
    [`users list x --profile ${'s'.repeat(61)}`, '`aitronos users list --help` shows its usage'],
    ['config set protect usr_1, usr_2', 'did you mean `aitronos config set protect usr_1,usr_2`?'],
    ['config set token Bearer x1', 'no setting holds a secret'],
    ['config set tokn Bearer x1', '`aitronos config set --help` shows its usage'],
    ['config list hunter2', '`aitronos config list --help` shows its usage'],
    ...['jane@example.com:p@ssword', 'p@ssword', 'usr_1', 'a@example.com b@example.com'].map((words) => [
      `auth login ${words}`,
      '`aitronos auth login --help` shows its usage',
    ]),
    ['auth login --with-token p@ssword', '`aitronos auth login --help` shows its usage'],
    ['users diff --roster a.csv b.csv', '`aitronos users diff --help` shows its usage'],
    ['users diff --roster a.csv --where A=b C=d', '`aitronos users diff --help` shows its usage'],
    ['users invite --from a.csv --message Welcome to us', "a.csv --message 'Welcome to us'`?"],
    ['roles list --members People Admin', "did you mean `aitronos roles list --members 'People Admin'`?"],
    ['users diff --roster my list.csv', "did you mean `aitronos users diff --roster 'my list.csv'`?"],
    ['users invite a@b.c --name Sam Lee', "did you mean `aitronos users invite a@b.c --name 'Sam Lee'`?"],
    [
      'users update-memberships usr_1 --role=People Admin --department Human Resources',
      "`aitronos users update-memberships usr_1 '--role=People Admin' --department 'Human Resources'`?",
    ],
    [
      'audit list --action x --user Jane Doe',
      "did you mean `aitronos audit list --action x --user 'Jane Doe'`?",
    ],
    ['doctor now', '`aitronos doctor --help` shows its usage'],
  ])('%s', async (line, hint) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^error: too many arguments/);
    expect(stderr.split('\nhint: ')[1]).toContain(hint);
    expect(world.current.requests).toEqual([]);
  });

  it('does not repeat what may be a token', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9'.repeat(4);
    const lines = ['auth login', 'users list', 'config set org a', 'users list AITRONOS_API_KEY=key-1'];
    for (const line of [
      ...lines.map((each) => `${each} ${token}`),
      `AITRONOS_ACCESS_TOKEN=${token} users list`,
      `HTTPS_PROXY=http://me:${token}@proxy.example users list`,
    ]) {
      const { exit, stderr } = await world.current.run(line);
      expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.not.stringMatching(`${token}|key-1`) });
    }
  });
});

describe('a value of several words without quotes is no user', () => {
  it.each<readonly [line: string, hint: string]>([
    ['usr_1 --transfer-to Human Resources --yes', "usr_1 --transfer-to 'Human Resources' --yes"],
    ['--transfer-to Human Resources usr_1', "--transfer-to 'Human Resources' usr_1"],
    [
      'usr_1 --reason left the company --transfer-to=Human Resources',
      "usr_1 --reason 'left the company' '--transfer-to=Human Resources'",
    ],
    ['usr_1 --transfer-to Sales --plan my plan.json', "usr_1 --transfer-to Sales --plan 'my plan.json'"],
    ['--from a.csv --where State=On leave --yes', "--from a.csv --where 'State=On leave' --yes"],
    ['--from my list.csv --transfer-to Sales', "--from 'my list.csv' --transfer-to Sales"],
  ])('%s', async (line, meant) => {
    const { exit, stderr } = await world.current.run(`users deactivate ${line} --org org_1`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`\nhint: did you mean \`aitronos users deactivate ${meant} --org org_1\`?\n`);
    expect(world.current.requests).toEqual([]);
  });

  it('nor an address to invite', async () => {
    const { exit, stderr } = await world.current.run('users invite --from a.csv --role Org Admin');
    expect(exit).toBe(2);
    expect(stderr).toContain("did you mean `aitronos users invite --from a.csv --role 'Org Admin'`?");
  });

  it.each([
    'usr_1 --transfer-to Sales leavers.csv',
    '--transfer-to Sales Jane Doe',
    'usr_1 --concurrency 2 Jane --transfer-to Sales',
    '--from a.csv --reason gone usr_1',
    '--from a.csv b.csv',
    // The last one is perhaps to stay.
    'usr_1 --reason replaced by usr_2',
    '--reason=replaced by usr_2 usr_1',
    'usr_1 --transfer-to Sales --reason twin of the one with a@b.c --yes',
  ])('but not in %s', async (line) => {
    const { exit, stderr } = await world.current.run(`users deactivate ${line} --org org_1`);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.not.stringContaining('did you mean `') });
  });
});

describe('a file that is not there', () => {
  it.each([
    ['HOME/leaver.csv', 'did you mean HOME/leavers.csv?'],
    ['HOME/nofile.csv', 'there is HOME/leavers.csv'],
    ['HOME/list/march.txt', 'did you mean HOME/lists/march.txt?'],
    ['HOME/lists/zzz.csv', 'there is HOME/lists/march.txt'],
    ['HOME/lists', 'there is HOME/lists/march.txt'],
    ['usr_abc123', `users stand without --from: \`${LINE} usr_abc123 ${REST_YES}`],
    [
      'USR_ABC123,jane@example.com',
      `users stand without --from: \`${LINE} usr_abc123 jane@example.com ${REST_YES}`,
    ],
    ['@HOME/leavers.csv', 'did you mean --from HOME/leavers.csv?'],
  ])('%s leads to the nearest in its folder', (file, hint) =>
    hints(['users', 'deactivate', '--from', file, ...CHANGE, '--yes'], hint),
  );
});

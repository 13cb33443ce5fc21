import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const refused = async (line: string, words: string, env: Record<string, string> = {}) => {
  const { exit, stdout, stderr } = await world.current.run(line, { env });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^error: .* \(USAGE\)\nhint: ./);
  expect(world.current.requests).toEqual([]);
};

describe('a misspelt value of which all are known', () => {
  it.each([
    ['-o jsn users list', 'got "jsn"; did you mean json?'],
    ['users list --output tabel', 'got "tabel"; did you mean table?'],
    ['users list --output JSON', 'got "JSON"; did you mean json'],
    ['completion bsh', 'got "bsh"; did you mean bash'],
    ['completion pwsh', 'got "pwsh"; did you mean '],
    ['completion power', 'got "power"; did you mean powershell?'],
    ['config set orgg x', 'got "orgg"; did you mean org?'],
    ['config get transferto', 'got "transferto"; did you mean transfer-to?'],
    ['config unset time-out', 'got "time-out"; did you mean timeout or time-zone?'],
    [
      'config set output jsn',
      'output: expected an output format for every command (table, json, jsonl, csv)',
    ],
    ['config set output tabel', 'got "tabel"; did you mean table?'],
    ['config set credential-store keyring', 'got "keyring"; did you mean keychain?'],
    ['config set credential-store files', 'got "files"; did you mean file?'],
    ['api gte /v1/user/me', 'got "gte"; did you mean get'],
    ['api DELTE /v1/user/me', 'got "DELTE"; did you mean delete?'],
    ['sandbox start --fail rest:0.1', 'got "rest:0.1"; did you mean reset:0.1?'],
    ['sandbox start --fail trunc:0.5', 'got "trunc:0.5"; did you mean truncate:0.5?'],
    ['sandbox start --fail hang', 'got "hang"; did you mean hang:1?'],
    ['runs show --outcome chnged', 'got "chnged"; did you mean changed'],
    ['users list --sort name', 'got "name"; did you mean full_name?'],
  ])('%s names the nearest', async (line, words) => refused(line, words));

  it.each([
    [{ AITRONOS_OUTPUT: 'jsn' }, 'AITRONOS_OUTPUT: expected an output format', 'did you mean json'],
    [{ AITRONOS_OUTPUT: 'cvs' }, 'AITRONOS_OUTPUT: ', 'did you mean csv'],
  ])('in %j is told with the variable', async (env, place, meant) => {
    await refused('users list --org org_1', place, env);
    await refused('config list', meant, env);
  });

  it.each([
    ['output', 'tabel', 'stored output: expected', 'did you mean table?'],
    ['credential-store', 'keyring', 'stored credential-store: expected', 'did you mean keychain?'],
  ])('of the stored %s is told with where it is stored', async (name, value, place, meant) => {
    const folder = join(world.current.home, 'config');
    await mkdir(folder, { mode: 0o700 });
    const profiles = { default: { [name]: value } };
    await writeFile(join(folder, 'config.json'), JSON.stringify({ version: 1, profiles }), { mode: 0o600 });
    await refused('config list', place);
    await refused('config list', meant);
  });
});

describe('a variable that cannot be read', () => {
  const BAD: readonly Readonly<Record<string, string>>[] = [
    { AITRONOS_OUTPUT: 'JSON' },
    { AITRONOS_DEBUG: 'all' },
    { AITRONOS_SANDBOX: 'flase' },
    { AITRONOS_NO_INPUT: 'nope' },
    { AITRONOS_TIMEOUT: 'long' },
    { AITRONOS_API_URL: 'ftp://x' },
    { AITRONOS_PROFILE: 'a b' },
    { AITRONOS_WRITES: 'x' },
  ];
  it.each([
    ['completion bash', 'aitronos __complete'],
    ['--version', '.'],
    ['--help', 'deactivate'],
    ['users list --help', '--search'],
    ['help users list', '--search'],
    ['help environment', 'AITRONOS_OUTPUT'],
    ['help USAGE', 'USAGE'],
  ])('does not stop what does not use it: %s', async (line, words) => {
    for (const env of BAD) {
      const { exit, stdout, stderr } = await world.current.run(line, { env });
      expect({ env, exit, stderr }).toEqual({ env, exit: 0, stderr: '' });
      expect(stdout).toContain(words);
    }
  });
});

describe('a variable that names a file that cannot be written', () => {
  const BAD: readonly (readonly [file: string, why: string])[] = [
    ['/none/x', 'cannot write /none/x: there is no such file or folder'],
    ['/', 'cannot write /: it is a folder'],
  ];
  const bad = ['AITRONOS_LOG_FILE', 'AITRONOS_SUMMARY_FILE'].flatMap((variable) =>
    BAD.map(([file, why]) => ({ variable, file, why })),
  );

  it.each([
    ['completion bash', 'aitronos __complete'],
    ['--version', '.'],
    ['users list --help', '--search'],
    ['help users list', '--search'],
    ['help exit-codes', '130'],
    ['help USAGE', 'USAGE'],
  ])('is said, and stops no fixed text: %s', async (line, words) => {
    for (const { variable, file, why } of bad) {
      const { exit, stdout, stderr } = await world.current.run(line, { env: { [variable]: file } });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: `note: ${variable}: ${why}\n` });
      expect(stdout).toContain(words);
    }
  });

  it.each(['config path', 'users list --org org_xyz789'])('stops %s', async (line) => {
    for (const { variable, file, why } of bad)
      await refused(line, `${variable}: ${why}`, { [variable]: file });
  });

  it.each(['--log-file', '--summary-file'])('stops completion where it is %s', async (option) => {
    await refused(`completion bash ${option} /none/x`, `${option}: cannot write /none/x`);
  });
});

describe('a variable that switches something on', () => {
  it.each([
    [{ AITRONOS_SANDBOX: 'flase' }, 'AITRONOS_SANDBOX: expected 1 or 0, got "flase"; did you mean false?'],
    [{ AITRONOS_SANDBOX: 'ture' }, 'did you mean true?'],
    [{ AITRONOS_SANDBOX: 'sandbox' }, 'AITRONOS_SANDBOX: expected 1 or 0, got "sandbox"'],
    [{ AITRONOS_NO_INPUT: 'nope' }, 'AITRONOS_NO_INPUT: expected 1 or 0'],
    [{ AITRONOS_DEBUG: 'all' }, 'AITRONOS_DEBUG: expected 1 or 0'],
  ])('is refused with %j', async (env, words) => {
    await refused('users list --org org_xyz789', words, { ...env, AITRONOS_OUTPUT: 'table' });
    const json = await world.current.run('config list', { env: { ...env, AITRONOS_OUTPUT: 'json' } });
    expect(json).toMatchObject({ exit: 2, stdout: '' });
    expect(json.stderr).toContain('"code":"USAGE"');
  });

  it.each([
    ['0', false],
    ['off', false],
    ['No', false],
    ['FALSE', false],
    ['', false],
    ['1', true],
    ['yes', true],
    ['True', true],
    ['on', true],
    ['2', true],
  ])('AITRONOS_SANDBOX=%s', async (AITRONOS_SANDBOX, inSandbox) => {
    const { exit } = await world.current.run('roles list --org org_xyz789', { env: { AITRONOS_SANDBOX } });
    expect(exit).toBe(0);
    expect(world.current.requests.length === 0).toBe(inSandbox);
  });
});

describe('an option that a command does not take', () => {
  it.each([
    // Of those that stand in `help options`, and on no page of a command.
    ['users deactivate u --colum email=Mail', 'hint: did you mean --column'],
    ['users deactivate u --dues', 'hint: did you mean --due'],
    ['users deactivate u --mising skip', 'hint: did you mean --missing?'],
    ['users diff --time-zne UTC', 'hint: did you mean --time-zone?'],
    ['users list --serch x', 'hint: did you mean --search?'],
    ['users list --statsu active', 'hint: did you mean --status?'],
    ['users list --ouptut json', 'hint: did you mean --output?'],
    ['users list --quite', 'hint: did you mean --quiet?'],
    ['users list --hlep', 'hint: did you mean --help?'],
    ['users deactivate usr_1 --trasnfer-to dept_1', 'hint: did you mean --transfer-to?'],
    ['users deactivate usr_1 --dryrun', 'hint: did you mean --dry-run?'],
    ['runs resume 2026 --yess', 'hint: did you mean --yes?'],
    ['sandbox start --prot 1', 'hint: did you mean --port?'],
    ['users list --format json', 'hint: did you mean --output?'],
    ['users list --count 5', 'hint: did you mean --limit?'],
    ['users list --organization=org_1', 'hint: did you mean --org?'],
    ['users remove usr_1 --force', 'hint: --yes skips the question before a change, and no check or guard'],
    ['runs undo 2026 --skip-confirmation', 'hint: --yes skips the question before a change, and no check'],
    ['users deactivate --file leavers.csv', 'hint: did you mean --from?'],
    ['users list --verbose', 'hint: did you mean --debug?'],
    ['users list --page 2', 'hint: did you mean --limit or --all?'],
    ['users list --offset 50', 'hint: did you mean --limit or --all?'],
    ['users invite a@example.com --dept Sales', 'hint: did you mean --department?'],
    ['users update-memberships usr_abc123 --dept Sales', 'hint: did you mean --department?'],
    ['users list --members role_1', 'hint: --members is an option of `roles list`'],
    ['runs list --status active', 'hint: --status is an option of `users list`'],
    ['users list --yes', 'hint: --yes is an option of `users deactivate`, '],
    ['users reactivate usr_1 --verify --wait 1m', 'hint: --wait is an option of `runs verify`'],
    [
      'users deactivate usr_1 --dry-run=true',
      'hint: --dry-run takes no value: write it alone, or leave it out',
    ],
    ['users remove usr_1 --yes=no', 'hint: --yes takes no value: write it alone, or leave it out'],
    ['users list --sandbox=false', 'hint: --sandbox takes no value: write it alone, or leave it out'],
    ['--json=true users list', 'hint: --json takes no value: write it alone, or leave it out'],
    ['users --quiet=1 list', 'hint: --quiet takes no value: write it alone, or leave it out'],
    ['--yes=no users remove usr_1', 'hint: --yes belongs after the verb: aitronos <command> --yes …'],
    ['users list -q=true', 'hint: -q takes no value: write it alone, or leave it out'],
    ['users list -=true', 'hint: a switch of one letter takes no value: write it alone, or leave it out'],
    ['users deactivate -f leavers.csv', 'hint: did you mean --from?'],
    ['users deactivate usr_1 -n', 'hint: did you mean --dry-run?'],
    ['users deactivate usr_1 –-dry-run', 'hint: did you mean --dry-run?'],
    ['users deactivate usr_1 —transfer-to Sales', 'hint: did you mean --transfer-to?'],
    ['users list –sandbox', 'hint: did you mean --sandbox?'],
    ['users list —org=org_1', 'hint: did you mean --org?'],
    ['api post /v1/x -d {}', 'hint: did you mean --input?'],
    ['api post /v1/x --data {}', 'hint: did you mean --input?'],
    ['api /v1/x -X POST', 'hint: the method stands first, without an option: `aitronos api post <path>`'],
    ['api /v1/organizations', 'hint: the method stands first: `aitronos api get /v1/organizations`'],
    ['api /v1/x --sandbox', 'hint: the method stands first: `aitronos api get /v1/x --sandbox`'],
    ...['AITRONOS_ORG=org_1', 'NO_COLOR=1'].map((word) => [
      `${word} users list`,
      'hint: a variable is set before the program starts',
    ]),
    ['config set org=org_xyz789', 'hint: did you mean `aitronos config set org org_xyz789`?'],
    ...['show', 'resume', 'retry', 'undo'].map((verb) => [
      `runs ${verb} 2026 2027`,
      'hint: one run per call, by its id or the beginning of it: `aitronos runs list` shows them',
    ]),
    ['runs undo -- 2026 --yes', 'hint: what follows -- is not an option: leave -- out'],
    ['users get jane@example.com -- -q', 'hint: what follows -- is not an option: leave -- out'],
    ['users list -- -jane', 'hint: did you mean `aitronos users list --search=-jane`?'],
    ['users list --no-sandbox', 'hint: --sandbox is off unless given or AITRONOS_SANDBOX says so: leave'],
    ['users list --no-json', 'hint: --json is off unless given: leave --no-json out'],
    ['users remove usr_1 --no-yes', 'hint: --yes is off unless given: leave --no-yes out'],
    ['users remove usr_1 --no-dry-run', 'hint: --dry-run is off unless given: leave --no-dry-run out'],
    ['users list --color', 'hint: that is the default: leave --color out'],
    ['users list --pager', 'hint: that is the default: leave --pager out'],
    ['users list --no-org', 'hint: `aitronos users list --help` shows its usage'],
    ['users list -j', 'hint: did you mean --json?'],
    // A letter is the first one of an option, and no name that is written like it.
    ['users list -L 5', 'hint: did you mean --limit?'],
    ['users list -n 5', 'hint: did you mean --limit?'],
    ['users list -r Member', 'hint: did you mean --role?'],
    ['users list -s jane', 'hint: did you mean --search, --status or --sort?'],
    ['api get /v1/user/me -H accept:x', 'hint: did you mean --header?'],
    ['api post /v1/x -F a=b', 'hint: did you mean --field?'],
    ['api get /v1/user/me -k', 'hint: `aitronos api --help` shows its usage'],
    ['users list --csv', 'hint: did you mean --output?'],
    ['users list --order-by email', 'hint: did you mean --sort?'],
    ['users deactivate --from l.csv --exclude a@example.com', 'hint: did you mean --where?'],
    ['users list -o users.csv', '; `> <file>` writes a file), got "users.csv"; did you mean csv?'],
    ['users list -o x.html', 'or `runs report --html <file>`, got "x.html"'],
    ['sandbox start -p 4700', 'hint: did you mean --port?'],
    ['users list -?', 'hint: did you mean --help?'],
    ['users deactivate usr_1 -v', 'hint: did you mean --debug? `aitronos --version` prints the version'],
    ['-v users deactivate usr_1', 'hint: did you mean --debug?'],
    ['doctor -v', 'hint: did you mean --debug?'],
    ['doctr -v', 'hint: did you mean --debug?'],
    ['users lst -v', 'hint: did you mean --debug?'],
    ['users list -- -v', 'hint: what follows -- is not an option'],
    ['users deactivate -v -- usr_1', 'hint: did you mean --debug?'],
    ['users deactivate usr_1 -m 10', 'hint: did you mean --max or --reason?'],
    ['api get /v1/user/me --jq .[]', 'hint: --json prints all for jq: `… --json | jq …`\n'],
    ['api get /v1/user/me --id 3', 'hint: `aitronos api --help` shows its usage'],
    ['users list --access_token secret', 'hint: no option takes a secret'],
    ['users update-memberships usr_1 --roles Member', 'hint: did you mean --role?\n'],
    ['users update-memberships usr_1 --departments Sales', 'hint: did you mean --department?\n'],
    ['users deactivate usr_1 --comment left', 'hint: did you mean --reason?\n'],
    ['users invite a@example.com -m hello', 'hint: did you mean --message, --max or --reason?\n'],
    ['users invite a@example.com --first-name Sam', 'hint: did you mean --name?\n'],
    ['users diff --from hr.csv', 'hint: did you mean --roster?\n'],
    ['users list --jq .[]', 'hint: --json prints all for jq: `… --json | jq …`; --fields chooses fields\n'],
    ['completion -s bash', 'hint: write <shell> without an option: `aitronos completion <shell>`\n'],
    ['completion --shell bash', 'hint: write <shell> without an option: `aitronos completion <shell>`\n'],
    ['runs apply --plan p.json', 'hint: write <plan> without an option: `aitronos runs apply <plan>`\n'],
    ['config set --value 5', 'hint: write <value> without an option: `aitronos config set <name> <value>`\n'],
    ['runs show --id 2026', 'hint: write <run> without an option: `aitronos runs show <run>`\n'],
    ['users list --xyzzy', 'hint: `aitronos users list --help` shows its usage'],
    ['users list -z', 'hint: `aitronos users list --help` shows its usage'],
  ])('%s names the nearest, or where it belongs', async (line, words) => refused(line, words));

  it.each(['--pasword', '--pass\u200bword', '--pass.word', '--contraseña'])(
    'does not repeat a value that may be a secret: %s',
    async (name) => {
      const { stderr } = await world.current.run(['auth', 'login', `${name}=hunter2`]);
      expect(stderr).toContain("unknown option '--");
      expect(stderr).not.toContain('hunter2');
    },
  );
});

describe('a misspelt command', () => {
  it.each([
    ['usres list', '`aitronos users list`'],
    ['users lst', '`aitronos users list`'],
    ['users deactivat usr_1', '`aitronos users deactivate`'],
    ['departmens list', '`aitronos departments list`'],
    ['rols list', '`aitronos roles list`'],
    ['runs udno', '`aitronos runs undo`'],
    ['auth lgoin', '`aitronos auth login`'],
    ['auth swich work', '`aitronos auth switch`'],
    ['config lsit', '`aitronos config list`'],
    ['sandbox strat', '`aitronos sandbox start`'],
    ['docter', '`aitronos doctor`'],
    ['complection bash', '`aitronos completion`'],
    ['hlep', '`aitronos help`'],
    ['help users deactviate', '`aitronos '],
    ['help usres', '`aitronos '],
    ['help enviroment', 'environment'],
  ])('%s names the nearest', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('did you mean ');
    expect(stderr).toContain(words);
  });
});

import { describe, expect, it } from 'vitest';
import { visibleCommands } from '../../src/cli/help/command-tree.ts';
import { meantCommands } from '../../src/cli/mistakes/meant-command.ts';
import { wholeCommandTree } from '../../src/program.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const tree = wholeCommandTree({ columns: 80, isTTY: false } as never);

/** A word with each letter left out, doubled and exchanged with the next. */
const mistyped = (word: string) =>
  [...word].flatMap((letter, at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    return [
      before + after,
      before + letter + letter + after,
      before + after.charAt(0) + letter + after.slice(1),
    ];
  });

describe('a word that is no command here', () => {
  it.each([
    ['login', 'auth login'],
    ['whoami', 'auth status'],
    ['logout', 'auth logout'],
    ['deactivate usr_abc123', 'users deactivate'],
    ['suspend usr_abc123', 'users deactivate'],
    ['offboard jane@example.com', 'users deactivate'],
    ['delete usr_abc123', 'users remove'],
    ['show usr_abc123', 'users get'],
    ['ls', 'users list'],
    ['invite a@example.com', 'users invite'],
    ['undo', 'runs undo'],
    ['history', 'runs list'],
    ['curl /v1/user/me', 'api'],
    ['user list', 'users list'],
    ['users user list', 'users list'],
    ['auth auth login', 'auth login'],
    ['sandbox sandbox start', 'sandbox start'],
    ['runs runs', 'runs list'],
    ['user show usr_abc123', 'users get'],
    ['run list', 'runs list'],
    ['org list', 'organizations list'],
    ['orgs', 'organizations'],
    ['dept list', 'departments list'],
    ['teams', 'departments'],
    ['groups ls', 'departments list'],
    ['role list', 'roles list'],
    ['runs rm 2026', 'runs delete'],
    ['users delete usr_abc123', 'users remove'],
    ['users suspend usr_abc123', 'users deactivate'],
    ['users show usr_abc123', 'users get'],
    ['users ls', 'users list'],
    ['users export', 'users list'],
    ['users import leavers.csv', 'users invite'],
    ['import leavers.csv', 'users invite'],
    ['auth refresh', 'auth token'],
    ['users enable usr_abc123', 'users reactivate'],
    ['users deactviate usr_abc123', 'users deactivate'],
    ['users undelete usr_abc123', 'users reactivate'],
    ['users deactivate-user usr_abc123', 'users deactivate'],
    ['verify-run', 'runs verify'],
    ['list-departments', 'departments'],
    ['complete', 'completion'],
    ['users un-suspend usr_abc123', 'users reactivate'],
    ['undisable usr_abc123', 'users reactivate'],
    ['users recover usr_abc123', 'users reactivate'],
    ['users uninvite a@example.com', 'users remove'],
    ['users unremove usr_abc123', 'users invite'],
    ['users undo-suspend usr_abc123', 'users reactivate'],
    ['users unactivate usr_abc123', 'users deactivate'],
    ['user unblock usr_abc123', 'users reactivate'],
    ['runs check', 'runs verify'],
    ['departments ls', 'departments list'],
    ['runs ls', 'runs list'],
    ['runs status', 'runs show'],
    ['runs rollback', 'runs undo'],
    ['auth whoami', 'auth status'],
    ['auth signin', 'auth login'],
    ['config add org org_xyz789', 'config set'],
    ['sandbox run', 'sandbox start'],
    ['deactivat usr_abc123', 'users deactivate'],
    ['runs logn', 'auth login'],
    ['errors RUN_NOT_FOUND', 'help errors'],
    ['explain RUN_NOT_FOUND', 'help errors'],
    ['exit-codes', 'help exit-codes'],
    ['options', 'help options'],
    ['environment', 'help environment'],
    ['verify', 'runs verify'],
    ['profiles', 'auth list'],
    ['profile list', 'auth list'],
    ['man users', 'help'],
    ['test', 'doctor'],
    ['print users', 'users list'],
    ['users set-role usr_abc123 Member', 'users update-memberships'],
    ['/?', 'help'],
    ['users jane@example.com deactivate', 'users deactivate jane@example.com'],
    ['jane@example.com suspend', 'users deactivate jane@example.com'],
    ['users usr_abc123 update-memberships', 'users update-memberships usr_abc123'],
    ['usr_abc123', 'users get usr_abc123'],
    ['usr_abc123 xyzzyxyzzy', 'users get usr_abc123'],
    ['runs 20261126-040033-ac8a undo', 'runs undo 20261126-040033-ac8a'],
    ['20261126-040033-ac8a', 'runs show 20261126-040033-ac8a'],
    // No command that does not take who was named, and no word that only looks so.
    ['users jane@example.com --help', 'users get jane@example.com'],
    ['jane@example.com login', 'users get jane@example.com'],
    ['jane@example.com invite', 'users invite jane@example.com'],
    ['usr_abc123 invite', 'users get usr_abc123'],
    ['usr_abc123 undo', 'users get usr_abc123'],
    ['20261126-040033-ac8a delete', 'runs show 20261126-040033-ac8a'],
    ['20261126-040033-ac8a deactivate', 'runs show 20261126-040033-ac8a'],
    ['print runs', 'runs list'],
    ['list departments', 'departments list'],
    ['member list', 'users list'],
    ['members remove usr_abc123', 'users remove'],
    ['employees', 'users'],
    ['users members', 'users list'],
    ['users user remove usr_abc123', 'users remove'],
    ['organizations members', 'users list'],
    ['organizations teams', 'departments list'],
    ['users runs show', 'runs show'],
    ['users status usr_abc123', 'users get'],
    ['organizations get', 'organizations list'],
    ['runs watch', 'runs show'],
    ['promote usr_abc123', 'users update-memberships'],
    ['users demote usr_abc123', 'users update-memberships'],
    ['users move usr_abc123', 'users update-memberships'],
    ['users revive usr_abc123', 'users reactivate'],
    ['runs redo 2026', 'runs retry'],
    ['runs SHOW 2026', 'runs show'],
    ['USERS LS', 'users list'],
    ['LIST Runs', 'runs list'],
    ['users SUSPEND usr_abc123', 'users deactivate'],
    ['Auth WhoAmI', 'auth status'],
    ['VERSION', 'version'],
  ])('aitronos %s names ours: %s', async (line, ours) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`hint: did you mean .*\`aitronos ${ours}\`.*\\?\n$`));
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    ['users undelete usr_abc123', /(runs delete|users remove)`/],
    ['users unremove usr_abc123', /users remove`/],
    ['users uninvite a@example.com', /users invite`/],
    ['users undeactivate usr_abc123', /users deactivate`/],
    ['users recover usr_abc123', /users remove`/],
    ['runs undelete 2026', /runs delete`/],
    ['runs undeleted 2026', /runs delete`/],
    ['users uninvited a@example.com', /users invite`/],
    ['users unremov usr_abc123', /users remove`/],
    ['users undo-deactivate usr_abc123', /users deactivate`/],
    ['users undeactivaet usr_abc123', /users deactivate`/],
    ['departments unarchive dept_eng001', /users reactivate`/],
    ['users archive usr_abc123', /users reactivate`/],
  ])('aitronos %s is not told to do the opposite', async (line, opposite) => {
    const { exit, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.not.stringMatching(opposite) });
  });

  it.each([
    'departments members Sales',
    'departments users',
    'departments list --members Sales',
    'users list --department Sales',
    'users list --team=Sales',
  ])('aitronos %s is told what lists who is in a department', async (line) => {
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /hint: `aitronos api get '\/v1\/organizations\/\{org}\/departments\/<dept_id>\/members'` .*\n$/,
    );
  });

  it.each(['stop', 'status', 'logs', 'kill', 'down', 'list', 'show'])(
    'aitronos sandbox %s is told how the sandbox lives and ends',
    async (word) => {
      const { exit, stderr } = await world.current.run(`sandbox ${word}`);
      expect(exit).toBe(2);
      expect(stderr).toContain(
        'hint: it runs only as long as a command, so there is nothing to stop: --sandbox ',
      );
    },
  );

  it.each([
    ['plan', '--plan <file> on a command that changes users writes a plan; `aitronos runs apply <plan>` '],
    ['runs stop', 'Ctrl-C stops a run where it works; `aitronos runs resume <run>` goes on with it'],
    ['runs cancel 2026', 'Ctrl-C stops a run where it works'],
    ['runs STOP', 'Ctrl-C stops a run where it works'],
    ['users DEACTIVATE usr_abc123', 'did you mean `aitronos users deactivate`?'],
    ['runs pause', 'Ctrl-C stops a run where it works'],
    ['users history usr_abc123', '`aitronos audit list --user <user>` shows what was done to a user'],
    ['organizations use org_1', '`aitronos config set org <organization>` stores the one that is used'],
    ['config use-context beta', '`aitronos auth list` shows the profiles, `aitronos auth switch <profile>` '],
    ['invitations list', '`aitronos users list --status pending` lists who is invited'],
    ['departments delete dept_1', 'no command changes departments; `aitronos api <method> <path>` sends '],
    // Two other letters make another word.
    ['batch deactivate', '`aitronos --help` shows the commands'],
    ['users rename usr_abc123', '`aitronos users --help` shows the commands'],
    [
      'users usr_abc123 eactivate',
      'did you mean `aitronos users deactivate usr_abc123` or `aitronos users reactivate',
    ],
    ['users deactivate@', 'did you mean `aitronos users deactivate` or'],
    ['delete departments', '`aitronos --help` shows the commands'],
    ['create roles', '`aitronos --help` shows the commands'],
    // What every object has.
    ['constructor', '`aitronos --help` shows the commands'],
    ['unconstructor', '`aitronos --help` shows the commands'],
    ['users un__proto__', '`aitronos users --help` shows the commands'],
    ['users @people.txt', '`aitronos users --help` shows the commands'],
    // What every object of JavaScript has is no word of ours.
    ['constructor', '`aitronos --help` shows the commands'],
    ['CONSTRUCTOR', '`aitronos --help` shows the commands'],
    ['users unconstructor', '`aitronos users --help` shows the commands'],
  ])('aitronos %s is told what does it, since no command does', async (line, words) => {
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(2);
    expect(stderr).toContain(`hint: ${words}`);
  });

  it.each(
    [tree, ...visibleCommands(tree)].flatMap((at) => visibleCommands(at).map((command) => ({ at, command }))),
  )('is answered with the command of which one letter is wrong: $command._name', ({ at, command }) => {
    const path = at === tree ? command.name() : `${at.name()} ${command.name()}`;
    for (const word of mistyped(command.name())) {
      if (word !== command.name()) expect(meantCommands(at, word, tree), word).toContain(path);
    }
  });

  it('that is like none leads to the help', async () => {
    const { exit, stderr } = await world.current.run('users xyzzyxyzzy');
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        "error: unknown command 'xyzzyxyzzy' (USAGE)\nhint: `aitronos users --help` shows the commands\n",
    });
  });

  it('is told to scripts with what was meant', async () => {
    const { stderr } = await world.current.run('users delete usr_abc123 --json');
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'USAGE', details: { nearest: ['users remove'] } });
  });
});

describe('an option of other tools', () => {
  const secret = 'no option takes a secret, because others could see it: set AITRONOS_ACCESS_TOKEN';
  it.each([
    ['users list --token sk-1', secret],
    ['users deactivate usr_abc123 --api-key=sk-1', secret],
    ['auth login --email jane@example.com --password sk-1', secret],
    ['auth login --token sk-1', 'did you mean --with-token?'],
    ['users deactivate usr_abc123 --department Sales', 'did you mean --transfer-to?'],
    ['users remove usr_abc123 --to Sales', 'did you mean --transfer-to?'],
    ['users deactivate usr_abc123 --at 2026-12-04', 'did you mean --due?'],
    ['users deactivate usr_abc123 --date=2026-12-04', 'did you mean --due?'],
    ['users deactivate usr_abc123 --due', 'name it with --from; its column last_day says when'],
    ['audit list --from 2026-12-04', 'did you mean --since?'],
    ['runs report --to 2026-12-04', 'did you mean --until?'],
    ['users deactivate usr_abc123 --handover Sales', 'did you mean --transfer-to?'],
    ['users invite a@example.com --departement Sales', 'did you mean --department?'],
    ['users deactivate --input leavers.csv', 'did you mean --from?'],
    ['users deactivate --from-file leavers.csv', 'did you mean --from?'],
    ['users update-memberships usr_1 --add-department Sales', 'both lists are replaced: give --role and '],
    ['users update-memberships usr_1 --remove-role=Admin', 'both lists are replaced: give --role and '],
    ['users list --context beta', 'did you mean --profile?'],
    ['users list --namespace org_xyz789', 'did you mean --org?'],
    ['users list --max-items 5', 'did you mean --limit?'],
    ['runs report --md report.md', 'did you mean --markdown?'],
    ['runs report --pdf report.pdf', 'did you mean --html?'],
    ['users list --columns email', 'did you mean --fields?'],
    ['users list --inactive', 'did you mean --status?'],
    ['users list --order desc', 'did you mean --desc?'],
    ['auth login --username jane@example.com', 'did you mean --email?'],
    ['auth login --sso', '`aitronos auth login --help` shows its usage'],
    [
      'runs undo 2026 --org org_xyz789',
      'each run is of one organization, and goes on there: leave --org out',
    ],
    ['runs list --org=org_xyz789', 'each run is of one organization'],
  ])('aitronos %s names ours', async (line, hint) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`hint: ${hint}`);
    expect(stderr).not.toContain('sk-1');
  });
});

describe('an option before the verb', () => {
  it.each([
    ['--org org_xyz789 users list', '--org belongs after the verb: aitronos <command> --org …'],
    ['--transfer-to=dept_eng001 users deactivate usr_1', '--transfer-to belongs after the verb'],
    ['users --org org_xyz789 list', '--org belongs after the verb: aitronos users <command> --org …'],
    ['--yes users remove usr_1', '--yes belongs after the verb'],
  ])('aitronos %s is told where it belongs', async (line, hint) => {
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(2);
    expect(stderr).toContain(`hint: ${hint}`);
  });
});

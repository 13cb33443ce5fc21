import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { adaptCommands, HelpShown } from './cli/commander-adapter.ts';
import { withGlobalOptions } from './cli/global-options.ts';
import { commandPath } from './cli/help/command-tree.ts';
import { firstLines } from './cli/help/page.ts';
import type { Run, TypedCall } from './cli/options.ts';
import { apiCommand } from './commands/api.ts';
import { auditCommand } from './commands/audit.ts';
import { authCommand } from './commands/auth.ts';
import { commandsCommand } from './commands/commands.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommand } from './commands/config.ts';
import { departmentsCommand } from './commands/departments.ts';
import { doctorCommand } from './commands/doctor.ts';
import { helpCommand } from './commands/help.ts';
import { organizationsCommand } from './commands/organizations.ts';
import { rolesCommand } from './commands/roles.ts';
import { runsCommand } from './commands/runs.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { usersCommand } from './commands/users.ts';
import { withNextStep } from './errors/cli-errors.ts';
import type { GlobalFlags } from './settings/global-flags.ts';
import type { Environment } from './system/environment.ts';
import { version } from './version.ts';

/** What most people come for, first. */
const FIRST_LINES = firstLines(
  'users list --search jane',
  'users deactivate jane@example.com --transfer-to Engineering',
  'users deactivate --from leavers.csv --dry-run',
);

/** Starts a command with its global flags and its action. */
export type Enter = (flags: GlobalFlags, ...run: Parameters<Run>) => Promise<void>;

const [CHANGE, RECORD, SET_UP, ELSE] = ['People:', 'Runs:', 'Setting up:', 'More:'];

type MakeNoun = (run: Run, call: TypedCall) => CommandUnknownOpts;

/** The nouns: their descriptions in the root's help, the functions that create their verbs, and their headings. */
const NOUNS: readonly (readonly [name: string, summary: string, make: MakeNoun, heading: string])[] = [
  ['users', 'list, get, deactivate, reactivate, remove, invite, …', usersCommand, CHANGE],
  ['organizations', 'the organizations of the signed-in user', organizationsCommand, CHANGE],
  ['departments', 'the departments of an organization', departmentsCommand, CHANGE],
  ['roles', 'the roles of an organization, and who holds them', rolesCommand, CHANGE],
  ['audit', "the API's own log of an organization: who did what, and when", auditCommand, CHANGE],
  ['runs', 'the record of every run, and plans: list, show, apply, resume, undo, …', runsCommand, RECORD],
  ['auth', 'sign in and out: login, logout, status, list, switch, token', authCommand, SET_UP],
  ['config', 'stored defaults: list, get, set, unset, path', configCommand, SET_UP],
  ['doctor', 'check everything that the program needs', doctorCommand, SET_UP],
  ['completion', 'completion for bash, zsh, fish and PowerShell', completionCommand, SET_UP],
  ['sandbox', 'the API on this machine, to try things out: start, reset', sandboxCommand, SET_UP],
  ['api', 'any other endpoint of the API', apiCommand, ELSE],
  ['commands', 'every command; with --json for programs and agents', commandsCommand, ELSE],
  ['help', 'a command, or a topic: environment, errors, exit-codes, options', helpCommand, ELSE],
];

/**
 * Creates the command tree with the verbs of the typed noun only, or that verb alone, because creating all would take
 * half of the start. Parsing throws `CliError` for a wrong call, and `HelpShown` for help or the version.
 */
export function createProgram(environment: Pick<Environment, 'argv' | 'stdout'>, enter: Enter) {
  const { argv } = environment;
  const [first, second] = argv;
  const root = new Command('aitronos')
    .description('Administer the users of an Aitronos organization.')
    .addHelpText('before', FIRST_LINES)
    .version(version, '-V, --version', 'print the version')
    .helpCommand(false);
  const program = withGlobalOptions(root);
  // Hidden from help, which lists `--version` and `-V`; it only answers users who try it.
  program.addOption(new Option('-v', 'the same as --version').hideHelp()).on('option:v', showVersion);
  let called = commandPath(root);
  program.hook('preAction', (_, command) => {
    called = commandPath(command as unknown as CommandUnknownOpts);
  });
  const run: Run = (...what) =>
    enter(program.opts(), ...what).catch((error: unknown) => {
      throw withNextStep(error, called);
    });
  // Suggestions for a wrong word are taken from all verbs, also those of nouns that were not typed.
  const wholeTree = () => wholeCommandTree(environment.stdout);
  for (const [name, summary, make, heading] of NOUNS) {
    const typed = first === name ? second : undefined;
    const noun: CommandUnknownOpts = argv.includes(name)
      ? make(run, { typed, wholeTree })
      : new Command(name);
    program.addCommand(noun.summary(summary).helpGroup(heading));
  }
  program.addCommand(new Command('version').description('Print the version.').action(showVersion), {
    hidden: true,
  });
  adaptCommands(program as unknown as CommandUnknownOpts, environment, wholeTree);
  return program;
}

/** The command that was called: its words without its arguments (`users deactivate`), and its own options. */
export function calledCommand({
  args: [word],
  commands,
  options,
}: Pick<CommandUnknownOpts, 'args' | 'commands' | 'options'>): CalledCommand {
  const child = commands.find((command) => command.name() === word);
  if (child === undefined) return { words: '', options: options.flatMap(({ long }) => long ?? []) };
  const called = calledCommand(child);
  return { ...called, words: `${child.name()} ${called.words}`.trimEnd() };
}

interface CalledCommand {
  readonly words: string;
  /** As they are typed: `--dry-run`. */
  readonly options: readonly string[];
}

function showVersion(): never {
  throw new HelpShown(`${version}\n`, null);
}

/** The command tree for code that only inspects it. */
export const commandTree = (environment: Pick<Environment, 'argv' | 'stdout'>) =>
  createProgram(environment, async () => {}) as unknown as CommandUnknownOpts;

/** The same tree with the verbs of every noun. */
export const wholeCommandTree = (stdout: Environment['stdout']): CommandUnknownOpts =>
  commandTree({ argv: NOUNS.map(([noun]) => noun), stdout });

import type { Wanted } from './cli/answers/wanted-part.ts';
import { HelpShown } from './cli/commander-adapter.ts';
import { type Context, createContext, type StoredSettings } from './cli/context.ts';
import { peekFlags } from './cli/flags.ts';
import { CliError } from './errors/cli-errors.ts';
import { EXIT, type ExitCode } from './errors/exit-codes.ts';
import { isProgramUpdated, lacksOpenFiles, updatedBody } from './errors/program-updated.ts';
import type { Report } from './errors/report.ts';
import type { View } from './output/view.ts';
import { calledCommand, createProgram, wholeCommandTree } from './program.ts';
import type { GlobalFlags } from './settings/global-flags.ts';
import type { Environment } from './system/environment.ts';
import { requireFilesForCall } from './system/open-files.ts';
import { unreadVariables } from './system/unread-variables.ts';
import { isJsonFormat, isOfEveryAnswer } from './validation/choices.ts';

/** The word by which a shell asks: `aitronos __complete <number of words before> <word>...`. */
const COMPLETE_COMMAND = '__complete';

/** Said where a token such as `user` or `undefined` spoils what is printed. Cannot name the word. */
const HID_WORD =
  'a token, key or password of this call is one short word, and that word reads [redacted] wherever it ' +
  'stands: `aitronos auth status` shows where it comes from';

/** Runs the program once: arguments in, exit code out. With `completeLine`, the only place that catches every error. */
export async function main(environment: Environment): Promise<ExitCode> {
  if (environment.argv[0] === COMPLETE_COMMAND) {
    const { completeLine } = await import('./completion/complete.ts');
    return completeLine(environment);
  }
  const flags = peekFlags(environment.argv);
  let context = createContext(environment, flags);
  const program = createProgram(environment, async (given, { records, stored }, action) => {
    context = createContext(environment, { ...given, org: flags.org }, stored, records);
    requireFilesForCall();
    const choose = await choiceOf({ format: context.format(), fields: given.fields, records });
    const called = calledCommand(program);
    await openFiles(context, called.words, given, stored);
    for (const words of environment.folders.ignored) await context.io.note(words);
    if (stored !== 'unused') await warnOfUnread(context, called.options);
    const view = await choose(await action(context));
    await context.io.show(view);
    await view.until;
    if (view.error !== undefined) throw view.error;
  });
  const failed = await program
    .parseAsync(environment.argv, { from: 'user' })
    .catch((error: unknown) => {
      if (!(error instanceof HelpShown)) throw error;
      return showHelp(error, context, flags);
    })
    .then(() => null)
    .catch(async (error: unknown) => {
      const ended = await told(error, environment.signal.aborted, context);
      // A failure to print the error must not hide the exit code.
      await context.io.fail(ended.body, error).catch(() => {});
      return ended;
    });
  if (context.secrets.hidWord) await context.io.note(HID_WORD).catch(() => {});
  const exit = failed?.exit ?? EXIT.ok;
  await context.end.write(exit, failed?.body ?? null).catch(() => {});
  await context.log.end(exit, failed?.body ?? null).catch(() => {});
  await context.close().catch(() => {});
  return exit;
}

/**
 * Opens the files that the call writes besides its answer. Throws `CliError` where one cannot be written; what prints a
 * fixed text goes on where a variable names it, and says so.
 */
async function openFiles(
  { log, end, io }: Context,
  command: string | null,
  { logFile, summaryFile }: GlobalFlags,
  stored: StoredSettings | undefined,
): Promise<void> {
  const orNote = (typed: string | undefined) => (error: unknown) => {
    if (stored === 'unused' && typed === undefined && error instanceof CliError)
      return io.warn(error.message);
    throw error;
  };
  await log.begin(command).catch(orNote(logFile));
  await end.checkFile().catch(orNote(summaryFile));
}

/**
 * Says which variables are misspelt, or named as an option of the command is, and which names in the stored profile are
 * no settings: without them the call is made with other values, and other guards, than its user believes.
 */
async function warnOfUnread(
  { environment, io, unreadSettings }: Context,
  options: readonly string[],
): Promise<void> {
  const variables = unreadVariables(environment);
  const stored = unreadSettings();
  if (variables.length + stored.length === 0) return;
  const { notesOnUnread } = await import('./commands/help/environment.ts');
  for (const words of notesOnUnread(variables, stored, environment.env, options)) await io.warn(words);
}

/**
 * Prints a page of help as it is, and as JSON where that was typed: a stored format does not change what people read.
 * See docs/decisions/2026-11-26-described-commands.md.
 */
async function showHelp({ message, command }: HelpShown, { io, environment }: Context, flags: GlobalFlags) {
  const wantsJson = flags.json || (flags.output !== undefined && isJsonFormat(flags.output));
  if (command === null || !wantsJson) return io.print(message);
  await choiceOf({ format: 'json', fields: flags.fields });
  const { describedHelp } = await import('./commands/tree/commands-view.ts');
  const described = describedHelp(wholeCommandTree(environment.stdout), command);
  return described === null ? io.print(message) : io.show(described);
}

/** What takes the wanted part out of an answer: most calls want all of it. Throws as `wantedPart` does. */
async function choiceOf(wanted: Wanted): Promise<(view: View) => View | Promise<View>> {
  if (wanted.fields === undefined && isOfEveryAnswer(wanted.format)) return (view) => view;
  const { wantedPart } = await import('./cli/answers/wanted-part.ts');
  return wantedPart(wanted);
}

/** Words an error, also one whose own text cannot be read. What words it is loaded before a run begins. */
async function told(error: unknown, interrupted: boolean, call: Context): Promise<Report> {
  let why = isProgramUpdated(error) || lacksOpenFiles(error) ? error : null;
  const loaded = await loadWords().catch((cause: unknown) => {
    why ??= cause;
    return null;
  });
  if (loaded === null || why !== null) return { exit: EXIT.refused, body: updatedBody(call.change, why) };
  const [{ report, reportCall }] = loaded;
  try {
    const { next, inSandbox, setting, change } = call;
    const address = () => (inSandbox ? null : setting('api-url').value);
    const facts = { untouched: change.untouched, variable: call.credentialVariable };
    return reportCall(error, { interrupted, next, address, ...facts });
  } catch (defect) {
    return report(defect instanceof Error ? defect : new Error('an error that cannot be read'));
  }
}

/** All that words an error and prints it. */
const loadWords = () => Promise.all([import('./errors/report.ts'), import('./output/error-text.ts')]);

export { nodeEnvironment } from './system/node-environment.ts';

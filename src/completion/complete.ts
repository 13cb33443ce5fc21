import { Readable, Writable } from 'node:stream';
import { type Context, createContext } from '../cli/context.ts';
import { EXIT, type ExitCode } from '../errors/exit-codes.ts';
import { safeText } from '../output/safe/safe-text.ts';
import { write } from '../output/write.ts';
import { commandTree } from '../program.ts';
import type { GlobalFlags } from '../settings/global-flags.ts';
import type { Environment } from '../system/environment.ts';
import { apiUrl } from '../validation/addresses.ts';
import { profile } from '../validation/names.ts';
import { filePath } from '../validation/paths.ts';
import { type Cursor, commandsOf, optionsOf, readCursor } from './cursor.ts';
import { argumentSource, optionSource, type Suggestions, suggestValues } from './sources.ts';

const LONGEST_WAIT_S = 1;

/**
 * Completes the line behind `__complete <number of words before>` for a shell: a suggestion a line, its meaning after a
 * tab; `:files` to let the shell list files.
 * The user is still typing: asks no questions, reports no errors, and waits one second at most for the API.
 * See docs/decisions/2026-11-25-shells-ask-the-program.md.
 */
export async function completeLine(environment: Environment): Promise<ExitCode> {
  const [, count = '', ...words] = environment.argv;
  const at = Number(count);
  const before = words.slice(0, at);
  // The word at the cursor may be the beginning of another one: it makes no command.
  const root = commandTree({ argv: before, stdout: environment.stdout });
  const place = readCursor(root, before, words[at] ?? '');
  let opened: Context | undefined;
  const context = () => {
    opened ??= createContext(silenceEnvironment(environment), readGlobalFlags(place.given));
    return opened;
  };
  try {
    const found = await suggestWords(place, context);
    const text = found === 'files' ? ':files\n' : found.map(line).join('');
    await write(environment.stdout, opened?.secrets.redact(text) ?? text);
    await opened?.close();
  } catch {
    // An error message in the middle of the user's line would do harm, so there is none.
  }
  return EXIT.ok;
}

/**
 * Suggests whole words for a position. Commands and options need no look-up; for values it throws what the look-up
 * throws.
 */
async function suggestWords(place: Cursor, context: () => Context): Promise<Suggestions> {
  const found = await candidates(place, context);
  if (found === 'files') return found;
  return found
    .filter(({ value }) => value.startsWith(place.typed))
    .map(({ value, about }) => ({ value: place.prefix + value, about }));
}

function candidates(place: Cursor, context: () => Context): Suggestions | Promise<Suggestions> {
  const { command, option, before, typed, optionsAllowed } = place;
  if (option?.argChoices) return suggestValues(option.argChoices);
  if (option) return optionSource(option.long ?? '', option.flags)(place, context);
  if (optionsAllowed && typed.startsWith('-')) return optionsOf(command);
  if (command.commands.length > 0) return before.length === 0 ? commandsOf(command) : [];
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[before.length] ?? (last?.variadic ? last : undefined);
  if (argument?.argChoices) return suggestValues(argument.argChoices);
  return argument ? argumentSource(argument.name())(place, context) : [];
}

const line = ({ value, about }: { readonly value: string; readonly about: string }) =>
  `${safeText(value)}\t${safeText(about)}\n`;

/** The same environment without questions and output. Keeps its stdin unread, because a first look would open it. */
function silenceEnvironment(environment: Environment): Environment {
  return Object.create(environment, {
    stdin: { value: Readable.from([]) },
    stderr: { value: new Writable({ write: (_chunk, _encoding, done) => done() }) },
  });
}

/** The options of the line that choose the API, profile and organization. Throws `BadValue` for an invalid one. */
function readGlobalFlags(given: ReadonlyMap<string, string>): GlobalFlags {
  const value = (name: string, parse: (text: string) => string) => {
    const text = given.get(name);
    return text === undefined ? undefined : parse(text);
  };
  return {
    output: 'table',
    quiet: true,
    timeout: LONGEST_WAIT_S,
    retries: 0,
    profile: value('--profile', profile),
    apiUrl: value('--api-url', apiUrl),
    caFile: value('--ca-file', filePath),
    sandbox: given.has('--sandbox') ? true : undefined,
  };
}

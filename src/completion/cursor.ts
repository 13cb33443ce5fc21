import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Suggestion } from './cache.ts';

type Option = CommandUnknownOpts['options'][number];

/** The position on the line where the user is typing. */
export interface Cursor {
  readonly command: CommandUnknownOpts;
  /** Whose value is being typed; null when it is none. */
  readonly option: Option | null;
  /** The arguments of the command that stand before. */
  readonly before: readonly string[];
  /** What there is of the value, and what stands in the same word before it: `--org=`. */
  readonly typed: string;
  readonly prefix: string;
  /** False after `--`. */
  readonly optionsAllowed: boolean;
  /** Each option that stands before, by its long name, with its value. */
  readonly given: ReadonlyMap<string, string>;
}

/** What has been read of a line. */
interface Reading {
  command: CommandUnknownOpts;
  /** An option whose value comes next. */
  open: Option | null;
  readonly before: string[];
  optionsAllowed: boolean;
  readonly given: Map<string, string>;
}

/** Reads a line that is not whole yet, as Commander would read it; what it does not know is passed over. */
export function readCursor(root: CommandUnknownOpts, words: readonly string[], word: string): Cursor {
  const reading: Reading = {
    command: root,
    open: null,
    before: [],
    optionsAllowed: true,
    given: new Map(),
  };
  for (const each of words) read(reading, each);
  const { open, optionsAllowed } = reading;
  if (open) return { ...reading, option: open, prefix: '', typed: word };
  const inline = optionsAllowed ? valueWithin(reading.command, word) : null;
  return { ...reading, option: null, prefix: '', typed: word, ...inline };
}

function read(reading: Reading, word: string): void {
  const { command, open, before, optionsAllowed, given } = reading;
  if (open) {
    given.set(open.long ?? word, word);
    reading.open = null;
  } else if (optionsAllowed && word === '--') reading.optionsAllowed = false;
  else if (optionsAllowed && word.length > 1 && word.startsWith('-')) readOption(reading, word);
  else {
    const child = before.length === 0 ? childOf(command, word) : undefined;
    if (child) reading.command = child;
    else before.push(word);
  }
}

function readOption(reading: Reading, word: string): void {
  const inline = valueWithin(reading.command, word);
  const option = inline?.option ?? optionNamed(reading.command, word);
  if (!option?.long) return;
  if (inline) reading.given.set(option.long, inline.typed);
  else if (takesValue(option)) reading.open = option;
  else reading.given.set(option.long, '');
}

/** `--org=org_1` and `-ojson`: the option, and its value in the same word. */
function valueWithin(
  command: CommandUnknownOpts,
  word: string,
): { readonly option: Option; readonly prefix: string; readonly typed: string } | null {
  const [, prefix = '', name = '', typed = ''] = /^((--[\w-]+)=)(.*)$/s.exec(word) ?? SHORT.exec(word) ?? [];
  const option = optionNamed(command, name);
  return option && takesValue(option) ? { option, prefix, typed } : null;
}

const SHORT = /^((-\w)=?)(.+)$/s;

/** Options of the commands above count everywhere below. */
function optionNamed(command: CommandUnknownOpts, name: string): Option | undefined {
  const own = command.options.find(({ long, short }) => long === name || short === name);
  return own ?? (command.parent ? optionNamed(command.parent, name) : undefined);
}

const takesValue = ({ required, optional }: Option) => required || optional;

/** The command below that has this name. */
export function childOf(command: CommandUnknownOpts, word: string): CommandUnknownOpts | undefined {
  return command.commands.find((child) => child.name() === word || child.aliases().includes(word));
}

/** The commands below, without the hidden ones and the `help` that Commander adds to each. */
export const commandsOf = (command: CommandUnknownOpts): Suggestion[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => command.commands.includes(child))
    .map((child) => ({ value: child.name(), about: child.summary() }));

/** The options that count at a command, its own first. */
export function optionsOf(command: CommandUnknownOpts): Suggestion[] {
  const own = command.createHelp().visibleOptions(command);
  const above = command.parent ? optionsOf(command.parent) : [];
  const suggestions = own.map(({ long, description }) => ({ value: long ?? '', about: description }));
  const names = new Set(suggestions.map(({ value }) => value));
  return [...suggestions, ...above.filter(({ value }) => !names.has(value))];
}

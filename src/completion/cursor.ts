import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { childOf, visibleCommands } from '../cli/help/command-tree.ts';
import { fileOptionsOf } from '../cli/help/file-options.ts';
import { findOption } from '../cli/mistakes/unknown-option.ts';
import type { Suggestion } from './cache.ts';

type Option = CommandUnknownOpts['options'][number];

export interface Cursor {
  readonly command: CommandUnknownOpts;
  /** The option whose value is being typed, if any. */
  readonly option: Option | null;
  /** The arguments of the command before this position. */
  readonly before: readonly string[];
  /** The typed part of the value, and the text before it in the same word, such as `--org=`. */
  readonly typed: string;
  readonly prefix: string;
  /** False after `--`. */
  readonly optionsAllowed: boolean;
  /** The options before this position, by their long names, with their values. */
  readonly given: ReadonlyMap<string, string>;
}

interface Reading {
  command: CommandUnknownOpts;
  /** An option that still lacks its value. */
  open: Option | null;
  readonly before: string[];
  optionsAllowed: boolean;
  readonly given: Map<string, string>;
}

/** Reads an incomplete line as Commander would read it, and skips what is unknown. */
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
  const option = inline?.option ?? findOption(word, reading.command);
  if (!option?.long) return;
  if (inline) reading.given.set(option.long, inline.typed);
  else if (takesValue(option)) reading.open = option;
  else reading.given.set(option.long, '');
}

/** An option with its value in the same word: `--org=org_1`, `-ojson`. */
function valueWithin(
  command: CommandUnknownOpts,
  word: string,
): { readonly option: Option; readonly prefix: string; readonly typed: string } | null {
  const [, prefix = '', name = '', typed = ''] = /^((--[\w-]+)=)(.*)$/s.exec(word) ?? SHORT.exec(word) ?? [];
  const option = findOption(name, command);
  return option && takesValue(option) ? { option, prefix, typed } : null;
}

const SHORT = /^((-\w)=?)(.+)$/s;

const takesValue = ({ required, optional }: Option) => required || optional;

/** The subcommands, without hidden ones and the `help` that Commander adds to each. */
export const commandsOf = (command: CommandUnknownOpts): Suggestion[] =>
  visibleCommands(command).map((child) => ({ value: child.name(), about: child.summary() }));

/** The options that a command takes, its own first. */
export function optionsOf(command: CommandUnknownOpts): Suggestion[] {
  const own = [...command.createHelp().visibleOptions(command), ...fileOptionsOf(command)];
  const above = command.parent ? optionsOf(command.parent) : [];
  const suggestions = own.map(({ long, description }) => ({ value: long ?? '', about: description }));
  const names = new Set(suggestions.map(({ value }) => value));
  return [...suggestions, ...above.filter(({ value }) => !names.has(value))];
}

import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { EMPTY_VALUE, usageError } from '../../errors/cli-errors.ts';
import { BadValue, oneOf } from '../../validation/bad-value.ts';
import { type IdKind, nameOfKind } from '../../validation/id-kinds.ts';
import { noSecretIn } from './secret-words.ts';

/** What an option and an argument have in common; `argChoices`: all values, where they are known. */
interface Reading {
  readonly argChoices?: readonly string[] | undefined;
  parseArg?: ((value: string, previous: unknown) => unknown) | undefined;
}

/**
 * Keeps the message of this program's parsers, which quote the value safely and name what was probably meant; Commander
 * would put the bare value before it. `before`: begins the message, such as `--sort <field>: `; `help`: the next step
 * where no better one is known.
 */
export function keepParserMessage(
  read: Reading,
  { before, command, help }: { before: string; command: CommandUnknownOpts; help: string },
): void {
  const { parseArg, argChoices } = read;
  const parse = argChoices ? oneOf('', argChoices) : parseArg;
  if (!parse) return;
  read.parseArg = (value, previous) => {
    try {
      return parse.call(read, value, previous);
    } catch (error) {
      if (error instanceof InvalidArgumentError) throw usageError(before + error.message, help);
      if (!(error instanceof BadValue)) throw error;
      throw usageError(before + error.message, stepFor(value, error, command) ?? help);
    }
  };
}

/** The step for a value of the wrong form; null where no better one than the help is known. */
function stepFor(value: string, { givenKind }: BadValue, command: CommandUnknownOpts): string | null {
  if (value === '') return EMPTY_VALUE;
  if (givenKind !== null) return whereKindBelongs(givenKind, command);
  return command.parent?.name() === 'config' ? noSecretIn('setting holds', value) : null;
}

/** The options that take an id of each kind, and the argument that does. */
const TAKEN_BY: Readonly<Record<IdKind, readonly string[]>> = {
  usr: ['user'],
  org: ['--org'],
  dept: ['--department', '--transfer-to'],
  role: ['--role', '--members'],
  status: ['--status'],
  orgusr: [],
  inv: [],
};

/** Where this command takes an id of the kind that was given in the wrong place; null where it takes none. */
function whereKindBelongs(kind: IdKind, command: CommandUnknownOpts): string | null {
  const options = command.options.flatMap(({ long }) => long ?? []);
  const argument = command.registeredArguments.find((one) => TAKEN_BY[kind].includes(one.name()));
  const found = TAKEN_BY[kind].filter((name) => options.includes(name));
  const takers = argument === undefined ? found : [`<${argument.name()}>`, ...found];
  return takers.length === 0 ? null : `${takers.join(' or ')} takes ${nameOfKind(kind)}`;
}

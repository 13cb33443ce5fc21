import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { type CliError, EMPTY_VALUE, usageError } from '../../errors/cli-errors.ts';
import { BadValue, oneOf } from '../../validation/bad-value.ts';
import { type IdKind, nameOfKind } from '../../validation/id-kinds.ts';
import { noSecretIn } from './secret-words.ts';

/** What an option and an argument have in common; `argChoices`: all values, where they are known. */
interface Reading {
  readonly argChoices?: readonly string[] | undefined;
  parseArg?: ((value: string, previous: unknown) => unknown) | undefined;
}

interface Place {
  /** Begins the message, such as `--sort <field>: `; empty for an argument. */
  readonly before: string;
  readonly command: CommandUnknownOpts;
  /** The next step where no better one is known. */
  readonly help: string;
}

/**
 * Keeps the message of this program's parsers, which quote the value safely and name what was probably meant; Commander
 * would put the bare value before it.
 */
export function keepParserMessage(read: Reading, place: Place): void {
  const { parseArg, argChoices } = read;
  const parse = argChoices ? oneOf('', argChoices) : parseArg;
  if (!parse) return;
  read.parseArg = (value, previous) => {
    try {
      return parse.call(read, value, previous);
    } catch (error) {
      if (error instanceof InvalidArgumentError) throw usageError(place.before + error.message, place.help);
      throw error instanceof BadValue ? refusal(value, error, { ...place, argChoices }) : error;
    }
  };
}

/** The error for a value of the wrong form, with the best step that is known. */
function refusal(
  value: string,
  { message, givenKind }: BadValue,
  { before, command, help, argChoices = [] }: Place & Reading,
): CliError {
  if (value === '') return usageError(before + message, EMPTY_VALUE);
  const isSetting = before === '' && command.parent?.name() === 'config';
  const secret = isSetting ? noSecretIn('setting holds', value) : null;
  // Not with a setting that is written alike: a secret does not belong there either.
  if (secret !== null) return usageError(`there is no setting ${value}`, secret);
  const fields = argChoices.flatMap((choice) => /^column\.(.*)/.exec(choice)?.[1] ?? []);
  if (value.startsWith('column') && fields.length > 0)
    return usageError(before + message, `the fields are ${fields.join(', ')}`);
  const place = givenKind && whereKindBelongs(givenKind, command);
  return usageError(before + message, place ?? help);
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

import { InvalidArgumentError } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { BadValue, oneOf } from '../../validation/bad-value.ts';

/** What an option and an argument have in common; `argChoices`: all values, where they are known. */
interface Reading {
  readonly argChoices?: readonly string[] | undefined;
  parseArg?: ((value: string, previous: unknown) => unknown) | undefined;
}

/**
 * Keeps the message of this program's parsers, which quote the value safely and name what was probably meant; Commander
 * would put the bare value before it. `before`: begins the message, such as `--sort <field>: `; `hint`: the next step.
 */
export function keepParserMessage(read: Reading, before: string, hint: string): void {
  const { parseArg, argChoices } = read;
  const parse = argChoices ? oneOf('', argChoices) : parseArg;
  if (!parse) return;
  read.parseArg = (value, previous) => {
    try {
      return parse.call(read, value, previous);
    } catch (error) {
      const isOurs = error instanceof BadValue || error instanceof InvalidArgumentError;
      throw isOurs ? usageError(before + error.message, hint) : error;
    }
  };
}

import type { Context } from '../cli/context.ts';
import { type Cursor, commandsOf, optionsOf } from './cursor.ts';
import { argumentSource, optionSource, type Suggestions, suggestValues } from './sources.ts';

/**
 * Suggests whole words for a position. Commands and options need no look-up; for values it throws what the look-up
 * throws.
 */
export async function suggestWords(place: Cursor, context: () => Context): Promise<Suggestions> {
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

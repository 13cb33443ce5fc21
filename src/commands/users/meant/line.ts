import type { Context } from '../../../cli/context.ts';
import { shellWord } from '../../../text/shell-word.ts';

/** The longest command line that is proposed. */
const LONGEST_LINE = 300;

/**
 * The command line of this call, in backquotes, with other words in place of the typed ones; these words alone where
 * it would be very long.
 */
export function lineWith(
  { environment }: Context,
  typed: readonly string[],
  meant: readonly string[],
): string {
  const words = ['aitronos', ...environment.argv];
  let [from, first] = [0, words.length];
  for (const word of typed) {
    const at = words.indexOf(word, from);
    const attached = words.findIndex((each) => each.startsWith('--') && each.endsWith(`=${word}`));
    if (at < 0 && attached > 0) return quoted(attach(words, attached, meant), meant);
    if (at < 0) continue;
    first = Math.min(first, at);
    words.splice(at, 1);
    from = at;
  }
  words.splice(first, 0, ...meant);
  return quoted(words, meant);
}

/** The words with another value of the option at this place. */
const attach = (words: readonly string[], at: number, meant: readonly string[]): readonly string[] =>
  words.map((word, index) => (index === at ? `${word.split('=')[0]}=${meant.join(' ')}` : word));

function quoted(words: readonly string[], meant: readonly string[]): string {
  const line = words.map(shellWord).join(' ');
  return `\`${line.length > LONGEST_LINE ? meant.map(shellWord).join(' ') : line}\``;
}

import type { GlobalFlags } from '../settings/global-flags.ts';
import { FORMATS } from '../validation/choices.ts';
import { writtenFile } from '../validation/paths.ts';
import { looksLikeOption } from './mistakes/forgotten-value.ts';

/** Reads from a command line that failed to parse the options that say how and where its error is told. */
export function peekFlags(argv: readonly string[]): GlobalFlags {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const named = words.map((word, index) => {
    if (word === '-o' || word === '--output') return words[index + 1];
    return /^(?:--output=|-o=?)(.+)$/.exec(word)?.[1];
  });
  const output = FORMATS.find((format) => named.includes(format));
  const [logFile, summaryFile] = [fileOf('--log-file', words), fileOf('--summary-file', words)];
  return {
    ...(output && { output }),
    ...(words.includes('--json') && { json: true as const }),
    ...(words.includes('--debug') && { debug: true as const }),
    ...(logFile !== undefined && { logFile }),
    ...(summaryFile !== undefined && { summaryFile }),
    color: !words.includes('--no-color'),
    pager: !words.includes('--no-pager'),
  };
}

/** The path that an option names last; none where it is malformed, which is the error then. */
function fileOf(option: string, words: readonly string[]): string | undefined {
  const given = words.flatMap((word, index) => {
    if (word.startsWith(`${option}=`)) return [word.slice(option.length + 1)];
    const next = words[index + 1];
    // Where the value was forgotten, no file is written that bears the name of the next option.
    return word === option && next !== undefined && !looksLikeOption(next) ? [next] : [];
  });
  try {
    const last = given.at(-1);
    return last === undefined ? undefined : writtenFile(last);
  } catch {
    return undefined;
  }
}

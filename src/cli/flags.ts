import { orElse } from '../or-else.ts';
import type { GlobalFlags } from '../settings/global-flags.ts';
import { apiUrl } from '../validation/addresses.ts';
import { FORMATS } from '../validation/choices.ts';
import { fieldNames } from '../validation/fields.ts';
import { organizationOrName, profile } from '../validation/names.ts';
import { filePath, writtenFile } from '../validation/paths.ts';
import { looksLikeOption } from './mistakes/option-words.ts';

/**
 * Reads from a command line, before it is parsed, the options that say how and where an error in it is told, and those
 * with which the command that mends it has to be typed.
 */
export function peekFlags(argv: readonly string[]): GlobalFlags {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const formats = words.flatMap((word, index) => {
    const isAlone = /^(?:--output|-[qy]*o)$/.test(word);
    const named = isAlone ? words[index + 1] : /^(?:--output=|-[qy]*o=?)(.+)$/.exec(word)?.[1];
    return FORMATS.filter((format) => format === named);
  });
  const has = (word: string) => words.includes(word) || undefined;
  return {
    output: formats.at(-1),
    json: has('--json'),
    debug: has('--debug'),
    logFile: lastOf('--log-file', words, writtenFile),
    summaryFile: lastOf('--summary-file', words, writtenFile),
    org: lastOf('--org', words, organizationOrName),
    profile: lastOf('--profile', words, profile),
    apiUrl: lastOf('--api-url', words, apiUrl),
    caFile: lastOf('--ca-file', words, filePath),
    sandbox: has('--sandbox'),
    fields: lastOf('--fields', words, fieldNames),
    color: !words.includes('--no-color'),
    pager: !words.includes('--no-pager'),
  };
}

/** The value that an option has last; none where it is malformed, which is the error then. */
function lastOf<T>(option: string, words: readonly string[], parse: (text: string) => T): T | undefined {
  const given = words.flatMap((word, index) => {
    if (word.startsWith(`${option}=`)) return [word.slice(option.length + 1)];
    const next = words[index + 1];
    // Where the value was forgotten, no file is written that bears the name of the next option.
    return word === option && next !== undefined && !looksLikeOption(next) ? [next] : [];
  });
  const last = given.at(-1);
  return last === undefined ? undefined : orElse(() => parse(last), undefined);
}

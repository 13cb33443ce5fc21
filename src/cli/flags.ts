import type { GlobalFlags } from '../settings/global-flags.ts';
import { FORMATS } from '../validation/choices.ts';

/** Reads the output flags of a command line that failed to parse, to format its error. */
export function peekFlags(argv: readonly string[]): GlobalFlags {
  const named = argv.map((word, index) => {
    if (word === '-o' || word === '--output') return argv[index + 1];
    return /^(?:--output=|-o=?)(.+)$/.exec(word)?.[1];
  });
  const output = FORMATS.find((format) => named.includes(format));
  return {
    ...(output && { output }),
    ...(argv.includes('--json') && { json: true as const }),
    ...(argv.includes('--debug') && { debug: true as const }),
    color: !argv.includes('--no-color'),
  };
}

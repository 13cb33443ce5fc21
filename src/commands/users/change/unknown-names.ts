import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { NoMatch } from '../../../lookup/match.ts';

const HINTS = {
  NO_MATCH:
    '`aitronos users list --search <text>` and `aitronos departments list` show who and what there is',
  SEVERAL_MATCHES: 'name the one that is meant by its id',
  UNUSABLE_ID:
    'what the API says there is no id of its own kind: name the one that is meant by its id, and tell whoever runs the API',
};

/** How the error for unknown names begins and ends. */
interface Wording {
  /** The option that held the names; null where it goes without saying. */
  readonly option: string | null;
  /** What did not happen for it, after a colon; null where nothing was to be changed. */
  readonly consequence: string | null;
}

/** All names that mean none or several, as one error (exit 1). */
export function unknownNamesError(
  mismatches: readonly NoMatch[],
  { option, consequence }: Wording,
): CliError {
  const codes = new Set(mismatches.map(({ code }) => code));
  const [code = 'NO_MATCH'] = codes;
  const messages = [...new Set(mismatches.map(({ message }) => message))].join('; ');
  const begin = option === null ? '' : `${option}: `;
  const end = consequence === null ? '' : `: ${consequence}`;
  const hint = [...codes].map((each) => HINTS[each]).join('; ');
  return new CliError(code, EXIT.refused, begin + messages + end, hint, {
    details: {
      candidates: mismatches.flatMap(({ candidates }) => candidates),
      nearest: mismatches.flatMap(({ nearest }) => nearest),
    },
  });
}

import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { NoMatch } from '../../../lookup/match.ts';

const SHOWN_BY: Readonly<Record<string, string>> = {
  user: '`aitronos users list --search <text>` finds people',
  department: '`aitronos departments list` shows the departments',
  role: '`aitronos roles list` shows the roles',
};

const HINTS = {
  SEVERAL_MATCHES: 'name the one that is meant by its id',
  UNUSABLE_ID:
    'the API gives it an id of another form: name the one that is meant by its id, and tell whoever runs the API',
};

interface Wording {
  /** The option that held the names; null where it need not be named. */
  readonly option: string | null;
  /** The consequence, added after a colon, such as that nothing was changed; null for a command that only reads. */
  readonly consequence: string | null;
}

/** One error (exit 1) for all names without exactly one match. */
export function unknownNamesError(
  mismatches: readonly NoMatch[],
  { option, consequence }: Wording,
): CliError {
  const codes = new Set(mismatches.map(({ code }) => code));
  const [code = 'NO_MATCH'] = codes;
  const messages = [...new Set(mismatches.map(({ message }) => message))].join('; ');
  const begin = option === null ? '' : `${option}: `;
  const end = consequence === null ? '' : `: ${consequence}`;
  const steps = mismatches.map(({ code: each, kind }) =>
    each === 'NO_MATCH' ? SHOWN_BY[kind] : HINTS[each],
  );
  const hint = [...new Set(steps.filter((step) => step !== undefined))].join('; ');
  return new CliError(code, EXIT.refused, begin + messages + end, hint, {
    details: {
      candidates: mismatches.flatMap(({ candidates }) => candidates),
      nearest: mismatches.flatMap(({ nearest }) => nearest),
    },
  });
}

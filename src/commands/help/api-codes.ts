import { apiCodes } from '../../errors/api-cures.ts';
import type { Entries } from '../../errors/catalogue/entry.ts';
import { operationOf } from '../../operations/by-action.ts';

/** What the API says with each status of its documented codes. */
const MEANINGS: Readonly<Record<number, string>> = {
  400: 'does not take what was sent',
  401: 'does not accept this sign-in',
  403: 'does not allow it to this user',
  404: 'has no such thing in this organization',
  409: 'cannot do it while things are as they are',
  422: 'understands what was sent, and cannot do it like this',
};

/**
 * The codes of the API as entries like those of this program. The cures are those of the hints; the API's message in
 * an error says what it is about.
 */
export const API_ENTRIES: Entries = Object.fromEntries(
  apiCodes().map(({ code, statuses, step }) => [
    code,
    {
      exits: [...new Set(statuses.map((status) => ([401, 403].includes(status) ? 4 : 1)))],
      cause: `a code of the API, with HTTP ${statuses.join(' or ')}: the API ${meaningOf(statuses)}${doneFor(code)}`,
      cure: step,
      example: { none: 'the API says it, not aitronos' },
    },
  ]),
);

/** Which command takes the code as done: for it alone that is a success. */
function doneFor(code: string): string {
  const done = Object.values(operationOf).find(({ alreadyApplied }) => alreadyApplied?.code === code);
  if (!done?.alreadyApplied?.note) return '';
  return `; \`users ${done.action}\` takes that as done, and ends with 0 without --strict`;
}

function meaningOf(statuses: readonly number[]): string {
  return statuses.flatMap((status) => MEANINGS[status] ?? []).join(', or ');
}

import { distance } from 'fastest-levenshtein';
import { OPTION_SYNONYMS } from '../../cli/mistakes/unknown-option.ts';
import { CREDENTIAL_VARIABLES } from '../../secrets/environment.ts';
import type { Environment } from '../../system/environment.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { VARIABLES } from './environment.ts';

/**
 * A note for each variable that was probably meant to be another one, of which none is set. Kubernetes sets some of
 * the others, which name a service.
 */
export const notesOnVariables = (unread: readonly string[], env: Environment['env']): string[] =>
  unread.flatMap((name) => {
    const meant = meantVariables(name.slice(PREFIX.length));
    const words = meant.some((other) => env[other]) ? null : didYouMean(meant);
    return words === null ? [] : `${name} is not read: ${words}`;
  });

const PREFIX = 'AITRONOS_';

/** The variables that were probably meant by one of another name, which is given without the prefix. */
function meantVariables(rest: string): readonly string[] {
  if (/(?:TOKEN|KEY)$/i.test(rest)) return CREDENTIAL_VARIABLES;
  if (/^(?:SERVICE|PORT)(?:_|$)/.test(rest)) return [];
  const word = rest.toLowerCase().replaceAll('_', '-');
  const ours = VARIABLES.filter(([variable]) => variable.startsWith(PREFIX));
  const named = ours.filter(([, option]) => OPTION_SYNONYMS[option]?.split(' ').includes(word));
  if (named.length > 0) return named.map(([variable]) => variable);
  const near = findNearest(
    rest,
    ours.map(([variable]) => variable.slice(PREFIX.length)),
  );
  return near.filter((other) => isMistyped(rest.toUpperCase(), other)).map((other) => PREFIX + other);
}

/** One letter is wrong, missing, too many or elsewhere, or the end is missing: other words are of other tools. */
const isMistyped = (typed: string, name: string): boolean =>
  name.startsWith(typed) ||
  distance(typed, name) <= 1 ||
  distance(sortLetters(typed), sortLetters(name)) <= 1;

const sortLetters = (text: string): string => [...text].sort().join('');

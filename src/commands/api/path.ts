import { apiPath } from '../../validation/api-path.ts';
import { BadValue } from '../../validation/bad-value.ts';

export const ORG = '{org}';

/** Stands for `{org}` while the path is checked; a path may hold these characters. */
const STAND_IN = '~~org~~';

/** Checks the path of a request, in which `{org}` may stand. Throws `BadValue`. */
export function pathWithOrg(text: string): string {
  const filled = text.replaceAll(ORG, STAND_IN);
  const [open] = /\{[\w-]*\}/.exec(filled) ?? [];
  if (open !== undefined) {
    const meant = text.replaceAll(/\{org(?:anization)?(?:_?id)?\}/gi, ORG);
    const expected = `a path of the API that is filled in: write a value for ${open} (only ${ORG} is filled in here)`;
    throw new BadValue(expected, text, meant === text ? [] : [meant]);
  }
  try {
    apiPath(filled);
  } catch (error) {
    if (error instanceof BadValue) error.message = error.message.replaceAll(STAND_IN, ORG);
    throw error;
  }
  return text;
}

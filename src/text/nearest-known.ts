import { cutText } from './cut.ts';
import type { Suggest } from './first-suggestions.ts';
import { foldCase } from './fold-case.ts';
import { didYouMean, findNearest } from './nearest.ts';

const LONGEST_NAME_BYTES = 200;

/** One of the values that an organization has, such as a role. Either part is null where the API omits it. */
export interface KnownValue {
  readonly id: string | null;
  readonly name: string | null;
}

/** The values whose id or name is written like the text, nearest first. */
export function nearestKnown(
  text: string,
  values: readonly KnownValue[],
  suggest: Suggest = findNearest,
): string[] {
  const spellings = values.flatMap((value) =>
    (value.id === null ? [] : [withoutPrefix(value.id), value.name]).flatMap((spelling) =>
      spelling ? [{ spelling: foldCase(spelling), value }] : [],
    ),
  );
  const near = suggest(
    withoutPrefix(foldCase(text)),
    spellings.map(({ spelling }) => spelling),
  );
  const found = near.flatMap((name) => spellings.filter(({ spelling }) => spelling === name));
  return [...new Set(found.map(({ value }) => describeValue(value)))];
}

/** The part of an id that differs: all ids of a kind begin alike, and would seem similar. */
const withoutPrefix = (text: string): string => text.replace(/^[a-z]{2,10}_/, '');

/** `role_admin (Admin)` */
export const describeValue = ({ id, name }: KnownValue): string =>
  name === null ? `${id}` : `${id} (${cutText(name, LONGEST_NAME_BYTES)})`;

/** `there is no role role_membr (did you mean role_member (Member)?)` */
export function noSuchValue(
  what: string,
  id: string,
  values: readonly KnownValue[],
  suggest: Suggest = findNearest,
): string {
  const meant = didYouMean(nearestKnown(id, values, suggest));
  return `there is no ${what} ${id}${meant === null ? '' : ` (${meant})`}`;
}

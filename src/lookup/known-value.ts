import { foldCase } from '../text/fold-case.ts';
import { didYouMean, findNearest } from '../text/nearest.ts';

/** One of the values that an organization has, such as a role. Either part is null where the API omits it. */
export interface KnownValue {
  readonly id: string | null;
  readonly name: string | null;
}

/** The id that was meant, or why there is none: a message, the next step, and the nearest values. */
export type KnownMatch =
  | { readonly id: string }
  | { readonly message: string; readonly hint: string; readonly nearest: readonly string[] };

const MOST = 10;

/**
 * Finds the one value that fits. `what`: such as `role`; `typed`: the text that was given; `elsewhere`: the step that
 * shows all values.
 */
export function matchKnownValue(
  { what, typed, elsewhere }: { readonly what: string; readonly typed: string; readonly elsewhere: string },
  values: readonly KnownValue[],
  fits: (value: KnownValue) => boolean,
): KnownMatch {
  const found = values.filter((value) => value.id !== null && fits(value));
  const [first] = found;
  if (first && first.id !== null && found.length === 1) return { id: first.id };
  if (first) {
    return {
      message: `there is more than one ${what} ${JSON.stringify(typed)}: ${listed(found)}`,
      hint: 'name the one that is meant by its id',
      nearest: found.map(describe),
    };
  }
  const nearest = nearestValues(typed, values);
  const all = values.length === 0 ? null : `there are ${listed(values)}`;
  const more = didYouMean(nearest) ?? all;
  return {
    message: `there is no ${what} ${JSON.stringify(typed)}${more === null ? '' : `; ${more}`}`,
    hint: elsewhere,
    nearest,
  };
}

/** The values whose id or name is written like the text, nearest first. */
function nearestValues(text: string, values: readonly KnownValue[]): string[] {
  const spellings = values.flatMap((value) =>
    [value.id && withoutPrefix(value.id), value.name].flatMap((spelling) =>
      spelling ? [{ spelling: foldCase(spelling), value }] : [],
    ),
  );
  const near = findNearest(
    withoutPrefix(text),
    spellings.map(({ spelling }) => spelling),
  );
  const found = near.flatMap((name) => spellings.filter(({ spelling }) => spelling === name));
  return [...new Set(found.map(({ value }) => describe(value)))].slice(0, MOST);
}

/** The part of an id that differs: all ids of a kind begin alike, and would seem similar. */
const withoutPrefix = (text: string): string => text.replace(/^[a-z]{2,10}_/, '');

const describe = ({ id, name }: KnownValue): string => (name === null ? `${id}` : `${id} (${name})`);

function listed(values: readonly KnownValue[]): string {
  const shown = values.slice(0, MOST).map(describe).join(', ');
  return values.length > MOST ? `${shown} and ${values.length - MOST} more` : shown;
}

import { namedFirst } from '../text/counted.ts';
import { didYouMean } from '../text/nearest.ts';
import { describeValue, type KnownValue, nearestKnown } from '../text/nearest-known.ts';
import { showUnseen } from '../text/shown.ts';

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
  const given = showUnseen(JSON.stringify(typed));
  if (first && first.id !== null && found.length === 1) return { id: first.id };
  if (first) {
    return {
      message: `there is more than one ${what} ${given}: ${listed(found)}`,
      hint: 'name the one that is meant by its id',
      nearest: found.map(describeValue),
    };
  }
  const nearest = nearestKnown(typed, values);
  const usable = values.filter(({ id }) => id !== null);
  const all = usable.length === 0 ? null : `there are ${listed(usable)}`;
  const more = didYouMean(nearest) ?? all;
  return {
    message: `there is no ${what} ${given}${more === null ? '' : `; ${more}`}`,
    hint: elsewhere,
    nearest,
  };
}

const listed = (values: readonly KnownValue[]): string => namedFirst(values.map(describeValue), MOST);

import { foldName } from '../columns/field-names.ts';
import { wordList } from '../words/word-set.ts';

/** Folded names of fields by which a page says that others follow. */
const MORE_PAGES = new Set(
  wordList([
    'next|next page|next page token|next page url|next link|next url|next cursor|next token|odata next link|has more',
    'has next|has next page|has more pages',
  ]).map(foldName),
);

/** Folded names of objects in which such a field may stand. */
const AROUND = new Set(
  wordList(['link|links|meta|metadata|response metadata|paging|pagination|page info|cursors']).map(foldName),
);

/** Folded names of fields that count pages, and of those of SCIM that count people. */
const COUNTS: ReadonlyMap<string, 'pages' | 'total' | 'size'> = new Map(
  (
    [
      ['total pages', 'pages'],
      ['page count', 'pages'],
      ['last page', 'pages'],
      ['total results', 'total'],
      ['items per page', 'size'],
    ] as const
  ).map(([name, what]) => [foldName(name), what]),
);

const folded = (field: string) => foldName(field.replace('@', ''));

/** True for a field of a document whose value may say that other pages follow. */
export const tellsOfPages = (field: string): boolean =>
  MORE_PAGES.has(folded(field)) || AROUND.has(folded(field)) || COUNTS.has(folded(field));

/** Counts of pages or people, from which one page may be told: a document with more of them is not whole. */
export class PageCounts {
  readonly #counts = new Map<string, { readonly field: string; readonly count: number }>();

  add(field: string, value: unknown): void {
    const what = COUNTS.get(folded(field));
    if (what !== undefined && typeof value === 'number') this.#counts.set(what, { field, count: value });
    if (!AROUND.has(folded(field)) || typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) if (!AROUND.has(folded(name))) this.add(name, inner);
  }

  /** The field by which there are other pages; undefined where none says so. */
  get more(): string | undefined {
    const [pages, total, size] = ['pages', 'total', 'size'].map((what) => this.#counts.get(what));
    if (pages !== undefined && pages.count > 1) return pages.field;
    return total !== undefined && size !== undefined && total.count > size.count ? total.field : undefined;
  }
}

/** The field by which a value says so: that of the document, or one a level down. Undefined where nothing follows. */
export function saysMore(field: string, value: unknown): string | undefined {
  if (MORE_PAGES.has(folded(field))) return isMore(value) ? field : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const [inner] =
    Object.entries(value).find(([name, of]) => MORE_PAGES.has(folded(name)) && isMore(of)) ?? [];
  return inner === undefined ? undefined : `${field}.${inner.slice(0, LONGEST_FIELD)}`;
}

const LONGEST_FIELD = 40;

/** A link, a number or a token, also in an object: `"next": {"href": "https://…"}`. */
function isMore(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.values(value).some((of) => (typeof of === 'object' ? of !== null : Boolean(of)));
}

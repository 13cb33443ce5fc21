import { foldedNames, foldName } from '../columns/field-names.ts';

/** Folded names of fields by which a page says that others follow. */
const MORE_PAGES = foldedNames([
  'next|next page|next page token|next page url|next link|next url|next cursor|next token|odata next link|has more',
  'has next|has next page|has more pages',
]);

/** Folded names of objects in which such a field may stand. */
const AROUND = foldedNames([
  'link|links|meta|metadata|response metadata|paging|pagination|page info|cursors',
]);

/** Folded names of fields that count pages or all rows, that say how many a page has, and that it is the last. */
const COUNTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pages: 'total pages|page count|last page',
    all: 'total|total results|total count|total users count|total records|total items|total elements',
    size: 'items per page|max results|page size|per page|limit|take',
    last: 'is last|is last page',
  }).flatMap(([what, names]) => names.split('|').map((name) => [foldName(name), what] as const)),
);

const folded = (field: string) => foldName(field.replace('@', ''));

/** True for a field of a document whose value may say that other pages follow. */
export const tellsOfPages = (field: string): boolean =>
  MORE_PAGES.has(folded(field)) || AROUND.has(folded(field)) || COUNTS.has(folded(field));

/** What a document says of its pages and rows, from which one page may be told: it has fewer than there are. */
export class PageCounts {
  readonly #counts = new Map<string, { readonly field: string; readonly count: number }>();

  add(field: string, value: unknown): void {
    const what = COUNTS.get(folded(field));
    if (what !== undefined && ['number', 'boolean'].includes(typeof value))
      this.#counts.set(what, { field, count: Number(value) });
    if (!AROUND.has(folded(field)) || typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) if (!AROUND.has(folded(name))) this.add(name, inner);
  }

  /** The field by which there are other pages beside these rows; undefined where none says so. */
  more(rows: number): string | undefined {
    const { pages, all, size, last } = Object.fromEntries(this.#counts);
    if (pages !== undefined && pages.count > 1) return pages.field;
    return size && all && all.count > rows ? all.field : last?.count === 0 ? last.field : undefined;
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

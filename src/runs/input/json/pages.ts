import { foldName } from '../columns/field-names.ts';

/** Folded names of fields by which a page says that others follow. */
const MORE_PAGES = new Set(
  [
    'next',
    'next page',
    'next page token',
    'next page url',
    'next link',
    'next url',
    'next cursor',
    'next token',
    'odata next link',
    'has more',
    'has next',
    'has next page',
    'has more pages',
  ].map(foldName),
);

/** Folded names of objects in which such a field may stand. */
const AROUND = new Set(
  [
    'link',
    'links',
    'meta',
    'metadata',
    'response metadata',
    'paging',
    'pagination',
    'page info',
    'cursors',
  ].map(foldName),
);

const folded = (field: string) => foldName(field.replace('@', ''));

/** True for a field of a document whose value may say that other pages follow. */
export const tellsOfPages = (field: string): boolean =>
  MORE_PAGES.has(folded(field)) || AROUND.has(folded(field));

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

import type { Format } from '../../validation/choices.ts';
import { fitsOrNull } from '../../validation/ids.ts';
import { isObject } from '../../validation/objects.ts';

/** What the records of a command's answer hold; known before anything is sent. */
export interface RecordShape {
  /** The id of a record, null where it has none that can be one; absent where such records have no ids. */
  readonly idOf?: (record: unknown) => string | null;
  /** Whether a list of ids has this record; absent where it has all of them. */
  readonly isListed?: (record: unknown) => boolean;
  /** The documented fields of a record, dotted where nested; `.*` at the end stands for any name. */
  readonly fields: readonly string[];
  /** True where answers are printed as they came, in which no field is known and no form can be chosen. */
  readonly isAsItCame?: true;
  /** The fields that the headings of the table and the columns of the CSV show, where these are called otherwise. */
  readonly headings?: Readonly<Record<string, string>>;
  /** The headings that show more than one field, or one in place of another, with what may be chosen instead. */
  readonly mixed?: Readonly<Record<string, readonly string[]>>;
  /** True where a record may have fields that are not documented: it is the API's own. */
  readonly isOpen?: true;
  /** True where the answer has a form for pages that are read as Markdown. */
  readonly hasMarkdown?: true;
  /** The field with further records of the same kind within a record, which stays in JSON. */
  readonly children?: string;
}

/**
 * Finds the id of a record in the first of these fields that holds one. `form` throws `BadValue` for anything else:
 * what the API says reaches a pipe as an id or not at all.
 */
export const idIn =
  (form: (text: string) => string, ...fields: readonly string[]) =>
  (record: unknown): string | null => {
    if (!isObject(record)) return null;
    for (const field of fields) {
      const id = fitsOrNull(form, record[field]);
      if (id !== null) return id;
    }
    return null;
  };

/** The names of fields within a field. */
export const fieldsWithin = (field: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${field}.${name}`);

/** True for a documented field. */
export const isDocumented = ({ fields }: RecordShape, name: string): boolean =>
  fields.some((field) => (field.endsWith('.*') ? name.startsWith(field.slice(0, -1)) : field === name));

/**
 * True for a format that an answer can have: ids and Markdown are not of every one, and have no fields to choose from.
 * What is typed and cannot be is refused; what comes from elsewhere is then for other commands.
 */
export const isShown =
  (records: RecordShape | undefined, fields: readonly string[] | undefined) =>
  (format: Format): boolean => {
    if (format === 'ids') return records?.idOf !== undefined && fields === undefined;
    if (format === 'markdown') return records?.hasMarkdown === true && fields === undefined;
    return true;
  };

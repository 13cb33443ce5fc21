/**
 * The text of a field of a row, or of a record, which is not checked field by field when it is read; null where it is
 * absent, empty or no text.
 */
export function textIn(object: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

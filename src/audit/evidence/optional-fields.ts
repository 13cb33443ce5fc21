/** The text of a field that journals of older versions do not have; null where it is absent, empty or no text. */
export function textIn(object: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The same for a field that is an object. */
export function objectIn(object: object, name: string): object | null {
  const value: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
  return typeof value === 'object' && value !== null ? value : null;
}

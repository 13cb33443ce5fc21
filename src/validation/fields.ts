import { BadValue } from './bad-value.ts';

/** The names of fields with commas between them, dotted where nested; none of them twice. */
export function fieldNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  const twice = given.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) {
    throw new BadValue(`each field once (${JSON.stringify(twice)} is given twice)`, text, [given.join()]);
  }
  if (given.length === names.length) return names;
  const nearest = given.length === 0 ? [] : [given.join()];
  throw new BadValue('names of fields with commas between them, none of them empty', text, nearest);
}

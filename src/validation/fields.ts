import { BadValue } from './bad-value.ts';

/** The names of fields with commas between them, dotted where nested; none of them twice. */
export function fieldNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.every((name) => name !== '') && twice === undefined) return names;
  throw new BadValue('names of fields with commas between them, none of them empty or given twice', text);
}

import { isDocumented, type RecordShape } from './record-shape.ts';

/**
 * The names of fields as records have them: a heading of the table or a column of the CSV stands for the field that it
 * shows, and capitals, blanks and dashes are not told apart from the name's own spelling. Unknown names stay.
 */
export const fieldsMeant = (names: readonly string[], shape: RecordShape): readonly string[] =>
  names.map((name) => fieldMeant(name, shape));

function fieldMeant(name: string, shape: RecordShape): string {
  const { headings = {} } = shape;
  if (isDocumented(shape, name)) return name;
  const folded = snakeCase(name);
  const shown = Object.hasOwn(headings, folded) ? headings[folded] : undefined;
  // A column of the input, as the CSV of results calls one that the results have too.
  if (name.startsWith(INPUT) && shape.fields.includes('input')) return `input.${name.slice(INPUT.length)}`;
  // In capitals it is rather a heading than a field of the same name.
  if (isDocumented(shape, folded) && (shown === undefined || name !== name.toUpperCase())) return folded;
  return shown ?? name;
}

/** What may be chosen in place of a heading that no field alone is; undefined for any other name. */
export const fieldsOfMixed = (name: string, { mixed = {} }: RecordShape): readonly string[] | undefined =>
  Object.hasOwn(mixed, snakeCase(name)) ? mixed[snakeCase(name)] : undefined;

const INPUT = 'input_';

/** `USER ID`, `user-id` and `userId` as `user_id`. */
const snakeCase = (name: string): string =>
  (name === name.toUpperCase() ? name : name.replace(/([a-z])(?=[A-Z])/g, '$1_'))
    .toLowerCase()
    .replace(/[\s-]/g, '_');

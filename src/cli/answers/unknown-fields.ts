import { type CliError, usageError } from '../../errors/cli-errors.ts';
import { fieldsMeant } from '../../output/selection/field-names.ts';
import { isDocumented, type RecordShape } from '../../output/selection/record-shape.ts';
import { findNearest } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';
import { showUnseen } from '../../text/shown.ts';

/** The usage error for fields that records of this shape do not have; it lists those that there are. */
export function unknownFields(names: readonly string[], shape: RecordShape): CliError {
  const { fields } = shape;
  const what = names.length === 1 ? 'there is no field' : 'there are no fields';
  const message = `--fields: ${what} ${names.map((name) => showUnseen(JSON.stringify(name))).join(', ')}`;
  const divided = names.flatMap((name) => name.split(DIVIDERS).filter((part) => part !== ''));
  const meant = fieldsMeant(divided, shape);
  if (divided.length > names.length && meant.every((name) => isDocumented(shape, name))) {
    const list = [...new Set(meant)].join();
    return usageError(message, `put a comma between fields: --fields ${shellWord(list)}`, {
      nearest: meant,
      fields,
    });
  }
  const known = [...fields, ...Object.keys(shape.headings ?? {})];
  const spelt = names.flatMap((name) => findNearest(name, known));
  const nearest = [
    ...new Set(spelt.map((name) => (fields.includes(name) ? name : (shape.headings?.[name] ?? name)))),
  ];
  const near = nearest.length === 0 ? '' : `did you mean ${nearest.join(' or ')}? `;
  return usageError(message, `${near}there are: ${fields.join(', ')}`, { nearest, fields });
}

/** What may stand between fields in place of a comma. */
const DIVIDERS = /[\s;|+/&]/;

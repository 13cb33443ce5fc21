import { type CliError, usageError } from '../../errors/cli-errors.ts';
import type { RecordShape } from '../../output/selection/record-shape.ts';
import { findNearest } from '../../text/nearest.ts';

/** The usage error for fields that records of this shape do not have; it lists those that there are. */
export function unknownFields(names: readonly string[], { fields }: RecordShape): CliError {
  const nearest = [...new Set(names.flatMap((name) => findNearest(name, fields)))];
  const meant = nearest.length === 0 ? '' : `did you mean ${nearest.join(' or ')}? `;
  const what = names.length === 1 ? 'there is no field' : 'there are no fields';
  return usageError(
    `--fields: ${what} ${names.map((name) => JSON.stringify(name)).join(', ')}`,
    `${meant}there are: ${fields.join(', ')}`,
    {
      nearest,
      fields,
    },
  );
}

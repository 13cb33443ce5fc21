import { type CliError, usageError } from '../../errors/cli-errors.ts';
import { type Format, isJsonFormat } from '../../validation/choices.ts';

/** True for a format that would not change an answer which is printed as it came. */
export const isIgnored = (format: Format): boolean => !isJsonFormat(format);

/** The refusal of a format that would be ignored. */
export const ignoredFormat = (format: Format): CliError =>
  usageError(
    `the answer is printed as the API sent it, so there is no --output ${format} of it`,
    "leave --output out (json and jsonl are for errors alone); jq makes other forms: `… | jq -r '.[].id'`",
  );

import { usageError } from '../../errors/cli-errors.ts';
import { type Format, isJsonFormat } from '../../validation/choices.ts';

/** Refuses a format that would not change an answer which is printed as it came. Throws `CliError` (usage). */
export function refuseIgnoredFormat(format: Format): void {
  if (isJsonFormat(format)) return;
  throw usageError(
    `the answer is printed as the API sent it, so there is no --output ${format} of it`,
    "leave --output out (json and jsonl are for errors alone); jq makes other forms: `… | jq -r '.[].id'`",
  );
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileLines } from '../system/file-lines.ts';
import { trustFile } from '../system/trusted-files.ts';
import { writeWhole } from '../system/written/whole-file.ts';
import { isRunId } from '../validation/ids.ts';
import { isObject } from '../validation/objects.ts';

/** Whether the API said that a user is as a row of a run wanted. */
export type Verified = 'yes' | 'differs' | 'unknown';

/** What the newest check of a run found out about one of its rows. */
export interface VerifiedResult {
  readonly row: number;
  /** Null for an invited person without an id. */
  readonly user_id: string | null;
  readonly verified: Verified;
  readonly account_state: string | null;
  /** ISO 8601. */
  readonly verified_at: string;
  /** What the API's own log says; null where it says nothing or could not be read. */
  readonly audit: { readonly actor: string | null; readonly at: string | null } | null;
  /** The later run that changed the user, or null. */
  readonly later_run: string | null;
}

/** The results of a check by row, and how many lines of the file say nothing that can be read. */
export interface VerifiedResults {
  readonly rows: ReadonlyMap<number, VerifiedResult>;
  readonly damaged: number;
}

const MOST_BYTES = 1024 ** 3;

/**
 * The file of the newest check: in the run's folder, or beside the file of a change of one user. `path`: where the run
 * is.
 */
export const verifiedFile = (path: string): string =>
  path.endsWith('.jsonl') ? path.replace(/\.jsonl$/, '.verified.jsonl') : join(path, 'verified.jsonl');

/** Keeps the results of a check beside the journal, in place of those before. Throws the system's error. */
export function writeVerified(path: string, results: readonly VerifiedResult[]): void {
  const text = results.map((result) => `${JSON.stringify(result)}\n`).join('');
  writeWhole({ kind: 'file', path: verifiedFile(path) }, text);
}

/** Reads the newest check of a run; no rows without one. Throws `CliError` where others could write the file. */
export async function readVerified(path: string): Promise<VerifiedResults> {
  const file = verifiedFile(path);
  const rows = new Map<number, VerifiedResult>();
  if (!existsSync(file)) return { rows, damaged: 0 };
  trustFile(file, MOST_BYTES);
  let damaged = 0;
  for await (const { text } of fileLines(file)) {
    const result = parseResult(text);
    if (result === null) damaged += 1;
    else rows.set(result.row, result);
  }
  return { rows, damaged };
}

function parseResult(text: string): VerifiedResult | null {
  try {
    const json: unknown = JSON.parse(text);
    return isResult(json) ? json : null;
  } catch {
    return null;
  }
}

const VERIFIED: readonly unknown[] = ['yes', 'differs', 'unknown'] satisfies Verified[];

function isResult(json: unknown): json is VerifiedResult {
  if (!isObject(json)) return false;
  const { row, user_id, verified, account_state, verified_at, audit, later_run } = json;
  return (
    Number.isSafeInteger(row) &&
    Number(row) >= 1 &&
    isText(user_id) &&
    VERIFIED.includes(verified) &&
    isText(account_state) &&
    isTime(verified_at) &&
    (audit === null || (isObject(audit) && isText(audit['actor']) && isText(audit['at']))) &&
    (later_run === null || isRunId(later_run))
  );
}

const isText = (value: unknown) => value === null || typeof value === 'string';

const isTime = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

import { trustedVerified } from '../runs/ledger/checks/verified-file.ts';
import { namedLines } from '../system/reading/named-lines.ts';
import { tryParseJson } from '../text/json.ts';
import { isRunId } from '../validation/ids.ts';
import { isObject, isPositive, isTextOrNull } from '../validation/objects.ts';

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
  readonly later_run: string | null;
}

/** The results of a check by row, and how many lines of the file say nothing that can be read. */
export interface VerifiedResults {
  readonly rows: ReadonlyMap<number, VerifiedResult>;
  readonly damaged: number;
}

const VERIFY_AGAIN = '`aitronos runs verify` asks again';

/** Reads what a check found. Throws `CliError` where others could write the file. */
export async function readVerified(file: string): Promise<VerifiedResults> {
  const rows = new Map<number, VerifiedResult>();
  let damaged = 0;
  for await (const { text } of namedLines(trustedVerified(file), VERIFY_AGAIN)) {
    const result = parseResult(text);
    if (result === null) damaged += 1;
    else rows.set(result.row, result);
  }
  return { rows, damaged };
}

function parseResult(text: string): VerifiedResult | null {
  const json = tryParseJson(text);
  return isResult(json) ? json : null;
}

const VERIFIED: readonly unknown[] = ['yes', 'differs', 'unknown'] satisfies Verified[];

function isResult(json: unknown): json is VerifiedResult {
  if (!isObject(json)) return false;
  const { row, user_id, verified, account_state, verified_at, audit, later_run } = json;
  return (
    isPositive(row) &&
    isTextOrNull(user_id) &&
    VERIFIED.includes(verified) &&
    isTextOrNull(account_state) &&
    isTime(verified_at) &&
    (audit === null || (isObject(audit) && isTextOrNull(audit['actor']) && isTextOrNull(audit['at']))) &&
    (later_run === null || isRunId(later_run))
  );
}

const isTime = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

import { hash } from 'node:crypto';
import { tryParseJson } from '../../text/json.ts';
import { isRunId } from '../../validation/ids.ts';
import {
  type Check,
  hasFields,
  isInstant,
  isPositive,
  isText,
  orAbsent,
  orNull,
} from '../../validation/objects.ts';

/** What a line of the ledger says of a run: its journal's bytes when a process stopped working on it, or checked it. */
export interface LedgerEntry {
  readonly run_id: string;
  /** ISO 8601. */
  readonly at: string;
  /** The length of the journal's whole lines, in bytes. */
  readonly length: number;
  /** SHA-256 of these bytes, hex. */
  readonly sha256: string;
  /** SHA-256 of the file with what `runs verify` found, hex; only in the line of such a check. */
  readonly verified?: string | undefined;
  /** True where the run was deleted after that. */
  readonly deleted?: true | undefined;
}

/** A line of the ledger, which holds on to the one before it. */
export interface LedgerLine extends LedgerEntry {
  /** SHA-256 of the line before it without its line end, hex; null at the first. */
  readonly previous: string | null;
}

/** SHA-256, hex. */
export const sha256Of = (bytes: string | Uint8Array): string => hash('sha256', bytes);

/** The text of a line, without its line end. */
export const ledgerText = (
  { run_id, at, length, sha256, verified, deleted }: LedgerEntry,
  previous: string | null,
): string => JSON.stringify({ run_id, at, length, sha256, previous, verified, deleted });

const isDigest = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value);

const isLine = hasFields({
  run_id: isRunId,
  at: isInstant,
  length: isPositive,
  sha256: isDigest,
  previous: orNull(isDigest),
  verified: orAbsent(isDigest),
  deleted: orAbsent((value) => value === true),
} satisfies Record<keyof LedgerLine, Check>);

/** The line that a text is; null for any text that this program would have written otherwise. */
export function readLedgerLine(text: string): LedgerLine | null {
  const json = tryParseJson(text);
  if (!isLine(json)) return null;
  const line = json as LedgerLine;
  return ledgerText(line, line.previous) === text ? line : null;
}

/** True for the line of a check: it repeats what the ledger says of the journal, and adds nothing to it. */
export const isOfCheck = ({ verified }: LedgerEntry): boolean => verified !== undefined;

import { join } from 'node:path';
import { systemCode } from '../../../errors/reason.ts';
import { fileDigest } from '../../../system/reading/file-digest.ts';
import { trustFile } from '../../../system/trusted-files.ts';
import { isSingleFile } from '../../journal/run-paths.ts';

const MOST_BYTES = 1024 ** 3;

/**
 * What the newest `runs verify` found: in the run's folder, or beside the file of a change of one user. `path`: where
 * the run is.
 */
export const verifiedFile = (path: string): string =>
  isSingleFile(path) ? path.replace(/\.jsonl$/, '.verified.jsonl') : join(path, 'verified.jsonl');

/** The same, before the ledger has its digest. */
export const nextVerifiedFile = (path: string): string => `${verifiedFile(path)}.next`;

/** Under its lock checks are kept, and the runs deleted that they are of. No run has such a name. */
export const checksLock = (runs: string): string => join(runs, '.verified');

/**
 * The file with this SHA-256 (hex); null where there is none. A process that was killed just after it wrote the line of
 * the ledger leaves it under its first name. Throws `CliError` where others could write it.
 * See docs/decisions/2026-11-26-recorded-checks.md.
 */
export async function recordedVerified(path: string, digest: string): Promise<string | null> {
  // In this order, because another process may just be giving the second name to it.
  for (const file of [nextVerifiedFile(path), verifiedFile(path)]) {
    if ((await digestIfThere(file)) === digest) return file;
  }
  return null;
}

/** The path of such a file that is there. Throws `CliError` where others could write it. */
export function trustedVerified(file: string): string {
  trustFile(file, MOST_BYTES);
  return file;
}

async function digestIfThere(file: string): Promise<string | null> {
  try {
    return await fileDigest(trustedVerified(file));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

import { systemCode } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import { lineBlocks } from '../../system/file-lines.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import { ledgerFile, MOST_LEDGER_BYTES, trustLedger, unreadableLedger } from './ledger-file.ts';
import { type LedgerLine, readLedgerLine, sha256Of } from './ledger-line.ts';

/**
 * The last line of the journal of each of these runs, or of all. Empty without a ledger; a run whose last line cannot
 * be read has none, as `runs verify --journal` tells. Throws `CliError` where the ledger cannot be read, or is not to
 * be believed.
 */
export async function findLastLines(
  runs: string,
  wanted: (run_id: string) => boolean = () => true,
): Promise<ReadonlyMap<string, LedgerLine>> {
  const found = new Map<string, LedgerLine>();
  for (const text of (await lastTexts(runs, wanted)).values()) {
    const line = readLedgerLine(text);
    if (line !== null) found.set(line.run_id, line);
  }
  return found;
}

/** The digest of each run's last line of its journal; none where the ledger is not to be believed. */
export const digestsOfRuns = async (
  runs: string,
  wanted: (run_id: string) => boolean = () => true,
): Promise<ReadonlyMap<string, string>> => {
  const texts = await lastTexts(runs, wanted).catch(() => new Map<string, string>());
  return new Map([...texts].map(([run_id, text]) => [run_id, sha256Of(text)]));
};

/** The digest of a run's last line; null where the ledger has none, or is not to be believed. */
export const digestOfRun = async (runs: string, run_id: string): Promise<string | null> =>
  (await digestsOfRuns(runs, (id) => id === run_id)).get(run_id) ?? null;

/** The last line of all; null where there is none, or it is not to be believed. */
export function lastLedgerLine(runs: string): LedgerLine | null {
  const last = orElse(() => new EndsReader().read(ledgerFile(runs), MOST_LEDGER_BYTES).last, null);
  return last === null ? null : readLedgerLine(last);
}

/** The text of each run's last line, but for those of checks. Every line names its run first: few need be parsed. */
async function lastTexts(
  runs: string,
  wanted: (run_id: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  try {
    trustLedger(runs);
    for await (const lines of lineBlocks(ledgerFile(runs))) {
      for (const { text } of lines) {
        const named = RUN_FIRST.exec(text)?.[1];
        if (named !== undefined && wanted(named) && !CHECK.test(text)) found.set(named, text);
      }
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreadableLedger(runs, error);
  }
  return found;
}

const CHECK = /,"verified":"[0-9a-f]+"\}$/;
const RUN_FIRST = /^\{"run_id":"([^"]*)"/;

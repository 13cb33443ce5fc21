import { systemCode } from '../../errors/reason.ts';
import { lineBlocks } from '../../system/file-lines.ts';
import { ledgerFile, trustLedger } from './ledger-file.ts';
import { type LedgerLine, readLedgerLine, sha256Of } from './ledger-line.ts';

/** The last line that the ledger has of a run. */
export interface LastLine extends LedgerLine {
  /** SHA-256 of the line, hex. */
  readonly digest: string;
}

/**
 * The last line of each of these runs, or of all. Empty without a ledger; unreadable lines are skipped, as `runs verify
 * --journal` tells of them. Throws `CliError` where the ledger is not to be believed.
 */
export async function findLastLines(
  runs: string,
  wanted: (run_id: string) => boolean = () => true,
): Promise<ReadonlyMap<string, LastLine>> {
  const found = new Map<string, { readonly line: LedgerLine; readonly text: string }>();
  try {
    trustLedger(runs);
    for await (const lines of lineBlocks(ledgerFile(runs))) {
      for (const { text } of lines) {
        // Every line names its run first: the others need not be parsed.
        const named = RUN_FIRST.exec(text)?.[1];
        const line = named !== undefined && wanted(named) ? readLedgerLine(text) : null;
        if (line !== null) found.set(line.run_id, { line, text });
      }
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  return new Map([...found].map(([run_id, { line, text }]) => [run_id, { ...line, digest: sha256Of(text) }]));
}

const RUN_FIRST = /^\{"run_id":"([^"]*)"/;

/** The digest of each run's last line; none where the ledger is not to be believed. */
export const digestsOfRuns = async (
  runs: string,
  wanted?: (run_id: string) => boolean,
): Promise<ReadonlyMap<string, string>> => {
  const lines = await findLastLines(runs, wanted).catch(() => new Map<string, LastLine>());
  return new Map([...lines].map(([run_id, { digest }]) => [run_id, digest]));
};

/** The digest of a run's last line; null where the ledger has none, or is not to be believed. */
export const digestOfRun = async (runs: string, run_id: string): Promise<string | null> =>
  (await digestsOfRuns(runs, (id) => id === run_id)).get(run_id) ?? null;

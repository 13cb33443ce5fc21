import { createHash } from 'node:crypto';
import { lstatSync, lutimesSync, opendirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../system/clock.ts';
import { isTrustedOwner, trustFolder } from '../../../system/trusted-files.ts';
import { makeFolders } from '../../../system/written/made-folder.ts';

/** The limit that a run uses: that of an organization at an API. */
export interface LimitOfRun {
  readonly run_id: string;
  readonly organization_id: string;
  readonly origin: string;
}

const BEAT_MS = 1_000;
/** A run that did not beat for so long has ended, or is suspended. */
const SILENT_MS = 5_000;
const FORGOTTEN_MS = 60_000;
/** More are not counted, so that no heap of files slows a run down. */
const MOST_FILES = 256;
const MOST_RUNS = 64;

/**
 * Tells other runs on this machine that use the same limit of this one, and `onCount` every second how many they are,
 * with this one. Each has an empty file in the state folder: its name says which limit, and its time is the beat.
 * Without room for it, the run is alone. Returns what ends it.
 * See docs/decisions/2026-11-26-runs-at-once.md.
 */
export function joinRuns(
  { folders, clock }: { readonly folders: { readonly state: string }; readonly clock: Clock },
  { run_id, organization_id, origin }: LimitOfRun,
  onCount: (runs: number) => void,
): () => void {
  const folder = join(folders.state, 'at-once');
  const limit = createHash('sha256').update(`${origin}\n${organization_id}`).digest('hex').slice(0, 16);
  const own = `${limit}-${run_id}`;
  const beat = () => {
    try {
      makeFolders(folder);
      trustFolder(folder);
      touch(join(folder, own), clock.now());
      onCount(Math.min(MOST_RUNS, 1 + countOthers(folder, { limit, own }, clock.now())));
    } catch {
      onCount(1);
    }
  };
  beat();
  const stop = clock.tick(BEAT_MS, beat);
  return () => {
    stop();
    try {
      rmSync(join(folder, own), { force: true });
    } catch {
      // The others forget it within seconds.
    }
  };
}

/** Never through a link, and never into a pipe. */
function touch(file: string, now: number): void {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) {
    rmSync(file, { force: true });
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  }
  lutimesSync(file, now / 1000, now / 1000);
}

/** The other runs of a limit that beat; files of killed ones are removed. */
function countOthers(
  folder: string,
  { limit, own }: { readonly limit: string; readonly own: string },
  now: number,
): number {
  const listed = opendirSync(folder);
  try {
    let others = 0;
    for (let read = 0; read < MOST_FILES; read += 1) {
      const name = listed.readSync()?.name;
      if (name === undefined) break;
      if (name === own) continue;
      const silent_ms = Math.abs(now - beatOf(join(folder, name)));
      if (silent_ms <= SILENT_MS && name.startsWith(`${limit}-`)) others += 1;
      if (silent_ms > FORGOTTEN_MS) rmSync(join(folder, name), { force: true });
    }
    return others;
  } finally {
    listed.closeSync();
  }
}

/** When a file was touched last, in ms since 1970; NaN for what is not a run's. */
function beatOf(file: string): number {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() && isTrustedOwner(found.uid) ? found.mtimeMs : Number.NaN;
}

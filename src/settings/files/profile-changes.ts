import type { Processes } from '../../system/locks/lock-holder.ts';
import { readContents } from './configuration-folder.ts';
import { writeDefaultProfile, writeProfile } from './configuration-writer.ts';
import { withLockedFile } from './locked-file.ts';

type Values = Readonly<Record<string, unknown>>;

/** Changes the stored values of a profile under the lock of the file. Throws `CliError`. */
export function changeProfile(
  file: string,
  processes: Processes,
  profile: string,
  change: (stored: Values) => Values,
): Promise<void> {
  return withLockedFile(file, processes, async () => {
    const stored = readContents(file).profiles[profile] ?? {};
    writeProfile(file, profile, { ...change(stored) });
  });
}

/** Stores the default profile under the lock of the file. Throws `CliError`. */
export function changeDefaultProfile(file: string, processes: Processes, profile: string): Promise<void> {
  return withLockedFile(file, processes, async () => writeDefaultProfile(file, profile));
}

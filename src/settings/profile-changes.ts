import type { Processes } from '../system/lock-holder.ts';
import { readContents } from './configuration-folder.ts';
import { writeDefaultProfile, writeProfile } from './configuration-writer.ts';
import { withLockedFile } from './locked-file.ts';

type Values = Readonly<Record<string, unknown>>;

/** Changes what is stored for a profile: read and written while no other process does. Throws `CliError`. */
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

/** Changes which profile counts when none is named. Throws `CliError`. */
export function changeDefaultProfile(file: string, processes: Processes, profile: string): Promise<void> {
  return withLockedFile(file, processes, async () => writeDefaultProfile(file, profile));
}

import type { Environment } from '../../system/environment.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { configFile, readContents } from './configuration-folder.ts';
import { writeDefaultProfile, writeProfile } from './configuration-writer.ts';
import { withLockedFile } from './locked-file.ts';

type Values = Readonly<Record<string, unknown>>;
type Host = Processes & Pick<Environment, 'folders'>;

/** Changes the stored settings of a profile under the lock of their file. Throws `CliError`. */
export function changeProfile(
  host: Host,
  profile: string,
  change: (stored: Values) => Values,
): Promise<void> {
  const file = configFile(host.folders.config);
  return withLockedFile(file, host, async () => {
    const stored = readContents(file).profiles[profile] ?? {};
    writeProfile(file, profile, { ...change(stored) });
  });
}

/** Stores the default profile under the lock of the file. Throws `CliError`. */
export function changeDefaultProfile(host: Host, profile: string): Promise<void> {
  const file = configFile(host.folders.config);
  return withLockedFile(file, host, async () => writeDefaultProfile(file, profile));
}

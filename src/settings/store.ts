import { chmodSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { type Contents, fileTrouble, makeFolder, readContents } from './files.ts';

/**
 * Writes the values of one profile: the whole file, atomically, mode 0600, in a folder of mode 0700; `null` forgets the profile.
 * Throws `CliError`; the old file is then as it was.
 */
export function writeProfile(file: string, profile: string, values: Record<string, unknown> | null): void {
  const contents = readContents(file);
  const { [profile]: _old, ...others } = contents.profiles;
  write(file, { ...contents, profiles: values === null ? others : { ...others, [profile]: values } });
}

/** Writes which profile counts when none is named; throws `CliError`. */
export function writeDefaultProfile(file: string, profile: string): void {
  write(file, { ...readContents(file), profile });
}

function write(file: string, contents: Contents): void {
  try {
    makeFolder(file);
    const conf = new Conf<Record<string, unknown>>({
      cwd: dirname(file),
      configName: basename(file, extname(file)),
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
    });
    conf.store = { ...contents };
    // conf's mode counts when it makes the file, not when it replaces one.
    chmodSync(file, 0o600);
  } catch (error) {
    throw fileTrouble('write', file, error);
  }
}

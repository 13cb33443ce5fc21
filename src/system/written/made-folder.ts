import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../../errors/reason.ts';

/**
 * Creates a folder that only its owner can read, and the folders above it; true where it was not there. Throws the
 * system's error. Node's own way (`recursive`) tries for ever where a folder that is there takes no new one, as
 * `/proc`.
 */
export function makeFolders(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
    const above = dirname(folder);
    // Above a drive or a network disk that is away there is nothing.
    if (systemCode(error) !== 'ENOENT' || above === folder || existsSync(above)) throw error;
    makeFolders(above);
    // Once more, because another process may have made it meanwhile.
    return makeFolders(folder);
  }
}

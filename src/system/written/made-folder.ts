import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
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
    const there = statSync(folder, { throwIfNoEntry: false });
    if (there?.isDirectory()) return false;
    // Of a file in its place the system says only that something is there.
    if (there !== undefined) throw Object.assign(new Error(`no folder: ${folder}`), { code: 'ENOTDIR' });
    const above = dirname(folder);
    // Above a drive or a network disk that is away there is nothing.
    if (systemCode(error) !== 'ENOENT' || above === folder || existsSync(above)) throw error;
    makeFolders(above);
    // Once more, because another process may have made it meanwhile.
    return makeFolders(folder);
  }
}

/** Creates a folder that only its owner can read, unless it is there, with its name on the disk. */
export function makeSyncedFolder(folder: string): void {
  // The folder above it must be synced too, or a power cut would lose the new name.
  if (makeFolders(folder)) syncFolder(dirname(folder));
}

/** Waits until the names in a folder are on the disk, where the system supports it. */
export function syncFolder(folder: string): void {
  let fd: number | undefined;
  try {
    fd = openSync(folder, 'r');
    fsyncSync(fd);
  } catch (error) {
    // Windows cannot open folders, and some file systems cannot sync them.
    const code = systemCode(error) ?? '';
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(code)) throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

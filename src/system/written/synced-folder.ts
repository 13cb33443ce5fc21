import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import { makeFolders } from './made-folder.ts';

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

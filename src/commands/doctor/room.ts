import { type StatsFs, statfsSync } from 'node:fs';
import { orElse } from '../../or-else.ts';
import { trustedUser } from '../../system/trusted-files.ts';

/** What the smallest run leaves, many times. */
const LITTLE_BYTES = 1024 ** 2;

/** What the disk of a folder has no room for, in words and with what mends it. */
interface LackingRoom {
  readonly result: 'warning' | 'failed';
  readonly words: string;
  readonly cure: string;
}

/** Looks how much room the disk of a folder has; null where that is enough, or not known. */
export function findLackingRoom(folder: string): LackingRoom | null {
  const disk = askDisk(folder);
  if (disk === null) return null;
  const { bsize, blocks, bfree, bavail, files, ffree } = disk;
  // Some of the room of a disk may be for root alone.
  const free = trustedUser() === 0 ? bfree : bavail;
  // Disks that count no blocks, or no files, say 0 of all.
  if (blocks > 0 && free === 0) return { result: 'failed', words: 'the disk is full', cure: 'make room' };
  if (files > 0 && ffree === 0)
    return { result: 'failed', words: 'the disk takes no more files (df -i)', cure: 'remove files from it' };
  if (blocks === 0 || free * bsize >= LITTLE_BYTES) return null;
  const left = `${Math.ceil((free * bsize) / 1024)} KiB`;
  return { result: 'warning', words: `only ${left} are left on the disk`, cure: 'make room' };
}

/** Null for a disk that does not tell, as some of a network. */
const askDisk = (folder: string): StatsFs | null => orElse(() => statfsSync(folder), null);

import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MOUNTS = '/proc/mounts';
const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 30;

/**
 * Where a world may have its home in memory, where that has a GiB left: the program waits until a disk has what it
 * wrote. What the program says of folders is told of those on a disk. See docs/decisions/2026-11-26-tests-in-memory.md.
 */
export const MEMORY_FOLDER: string = process.env['TMPDIR'] || (hasRoom() ? MEMORY : tmpdir());

function hasRoom(): boolean {
  const mounts = existsSync(MOUNTS) ? readFileSync(MOUNTS, 'utf8') : '';
  if (!/^\S+ \/dev\/shm tmpfs /m.test(mounts)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES;
}

import { fstatSync, ftruncateSync, openSync } from 'node:fs';

/** Opens a file to append to so many of its first bytes; the rest is cut off. Throws the system's error. */
export function openCut(path: string, length: number): number {
  const fd = openSync(path, 'a');
  if (fstatSync(fd).size > length) ftruncateSync(fd, length);
  return fd;
}

import { fstatSync, ftruncateSync, openSync } from 'node:fs';

/** Opens a file to append to its first bytes, so many, and cuts off what stands behind them. Throws the system's error. */
export function openCut(path: string, length: number): number {
  const fd = openSync(path, 'a');
  if (fstatSync(fd).size > length) ftruncateSync(fd, length);
  return fd;
}

// Archives that are the same, byte for byte, whenever they are made from the same files.
import { execFileSync } from 'node:child_process';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { settleMode } from './modes.js';

/**
 * Packs the folder `name` below `above` into `file` (`.tar.xz` or `.zip`): sorted, owned by nobody, all of one time (in
 * seconds since 1970). `level`: 0 packs fast, 9 small. It needs GNU tar and xz, or Info-ZIP.
 */
export function pack(file, { above, name, seconds, level }) {
  const paths = pathsBelow(above, name);
  for (const path of paths) {
    settleMode(join(above, path));
    utimesSync(join(above, path), seconds, seconds);
  }
  const input = `${paths.join('\n')}\n`;
  if (file.endsWith('.zip')) {
    const zip = ['-X', '-q', `-${level}`, file, '-@'];
    execFileSync('zip', zip, { cwd: above, input, env: { ...process.env, TZ: 'UTC' } });
    return;
  }
  // Two threads make other blocks than one, and the same ones on every machine.
  const packer = `xz -${level} -T2`;
  const ownedByNobody = [
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--mtime=@${seconds}`,
    '--format=ustar',
  ];
  const tar = [...ownedByNobody, '--no-recursion', '-T', '-', '-I', packer, '-cf', file];
  execFileSync('tar', tar, { cwd: above, input });
}

/** A folder and everything below it, sorted, the folder first. */
function pathsBelow(above, name) {
  const below = readdirSync(join(above, name), { recursive: true }).map((path) => join(name, path));
  return [name, ...below.sort()];
}

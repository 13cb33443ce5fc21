import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FULL_DISK } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { shellWord } from '../../text/shell-word.ts';
import { isSystemFolder } from '../../validation/system-folders.ts';
import { OTHER_FOLDERS, trustedUser } from '../trusted-files.ts';

const OTHER_STATE_FOLDER = 'name another folder with AITRONOS_STATE_DIR';

/**
 * What mends a failure to write in the state folder before anything was sent; null where only a look at the folder
 * helps. `again`: what is to be done then with a run that is there; another folder would not have it.
 */
export function writingCure(path: string, error: unknown, again?: string): string | null {
  const code = systemCode(error) ?? '';
  const then = (...cures: readonly string[]) =>
    cures.length === 0 ? null : `${cures.join(', or ')}; then ${again ?? 'run the same command again'}`;
  const elsewhere = again === undefined ? [OTHER_STATE_FOLDER] : [];
  if (FULL_DISK.has(code)) return then('make room', ...elsewhere);
  if (code === 'EBUSY') return then('close the program that has it open');
  if (code === 'EROFS') return then(...elsewhere.map((other) => `${other}, on a disk that can be written`));
  if (!existsSync(path) && !existsSync(dirname(path))) return OTHER_FOLDERS;
  if (code !== 'EACCES' && code !== 'EPERM') return null;
  const folder = unwritableFolder(path);
  return then(...(folder === null ? [] : [`chmod u+rwx ${shellWord(folder)}`]), ...elsewhere);
}

/** The nearest folder of this user at a path or above it that its own mode keeps from being written; null without. */
export function unwritableFolder(path: string): string | null {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    return path === dirname(path) ? null : unwritableFolder(dirname(path));
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return statSync(path).uid === trustedUser() && !isSystemFolder(path) ? path : null;
  }
}

import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { orElse } from '../../or-else.ts';
import { OTHER_FOLDERS, trustedUser } from '../../system/trusted-files.ts';
import { shellWord } from '../../text/shell-word.ts';
import { hasItsOwner } from '../../validation/system-folders.ts';

export interface ForeignOwner {
  readonly path: string;
  readonly uid: number;
  /** The user id of this process. */
  readonly me: number;
}

/**
 * The owner of a path, or of the nearest existing folder above it, when that is another user; null when it is this
 * user or unknown.
 */
export function findForeignOwner(path: string): ForeignOwner | null {
  const me = trustedUser();
  const uid = uidOf(path);
  if (uid === null) return path === dirname(path) ? null : findForeignOwner(dirname(path));
  return me === null || me === uid ? null : { path, uid, me };
}

/**
 * The advice for a user who needs `folder`. A system folder must not change its owner, so another folder is advised.
 */
export function ownershipAdvice(
  { path, me }: ForeignOwner,
  folder: string,
  variable = 'AITRONOS_CONFIG_DIR',
): string {
  if (hasItsOwner(path) || (!existsSync(folder) && uidOf(dirname(path)) !== me)) return OTHER_FOLDERS;
  return `make it yours: sudo chown -R "$(id -u)" ${shellWord(path)}; or name another folder with ${variable}`;
}

const uidOf = (path: string): number | null => orElse(() => statSync(path).uid, null);

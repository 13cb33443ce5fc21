import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileReader, OTHER_FOLDERS } from '../system/trusted-files.ts';
import { shellWord } from '../text/shell-word.ts';

export interface ForeignOwner {
  readonly path: string;
  readonly uid: number;
  /** Who we are. */
  readonly me: number;
}

/** Whose a path or the nearest folder above it is, when that is somebody else; null when it is ours, or cannot be told. */
export function foreignOwner(path: string): ForeignOwner | null {
  const me = fileReader();
  const uid = uidOf(path);
  if (uid === null) return path === dirname(path) ? null : foreignOwner(dirname(path));
  return me === null || me === uid ? null : { path, uid, me };
}

/** What to do about it, for whoever needs `folder`. A folder of the system is not to be given away. */
export function ownershipCure({ path, me }: ForeignOwner, folder: string): string {
  if (!existsSync(folder) && uidOf(dirname(path)) !== me) return OTHER_FOLDERS;
  return `make it yours: sudo chown -R "$(id -u)" ${shellWord(path)}; or name another folder with AITRONOS_CONFIG_DIR`;
}

function uidOf(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}

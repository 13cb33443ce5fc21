import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

export interface ForeignOwner {
  readonly path: string;
  readonly uid: number;
  /** Who we are. */
  readonly me: number;
}

/** Whose a path or the nearest folder above it is, when that is somebody else; null when it is ours, or cannot be told. */
export function foreignOwner(path: string): ForeignOwner | null {
  const me = ownUid();
  const uid = uidOf(path);
  if (uid === null) return path === dirname(path) ? null : foreignOwner(dirname(path));
  return me === null || me === uid ? null : { path, uid, me };
}

/** Null on Windows, and for a number that no account has. */
function ownUid(): number | null {
  try {
    const { uid } = userInfo();
    return uid < 0 ? null : uid;
  } catch {
    return null;
  }
}

function uidOf(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}

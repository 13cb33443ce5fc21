import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reader } from '../own-files.ts';

export interface ForeignOwner {
  readonly path: string;
  readonly uid: number;
  /** Who we are. */
  readonly me: number;
}

/** Whose a path or the nearest folder above it is, when that is somebody else; null when it is ours, or cannot be told. */
export function foreignOwner(path: string): ForeignOwner | null {
  const me = reader();
  const uid = uidOf(path);
  if (uid === null) return path === dirname(path) ? null : foreignOwner(dirname(path));
  return me === null || me === uid ? null : { path, uid, me };
}

function uidOf(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}

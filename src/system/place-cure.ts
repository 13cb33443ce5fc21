import { lstatSync } from 'node:fs';
import { systemCode } from '../errors/reason.ts';
import { orElse } from '../or-else.ts';
import { moveAwayCure, shellWord } from '../text/shell-word.ts';
import { BRING_IT_BACK, linkedTo } from './lost-links.ts';
import { trustedUser } from './trusted-files.ts';
import { unwritableFolder } from './written/writing-cure.ts';

/** What mends the failure of a file or folder of this program, by the system's code; null where only a look helps. */
export function placeCure(path: string, error: unknown): string | null {
  const moveAway = moveAwayCure(path);
  switch (systemCode(error)) {
    case 'EISDIR':
      return moveAway;
    case 'ENOTDIR':
      return lookAt(path)?.isFile() ? moveAway : null;
    case 'EBUSY':
      return 'close the program that has it open, then run the same command again';
    case 'ELOOP':
      return linkedTo(path) !== null ? `it is a link: rm ${shellWord(path)}` : null;
    case 'ENOENT': {
      const target = linkedTo(path);
      return target === null ? null : `it is a link to ${target}, where nothing is: ${BRING_IT_BACK}`;
    }
    case 'EACCES':
    case 'EPERM':
      return rightsCure(path);
    case 'ERR_ACCESS_DENIED':
      return 'start Node without --permission, which switches fsync off';
    default:
      return null;
  }
}

/** Whatever keeps it from this user by its own mode; null where that is not this user's. */
function rightsCure(path: string): string | null {
  const folder = unwritableFolder(path);
  if (folder !== null) return `chmod u+rwx ${shellWord(folder)}`;
  const found = lookAt(path);
  const isClosed = found?.isFile() && found.uid === trustedUser() && (found.mode & 0o600) !== 0o600;
  return isClosed ? `chmod u+rw ${shellWord(path)}` : null;
}

const lookAt = (path: string) => orElse(() => lstatSync(path), null);

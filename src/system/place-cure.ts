import { lstatSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../errors/reason.ts';
import { shellWord } from '../text/shell-word.ts';
import { trustedUser } from './trusted-files.ts';
import { unwritableFolder } from './written/writing-cure.ts';

/** What mends the failure of a file or folder of this program, by the system's code; null where only a look helps. */
export function placeCure(path: string, error: unknown): string | null {
  const word = shellWord(path);
  const moveAway = `move it away: mv ${word} ${shellWord(`${path}.old`)}`;
  switch (systemCode(error)) {
    case 'EISDIR':
      return moveAway;
    case 'ENOTDIR':
      return lookAt(path)?.isFile() ? moveAway : null;
    case 'ELOOP':
      return isLink(path) ? `it is a link: rm ${word}` : null;
    case 'ENOENT': {
      const link = [path, dirname(path)].find(isLink);
      return link === undefined
        ? null
        : `${link === path ? 'it' : link} is a link to ${readlinkSync(link)}, where nothing is: bring it back, or mount its disk`;
    }
    case 'EACCES':
    case 'EPERM':
      return rightsCure(path);
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

const isLink = (path: string): boolean => lookAt(path)?.isSymbolicLink() ?? false;

function lookAt(path: string) {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

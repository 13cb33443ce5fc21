// The modes of what is given out: the same for everybody, whatever the umask of whoever checked it out and built it.
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What npm packs whether or not package.json names it. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];

/** Gives a file or folder the mode that it has in an archive. */
export function settleMode(path) {
  const found = statSync(path);
  const wanted = found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644;
  // Whoever owns none of them may pack all the same, where nothing is to be changed.
  if ((found.mode & 0o777) !== wanted) chmodSync(path, wanted);
}

/** The same for all that `npm pack` takes from the working folder: it keeps the modes that it finds. */
export function settlePackage() {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of [...ALWAYS, ...files.filter((each) => !each.startsWith('!'))]) {
    const below = statSync(name).isDirectory() ? readdirSync(name, { recursive: true }) : [];
    for (const path of [name, ...below.map((each) => join(name, each))]) settleMode(path);
  }
}

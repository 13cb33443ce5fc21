// A file while it is written: its name has the process that writes it, by which what a killed one left is told.
const { openSync, readdirSync, rmSync, statSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

const ENDING = '.new';
const LONGEST_WRITE_MS = 60_000;

/** Opens the draft of a file, by a name of this process. Throws where another process writes one. */
function openDraft(path) {
  const folder = dirname(path);
  for (const name of readdirSync(folder).filter((each) => each.endsWith(ENDING))) {
    const draft = join(folder, name);
    if (!isBeingWritten(draft)) rmSync(draft, { force: true });
    else if (name.startsWith(`${basename(path)}.`)) throw new Error('another process writes it');
  }
  const draft = `${path}.${process.pid}${ENDING}`;
  return { draft, fd: openSync(draft, 'wx', 0o600) };
}

/** A process may have the number of one that is gone, this one too: so nothing is older than a write may take. */
function isBeingWritten(draft) {
  const pid = Number(draft.slice(0, -ENDING.length).split('.').pop());
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return Date.now() - statSync(draft).mtimeMs < LONGEST_WRITE_MS;
}

module.exports = { openDraft };

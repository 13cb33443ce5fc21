// Where the compiled code of this program is kept. What lies there is run without another look, so it is a folder that
// nobody but this user, or root, can have written into: never a shared temporary one.
const { existsSync, lstatSync, mkdirSync, realpathSync } = require('node:fs');
const { homedir } = require('node:os');
const { dirname, isAbsolute, join } = require('node:path');

/** That folder; null where there is none. The first start makes it, the next ones keep something in it. */
function findCacheFolder() {
  try {
    const folder = join(stateFolder(process.env), 'compile-cache');
    if (existsSync(folder)) return isOursAlone(folder) ? folder : null;
    if (isOutOfReach(nearest(folder))) makeFolders(folder);
  } catch {
    // No home, or none that can be written to.
  }
  return null;
}

/** The folder in which the program keeps its state; throws where none is named. */
function stateFolder(env) {
  const named = (name) => (isAbsolute(env[name] || '') ? env[name] : undefined);
  const own = named('AITRONOS_STATE_DIR');
  if (own !== undefined && !REFUSED.test(own)) return own;
  if (env.AITRONOS_STATE_DIR !== undefined) throw new Error('a folder that is none');
  if (process.platform === 'win32') return join(named('LOCALAPPDATA'), 'aitronos', 'Data');
  const home = homedir();
  if (!isAbsolute(home) || home === '/') throw new Error('no home');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'aitronos');
  return join(named('XDG_STATE_HOME') || join(home, '.local', 'state'), 'aitronos');
}

/**
 * Paths that the program refuses: in folders of the kernel, where `/proc/self/cwd` is the working folder; with control
 * characters; with a blank at the end.
 */
const REFUSED = /^\/+(?:proc|sys|dev(?!\/+shm))(?:\/|$)|(?![\u0080-\u009f])\p{Cc}|\s$/u;

/**
 * One by one, because Node's own way tries for ever where a folder that is there takes no new one, as `/proc`; and the
 * last one first, so that a path that is too long leaves none behind.
 */
function makeFolders(folder) {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== 'ENOENT' || folder === dirname(folder)) throw error;
    makeFolders(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

/** The folder above a path that is there. */
const nearest = (path) => (existsSync(path) ? path : nearest(dirname(path)));

/** A folder, no link, closed to all others, where they cannot put another in its place. Windows keeps its own users' folders apart. */
function isOursAlone(folder) {
  if (process.platform === 'win32') return process.env.AITRONOS_STATE_DIR === undefined;
  const found = lstatSync(folder);
  const isClosed = found.isDirectory() && found.uid === process.geteuid() && (found.mode & 0o077) === 0;
  return isClosed && isOutOfReach(dirname(folder));
}

/** A folder that others can change nowhere on the whole way up. */
function isOutOfReach(folder) {
  if (process.platform === 'win32') return true;
  for (let path = realpathSync.native(folder); ; path = dirname(path)) {
    const { uid, mode } = lstatSync(path);
    const isSticky = (mode & 0o1000) !== 0;
    if ((uid !== process.geteuid() && uid !== 0) || ((mode & 0o022) !== 0 && !isSticky)) return false;
    if (path === dirname(path)) return true;
  }
}

module.exports = { findCacheFolder };

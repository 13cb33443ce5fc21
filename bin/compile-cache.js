// Where Node may keep the compiled code of this program. What lies there is run without another look, so it is a folder that
// nobody but this user, or root, can have written into: never the shared temporary one, which Node takes by itself.
const { lstatSync, mkdirSync, realpathSync } = require('fs');
const { homedir } = require('os');
const { dirname, isAbsolute, join } = require('path');

/** Switches the cache on where there is such a folder; without one every start compiles anew. */
function cacheCompiledCode() {
  const { enableCompileCache } = require('module');
  if (enableCompileCache === undefined) return;
  try {
    const folder = join(stateFolder(process.env), 'compile-cache');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOursAlone(folder)) enableCompileCache(folder);
  } catch {
    // No home, or none that can be written to.
  }
}

/** The folder in which the program keeps its state; throws where none is named. */
function stateFolder(env) {
  const named = (name) => (isAbsolute(env[name] || '') ? env[name] : undefined);
  const own = named('AITRONOS_STATE_DIR');
  if (own !== undefined) return own;
  if (env.AITRONOS_STATE_DIR !== undefined) throw new Error('a folder that is none');
  if (process.platform === 'win32') return join(named('LOCALAPPDATA'), 'aitronos', 'Data');
  const home = homedir();
  if (!isAbsolute(home) || home === '/') throw new Error('no home');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'aitronos');
  return join(named('XDG_STATE_HOME') || join(home, '.local', 'state'), 'aitronos');
}

/** A folder, no link, closed to all others; and above it nothing that others can change. Windows keeps its own users' folders apart. */
function isOursAlone(folder) {
  if (process.platform === 'win32') return process.env.AITRONOS_STATE_DIR === undefined;
  const me = process.geteuid();
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== me || (found.mode & 0o077) !== 0) return false;
  for (let path = realpathSync(folder); path !== dirname(path); ) {
    path = dirname(path);
    const above = lstatSync(path);
    const isSticky = (above.mode & 0o1000) !== 0;
    if ((above.uid !== me && above.uid !== 0) || ((above.mode & 0o022) !== 0 && !isSticky)) return false;
  }
  return true;
}

module.exports = { cacheCompiledCode };

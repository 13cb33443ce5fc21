// Built as dist/start.cjs. Loads the program from the files beside it: CommonJS that requires nothing but each other and
// Node's own modules.
// See docs/decisions/2026-11-26-compiled-code.md.
const { readFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { findCacheFolder } = require('./cache-folder.cjs');
const { CompiledCode } = require('./compiled-code.cjs');

const MAIN = join(__dirname, 'main.cjs');

/** What the program exports. Once in a process. */
function loadProgram() {
  spareTheCompiler();
  // It names the other files, and their names change with what is in them: so it is another one for each build.
  const build = readFileSync(MAIN, 'utf8');
  const compiled = new CompiledCode(findCacheFolder(), build, calledCommand(process.argv.slice(2)));
  // A call that failed may have used too little of the program to go by.
  process.once('exit', (code) => code === 0 && compiled.keep());
  const loaded = new Map();

  function load(file) {
    const known = loaded.get(file);
    if (known) return known.exports;
    const text = file === MAIN ? build : readFileSync(file, 'utf8');
    const run = compiled.compile(relative(__dirname, file), file, text);
    const requireFrom = (id) => (id.startsWith('.') ? load(join(dirname(file), id)) : require(id));
    const module = { exports: {} };
    loaded.set(file, module);
    try {
      run(module.exports, requireFrom, module);
    } catch (error) {
      // A file that another one lacks, as while the program is updated, is asked for again.
      loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  return load(MAIN);
}

/** At most the first two words, where they may be a noun and its verb. */
const calledCommand = (words) =>
  words
    .slice(0, 2)
    .filter((word) => /^[a-z][a-z-]*$/.test(word))
    .join(' ');

/**
 * On Node 20 the end of the process waits some 80 ms for the compiler that still optimizes undici's parser. Before all
 * else, because V8 takes no compiled code that was kept under other flags.
 */
function spareTheCompiler() {
  if (Number.parseInt(process.versions.node, 10) < 22)
    require('node:v8').setFlagsFromString('--liftoff-only');
}

module.exports = { loadProgram };

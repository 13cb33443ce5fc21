// Built as dist/start.cjs. Loads the program from the files beside it: CommonJS that requires nothing but each other and
// Node's own modules.
// See docs/decisions/2026-11-26-compiled-code.md.
const { readFileSync } = require('node:fs');
const { join, posix } = require('node:path');
const { findCacheFolder } = require('./cache-folder.cjs');
const { CompiledCode } = require('./compiled-code.cjs');

const MAIN = 'main.cjs';
/** Codes of a file that was there, and is no more. */
const GONE = ['ENOENT', 'ENOTDIR', 'ESTALE'];

const readBeside = (name) => readFileSync(join(__dirname, name), 'utf8');

/**
 * What the program exports. Once in a process. `read`: the text of one of its files, by the name it has in dist;
 * `given`: compiled code to begin with, as it was kept elsewhere by the same build; null where there is none. `place`:
 * what stands before the names in stacks, and in compiled code.
 */
function loadProgram(read = readBeside, given = null, place = __dirname) {
  spareTheCompiler();
  keepOwnRights();
  // It names the other files, and their names change with what is in them: so it is another one for each build.
  const build = orUpdated(() => read(MAIN));
  const compiled = new CompiledCode(findCacheFolder(), {
    build,
    given,
    command: calledCommand(process.argv.slice(2)),
  });
  // A call that failed may have used too little of the program to go by.
  process.once('exit', (code) => code === 0 && compiled.keep());
  const loaded = new Map();

  function load(name) {
    const known = loaded.get(name);
    if (known) return known.exports;
    const run = orUpdated(() => {
      const text = name === MAIN ? build : read(name);
      // As a power cut leaves a file that was new.
      if (text === '') throw new SyntaxError('an empty file');
      return compiled.compile(name, join(place, name), text);
    });
    const requireFrom = (id) =>
      id.startsWith('.') ? load(posix.join(posix.dirname(name), id)) : require(id);
    const module = { exports: {} };
    loaded.set(name, module);
    try {
      run(module.exports, requireFrom, module);
    } catch (error) {
      // A file that another one lacks, as while the program is updated, is asked for again.
      loaded.delete(name);
      throw error;
    }
    return module.exports;
  }

  return load(MAIN);
}

/** What a part of the program is made by; where that is gone, or not whole, the error says so by its code. */
function orUpdated(make) {
  try {
    return make();
  } catch (cause) {
    if (!GONE.includes(cause.code) && !(cause instanceof SyntaxError)) throw cause;
    const error = new Error('the program was updated or removed meanwhile', { cause });
    // As in src/errors/program-updated.ts.
    throw Object.assign(error, { code: 'PROGRAM_UPDATED' });
  }
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

/**
 * A mask of the caller may close files to others, but not to their owner: a folder that is made, and can then not be
 * used, would stand in the way of all later calls.
 */
function keepOwnRights() {
  const mask = process.umask(0o077);
  process.umask(mask & ~0o700);
}

module.exports = { loadProgram };

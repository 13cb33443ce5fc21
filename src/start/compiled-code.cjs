// What V8 compiled of the program, kept for the next start. Node's own cache keeps only what was compiled before a file was
// run, which is a small part of it. See docs/decisions/2026-11-26-compiled-code.md.
const {
  closeSync,
  fdatasyncSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { openDraft } = require('./draft.cjs');

const MOST_COMMANDS = 64;
const NOTHING = { commands: [], files: new Map() };

class CompiledCode {
  #path;
  #build;
  #command;
  #commands;
  #kept;
  #scripts = new Map();
  #lacks = false;

  /**
   * `folder`: where it is kept, null for nowhere; `build`: what tells this build from others; `command`: what was called;
   * `given`: bytes to begin with where nothing is kept, or null.
   */
  constructor(folder, { build, command, given }) {
    const { version, arch } = process;
    this.#path = folder && join(folder, `${version}-${arch}`);
    this.#build = build;
    this.#command = command;
    const { commands, files } = this.#unpack(this.#read()) ?? this.#unpack(given) ?? NOTHING;
    this.#commands = commands;
    this.#kept = files;
  }

  /** The function that a file of the program is, which takes `exports`, `require` and `module`. */
  compile(name, filename, text) {
    const cachedData = this.#kept.get(name);
    const script = new Script(`(function (exports, require, module) {${text}\n})`, { filename, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) this.#lacks = true;
    this.#scripts.set(name, script);
    return script.runInThisContext();
  }

  /** Keeps what is compiled by now, where something of it is new: a file, or a command, which uses other parts of files. */
  keep() {
    const isNew = !this.#commands.includes(this.#command) && this.#commands.length < MOST_COMMANDS;
    if (!this.#path || !(this.#lacks || isNew)) return;
    try {
      this.#write();
    } catch {
      // The next start tries again.
    }
  }

  /** Null where nothing is kept yet, and for what is no file: a named pipe or a device would never end. */
  #read() {
    try {
      return lstatSync(this.#path).isFile() ? readFileSync(this.#path) : null;
    } catch {
      return null;
    }
  }

  /** A line of JSON that says what follows it: the code of one file after the other, all of it twice. */
  #unpack(bytes) {
    try {
      const begin = bytes.indexOf('\n') + 1;
      const { build, commands, files } = JSON.parse(bytes.toString('utf8', 0, begin));
      const middle = (begin + bytes.length) / 2;
      const code = bytes.subarray(begin, middle);
      // V8 runs what it gets, also what a disk has spoilt. To load what makes a checksum takes longer than to read it twice.
      const isWhole = build === this.#build && code.equals(bytes.subarray(middle));
      return isWhole ? { commands, files: cut(code, files) } : null;
    } catch {
      // Nothing that can be used.
      return null;
    }
  }

  #write() {
    const { draft, fd } = openDraft(this.#path);
    try {
      writeFileSync(fd, this.#bytes());
      // It gets its name when it is whole, also after a power cut.
      fdatasyncSync(fd);
      renameSync(draft, this.#path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
  }

  #bytes() {
    const files = new Map(this.#kept);
    for (const [name, script] of this.#scripts) files.set(name, script.createCachedData());
    const code = Buffer.concat([...files.values()]);
    const header = {
      build: this.#build,
      commands: [...new Set([...this.#commands, this.#command])],
      files: [...files].map(([name, { length }]) => [name, length]),
    };
    return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), code, code]);
  }
}

/** Cuts the bytes into files by their names and lengths. */
function cut(bytes, lengths) {
  const files = new Map();
  let at = 0;
  for (const [name, length] of lengths) {
    files.set(name, bytes.subarray(at, at + length));
    at += length;
  }
  return files;
}

module.exports = { CompiledCode };

// The program as one file that Node carries within itself: the files of dist are parts of it, and so is what V8
// compiled of them, where the machine that built it could run it. See docs/decisions/2026-11-26-executables.md.
const { getAsset, getAssetKeys, getRawAsset } = require('node:sea');
const { loadProgram } = require('../../src/start/load-program.cjs');

/** With this word alone it is the process that asks the keychain: no script could be named, for there is none. */
const ASK_KEYCHAIN = '__keychain';
const COMPILED = 'compiled-code';
/** In place of the folder of the executable, so that what is compiled is the same wherever that is built. */
const PLACE = 'aitronos';

async function run() {
  // As it was typed, where a shell found it on its path; the program takes it for the file that it is.
  process.argv[1] = process.execPath;
  const given = getAssetKeys().includes(COMPILED) ? Buffer.from(getRawAsset(COMPILED)) : null;
  const { main, nodeEnvironment } = loadProgram((name) => getAsset(name, 'utf8'), given, PLACE);
  // As in bin/aitronos.js.
  process.exitCode = 1;
  process.exitCode = await main(nodeEnvironment(ASK_KEYCHAIN));
}

if (process.argv.length === 3 && process.argv[2] === ASK_KEYCHAIN) require('../../bin/keychain.js');
else run();

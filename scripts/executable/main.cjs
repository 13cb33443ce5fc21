// The program as one file that Node carries within itself: there are no files beside it, and no Node but its own. What
// bin/ does for an installed package is not needed: Node is the right one, and the cache of compiled code is inside.
// See docs/decisions/2026-11-26-executables.md.
/** With this word alone it is the process that asks the keychain: no script could be named, for there is none. */
const ASK_KEYCHAIN = '__keychain';

async function run() {
  const { main, nodeEnvironment } = require('../../src/main.ts');
  process.exitCode = await main(nodeEnvironment(ASK_KEYCHAIN));
}

if (process.argv.length === 3 && process.argv[2] === ASK_KEYCHAIN) require('../../bin/keychain.js');
else run();

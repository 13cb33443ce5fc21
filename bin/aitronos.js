#!/usr/bin/env node
// CommonJS, which starts sooner than a module, and in words that an older Node understands too.
// See docs/decisions/2026-11-24-bin-commonjs.md.
const [major, minor, patch] = process.versions.node.split('.').map(Number);

if (major > 20 || (major === 20 && (minor > 18 || (minor === 18 && patch >= 1)))) {
  if (!printedVersion()) run();
} else {
  process.stderr.write(`error: aitronos needs Node 20.18.1 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 1;
}

/** Scripts ask for the version alone; nothing needs to load for it. What goes wrong here is told by the program itself. */
function printedVersion() {
  if (process.env.AITRONOS_SUMMARY_FILE || process.env.AITRONOS_LOG_FILE) return false;
  if (process.argv.length !== 3 || !['--version', '-V', '-v', 'version'].includes(process.argv[2]))
    return false;
  try {
    require('fs').writeSync(1, `${require('../package.json').version}\n`);
    return true;
  } catch {
    return false;
  }
}

async function run() {
  const { main, nodeEnvironment } = require('../dist/start.cjs').loadProgram();
  process.exitCode = await main(nodeEnvironment(require.resolve('./keychain.js')));
}

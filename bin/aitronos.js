#!/usr/bin/env node
// Must be readable for any Node that knows modules: an older one gets one plain sentence instead of a stack.
const [major, minor, patch] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && (minor > 18 || (minor === 18 && patch >= 1)))) {
  // Asked of the process and not imported: an import of one of Node's own modules costs a start a millisecond or more.
  process.getBuiltinModule('node:module').enableCompileCache?.();
  const { main, nodeHost } = await import('../dist/main.js');
  process.exitCode = await main(nodeHost());
} else {
  process.stderr.write(`error: aitronos needs Node 20.18.1 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 1;
}

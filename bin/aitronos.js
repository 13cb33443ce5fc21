#!/usr/bin/env node
// Must be readable for any Node that knows modules: an older one gets one plain sentence instead of a stack.
import module from 'module';
import v8 from 'v8';

const [major, minor, patch] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && (minor > 18 || (minor === 18 && patch >= 1)))) {
  module.enableCompileCache?.();
  // On Node 20 the optimizing compiler works on undici's parser at exit, and the process waits for it some 80 ms.
  if (major < 22) v8.setFlagsFromString('--liftoff-only');
  const { main, nodeHost } = await import('../dist/main.js');
  process.exitCode = await main(nodeHost());
} else {
  process.stderr.write(`error: aitronos needs Node 20.18.1 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 1;
}

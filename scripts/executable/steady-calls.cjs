// Loaded before the program while V8's compiled code is made of it, so that two builds make the same however busy the
// machine is. See docs/decisions/2026-11-26-executables.md.
const { setTimeout } = globalThis;

const LONG_MS = 400;
const SETTLE_MS = 200;

// What waits for a slow answer, as undici's timers, would be run and compiled in a call that takes longer.
globalThis.setTimeout = (ring, ms, ...more) => setTimeout(ring, ms >= LONG_MS ? 2 ** 30 : ms, ...more);

// V8 notes which functions its other thread is about to compile: it has to be done before the code is kept.
process.once('exit', () => {
  const end = Date.now() + SETTLE_MS;
  while (Date.now() < end);
});

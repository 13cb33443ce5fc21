// In the bundles instead of `signal-exit` and `when-exit`: those end the process at a signal, before the program
// has said what became of the user. Only what they tidy up at the end of the process is kept.
// See docs/decisions/2026-11-26-replaced-packages.md.
function onExit(work) {
  process.once('exit', work);
  return () => process.off('exit', work);
}

module.exports = Object.assign(onExit, { onExit });

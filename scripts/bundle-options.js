// What all bundles of the program have in common.

/** Options of esbuild. Packages are replaced as docs/decisions/2026-11-26-replaced-packages.md says. */
export const BUNDLE = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  // Of a package's two forms the one of which unused functions are left out: fastest-levenshtein has both.
  mainFields: ['module', 'main'],
  minify: true,
  alias: {
    'signal-exit': './scripts/exit-hook.cjs',
    'when-exit': './scripts/exit-hook.cjs',
    'graceful-fs': 'node:fs',
    'dot-prop': './scripts/no-dots.cjs',
    'env-paths': './scripts/no-env-paths.cjs',
    retry: './scripts/one-try.cjs',
    'node:child_process': './scripts/no-child-process.cjs',
    'node:process': './scripts/global-process.cjs',
  },
  metafile: true,
  logLevel: 'warning',
};

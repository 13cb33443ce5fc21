// What loads at every start comes in one file: each further file costs a start more than its size does.
// See docs/decisions/2026-11-24-one-chunk.md.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The modules below a folder that others load when they need them. */
export function loadedLater(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  return new Set(files.flatMap((file) => importsOf(join(folder, file))));
}

function importsOf(file) {
  const found = readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g);
  return [...found].map(([, target]) => resolve(dirname(file), target));
}

/**
 * esbuild puts those modules together that the same entries reach. So everything that is loaded later is made to reach
 * what is loaded first, and that becomes one chunk instead of ten.
 */
export function oneChunk(first, later) {
  return {
    name: 'one-chunk',
    setup(bundle) {
      bundle.onResolve({ filter: /^what is loaded first$/ }, () => ({ path: first, sideEffects: true }));
      bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!later.has(path)) return undefined;
        return { contents: `${readFileSync(path, 'utf8')}\nimport 'what is loaded first';`, loader: 'ts' };
      });
    },
  };
}

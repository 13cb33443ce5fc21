// What is loaded together comes in one file: each further file costs a start more than its size does.
// See docs/decisions/2026-11-24-one-chunk.md.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The modules below a folder that others load when they need them. */
export function loadedLater(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  return new Set(files.flatMap((file) => importsOf(join(folder, file), /\bimport\('(?<target>\.[^']+)'\)/g)));
}

const LOADED_WITH_IT = /^(?:import|export) (?!type )(?:[^'";]*? from )?'(?<target>\.[^']+\.ts)'/gm;

function importsOf(file, pattern) {
  const found = readFileSync(file, 'utf8').matchAll(pattern);
  return [...found].map(({ groups: { target } }) => resolve(dirname(file), target));
}

/** All modules that load with one, itself included. */
function loadedWith(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const target of importsOf(file, LOADED_WITH_IT)) loadedWith(target, found);
  return found;
}

/**
 * esbuild puts those modules together that the same entries reach. So everything that is loaded later is made to reach
 * what is loaded `first`, and that becomes one chunk instead of ten. The same for what the `change` of one user loads
 * besides: whatever loads a part of it loads all of it.
 */
export function oneChunk({ first, change, later }) {
  const start = loadedWith(first);
  const parts = [...loadedWith(change)].filter((file) => !start.has(file));
  const sharers = [...later].filter((file) => {
    const own = loadedWith(file);
    return parts.some((part) => own.has(part));
  });
  const added = (path) => [
    ...(later.has(path) ? ['what is loaded first'] : []),
    ...(sharers.includes(path) && path !== change ? ['what a change loads'] : []),
  ];
  return {
    name: 'one-chunk',
    setup(bundle) {
      bundle.onResolve({ filter: /^what is loaded first$/ }, () => ({ path: first, sideEffects: true }));
      bundle.onResolve({ filter: /^what a change loads$/ }, () => ({ path: change, sideEffects: true }));
      bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const imports = added(path).map((name) => `\nimport '${name}';`);
        if (imports.length === 0) return undefined;
        return { contents: readFileSync(path, 'utf8') + imports.join(''), loader: 'ts' };
      });
    },
  };
}

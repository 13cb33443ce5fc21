// The parts of undici that are used, as one file of CommonJS: the program loads it, and so does the library.
// See docs/decisions/2026-11-26-shared-undici.md.
import { basename } from 'node:path';
import { build } from 'esbuild';
import { smallerPackages } from '../smaller-packages.js';
import { lighterUndici } from './lighter-undici.js';

const PARTS = [
  'undici/lib/api/api-connect.js',
  'undici/lib/core/connect.js',
  'undici/lib/core/symbols.js',
  'undici/lib/dispatcher/dispatcher.js',
  'undici/lib/dispatcher/pool.js',
];

/** Writes that file into `chunks` of the folder that `options` name. Answers its name, and what it was made of. */
export async function buildUndici(options) {
  const { metafile } = await build({
    ...options,
    stdin: {
      contents: `module.exports = {${PARTS.map((part) => `get '${part}'() { return require('${part}'); }`)}};`,
      resolveDir: '.',
    },
    // Its name changes with what is in it: kept compiled code is bound to the names.
    entryNames: 'chunks/undici-[hash]',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [smallerPackages, lighterUndici, askedOfNode],
  });
  return { name: basename(Object.keys(metafile.outputs)[0]), metafile };
}

/** Node's own modules without `require`, which is not there where a bundler puts this file into a module. */
const askedOfNode = {
  name: 'asked-of-node',
  setup(bundle) {
    bundle.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'node' }));
    bundle.onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

/** Takes each part from that file instead, which stands at `file` for what is built. */
export function sharedUndici(file) {
  return {
    name: 'shared-undici',
    setup(bundle) {
      bundle.onResolve({ filter: /^undici\// }, ({ path }) => {
        if (!PARTS.includes(path)) throw new Error(`${path} is not in the file that holds undici`);
        return { path, namespace: 'undici-part' };
      });
      bundle.onResolve({ filter: /^\./, namespace: 'undici-part' }, ({ path }) => ({ path, external: true }));
      bundle.onLoad({ filter: /.*/, namespace: 'undici-part' }, ({ path }) => ({
        contents: `import undici from '${file}';\nexport default undici['${path}'];`,
      }));
    },
  };
}

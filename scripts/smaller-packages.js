// What no call of ours reaches stays out of the bundles, which everybody who installs them fetches.
// See docs/decisions/2026-11-26-package-size.md.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';

/** Where a module of a package asks for what is never used: conf for schemas and migrations, undici for forms as bodies. */
const UNUSED = {
  conf: /^(ajv\/dist\/2020\.js|ajv-formats|semver)$/,
  undici: /\/web\/fetch\/body\.js$/,
};

/** ora draws the one, and the other where a terminal has no Unicode. */
const SPINNERS = ['dots', 'line'];

/** undici's parser of HTTP for machines without SIMD: it is unpacked when it is loaded, in a millisecond. */
const PACKED = /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/;

/** A plugin for esbuild. */
export const smallerPackages = {
  name: 'smaller-packages',
  setup(bundle) {
    for (const [name, filter] of Object.entries(UNUSED)) {
      const inPackage = new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]`);
      bundle.onResolve({ filter }, ({ importer }) =>
        inPackage.test(importer) ? { path: 'unused', namespace: 'unused' } : undefined,
      );
    }
    bundle.onLoad({ filter: /^unused$/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {};',
    }));
    bundle.onLoad({ filter: PACKED }, ({ path }) => ({ contents: packedParser(path) }));
    bundle.onLoad({ filter: /[\\/]cli-spinners[\\/]spinners\.json$/ }, ({ path }) => {
      const all = JSON.parse(readFileSync(path, 'utf8'));
      const used = Object.fromEntries(SPINNERS.map((name) => [name, all[name]]));
      return { contents: JSON.stringify(used), loader: 'json' };
    });
  },
};

function packedParser(path) {
  const parser = createRequire(import.meta.url)(path);
  const text = JSON.stringify(brotliCompressSync(parser).toString('base64'));
  return `module.exports = require('node:zlib').brotliDecompressSync(Buffer.from(${text}, 'base64'));`;
}

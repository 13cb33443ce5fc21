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

/** undici's parser of HTTP: for machines without SIMD, and for all of them. */
export const PLAIN_PARSER = /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/;
export const EVERY_PARSER = /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp(_simd)?-wasm\.js$/;

/** A plugin for esbuild. `packed`: the parsers that are unpacked when they are loaded, in a millisecond. */
export function smallerPackages({ packed }) {
  return {
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
      bundle.onLoad({ filter: packed }, ({ path }) => ({ contents: packedParser(path) }));
      bundle.onLoad({ filter: /[\\/]cli-spinners[\\/]spinners\.json$/ }, ({ path }) => {
        const all = JSON.parse(readFileSync(path, 'utf8'));
        const used = Object.fromEntries(SPINNERS.map((name) => [name, all[name]]));
        return { contents: JSON.stringify(used), loader: 'json' };
      });
    },
  };
}

function packedParser(path) {
  const parser = createRequire(import.meta.url)(path);
  const text = JSON.stringify(brotliCompressSync(parser).toString('base64'));
  return `module.exports = require('node:zlib').brotliDecompressSync(Buffer.from(${text}, 'base64'));`;
}

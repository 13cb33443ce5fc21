// What no call of ours reaches stays out of the bundles, which everybody who installs them fetches.
// See docs/decisions/2026-11-26-package-size.md.
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';

const require = createRequire(import.meta.url);

/**
 * Where a module of a package asks for what is never used: conf for schemas, migrations, encryption and watching; the
 * readers and writers of CSV for delimiters to be guessed and rows that are objects; hono for forms, pages and other
 * applications; ora for marks of what is done and keys to be swallowed; undici for forms as bodies.
 */
const UNUSED = {
  conf: /^(ajv\/dist\/2020\.js|ajv-formats|debounce-fn|semver|uint8array-extras)$/,
  'csv-parse': /\/utils\/delimiter_discover\.js$/,
  'csv-stringify': /\/utils\/get\.js$/,
  hono: /\/utils\/(body|html|mount)\.js$/,
  ora: /^(log-symbols|stdin-discarder)$/,
  undici: /\/web\/fetch\/body\.js$/,
};

/** ora draws the one, and the other where a terminal has no Unicode. */
const SPINNERS = ['dots', 'line'];

/** What undici reads of its parser's constants; the rest are headers, methods and codes. */
const CONSTANTS = ['ERROR', 'TYPE'];

/** undici's parsers of HTTP: the one that machines with SIMD take, and the other. */
const PARSER = /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp(?<simd>_simd)?-wasm\.js$/;
/** Its bytes that are packed at once. With what stands there in the other parser they fit into deflate's window. */
const PIECE = 14_000;
/** How far one and the same code may stand apart in the two parsers. */
const APART = 1000;

/** A plugin for esbuild. */
export const smallerPackages = {
  name: 'smaller-packages',
  setup(bundle) {
    for (const [name, filter] of Object.entries(UNUSED)) {
      const inPackage = new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]`);
      // By its own name: what several files share becomes a file.
      bundle.onResolve({ filter }, ({ importer, path }) =>
        inPackage.test(importer) ? { path: `${name} ${path}`, namespace: 'unused' } : undefined,
      );
    }
    bundle.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {};',
    }));
    bundle.onLoad({ filter: PARSER }, ({ path }) => ({
      contents: PARSER.exec(path).groups.simd ? parserInHex(path) : packedParser(path),
    }));
    for (const [filter, names] of [
      [/[\\/]cli-spinners[\\/]spinners\.json$/, SPINNERS],
      [/[\\/]undici[\\/]lib[\\/]llhttp[\\/]constants\.js$/, CONSTANTS],
    ]) {
      bundle.onLoad({ filter }, ({ path }) => {
        const all = require(path);
        const used = Object.fromEntries(names.map((name) => [name, all[name]]));
        return { contents: JSON.stringify(used), loader: 'json' };
      });
    }
  },
};

/** In hexadecimal a byte is always the same two signs, and the package packs 4 kB better than in Base64. */
const parserInHex = (path) => `module.exports = Buffer.from('${require(path).toString('hex')}', 'hex');`;

/** It is the parser with SIMD but for 200 bytes: packed as what differs, and put together when it is loaded. */
function packedParser(path) {
  const [parser, withSimd] = [path, path.replace('llhttp-wasm', 'llhttp_simd-wasm')].map(require);
  const pieces = [];
  for (let at = 0; at < parser.length; at += PIECE) {
    const dictionary = withSimd.subarray(Math.max(0, at - APART), at + PIECE + APART);
    pieces.push(deflateRawSync(parser.subarray(at, at + PIECE), { level: 9, dictionary }).toString('base64'));
  }
  return `const { inflateRawSync } = require('node:zlib');
const withSimd = require('./llhttp_simd-wasm.js');
module.exports = Buffer.concat(${JSON.stringify(pieces)}.map((piece, index) => {
  const at = index * ${PIECE};
  const dictionary = withSimd.subarray(Math.max(0, at - ${APART}), at + ${PIECE + APART});
  return inflateRawSync(Buffer.from(piece, 'base64'), { dictionary });
}));`;
}

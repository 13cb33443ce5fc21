// undici loads much of Node at every start that no call uses; its parts get what loads when it is used, or nothing.
// See docs/decisions/2026-11-26-commonjs-chunks.md.
import { fileURLToPath } from 'node:url';

const INSTEAD = new Map([
  ['./client-h2.js', 'no-http2.cjs'],
  ['node:assert', 'assert-when-failed.cjs'],
  ['node:http', 'no-http.cjs'],
]);

export const lighterUndici = {
  name: 'lighter-undici',
  setup(bundle) {
    bundle.onResolve({ filter: /^(\.\/client-h2\.js|node:assert|node:http)$/ }, ({ path, importer }) => {
      if (!/[\\/]node_modules[\\/]undici[\\/]/.test(importer)) return undefined;
      return { path: fileURLToPath(new URL(INSTEAD.get(path), import.meta.url)) };
    });
  },
};

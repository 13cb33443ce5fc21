// The sandbox's server takes Node's Request, Response and Headers as it loads, and Node's HTTP/2: Node's whole `fetch`
// would load at every start with --sandbox. It gets classes with what it uses of them.
// See docs/decisions/2026-11-29-lighter-server.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLASSES = fileURLToPath(new URL('web-classes.cjs', import.meta.url));
const SERVER = /[\\/]node_modules[\\/]@hono[\\/]node-server[\\/]/;

/** A plugin for esbuild. */
export const lighterServer = {
  name: 'lighter-server',
  setup(bundle) {
    bundle.onResolve({ filter: /^(node:http2|web-classes)$/ }, ({ path, importer }) =>
      path === 'web-classes' || SERVER.test(importer) ? { path: CLASSES } : undefined,
    );
    bundle.onLoad({ filter: /[\\/]@hono[\\/]node-server[\\/]dist[\\/].*\.mjs$/ }, ({ path }) => ({
      contents: `import 'web-classes';\n${withoutWebSockets(readFileSync(path, 'utf8'))}`,
    }));
  },
};

/** Lets esbuild leave out what is for WebSockets, which nothing speaks here. */
const withoutWebSockets = (text) =>
  text.replace('= defineWebSocketHelper(', '= /* @__PURE__ */ defineWebSocketHelper(');

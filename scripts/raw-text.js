// Files that the program holds as texts: `import style from './style.css?raw'`, as Vite has it for tests.
// See docs/decisions/2026-11-26-report-page.md.
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

export const rawText = {
  name: 'raw-text',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.[^?]*\?raw$/ }, ({ path, importer }) => ({
      // From the root of the project: esbuild names its files after what is in them and after such paths.
      path: relative('.', resolve(dirname(importer), path.slice(0, -'?raw'.length))).replaceAll('\\', '/'),
      namespace: 'raw-text',
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'raw-text' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }));
  },
};

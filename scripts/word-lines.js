// Lists of words stand on lines that are as long as lines of code may be. In the bundles each list is one text.
// See docs/decisions/2026-11-26-package-size.md.
import { readFileSync } from 'node:fs';

const LISTS = /\bword(?:Set|List)\(\[[^\]]*\]/g;

/** A plugin for esbuild: within a list a line ends with `|` as a word does. */
export const wordLines = {
  name: 'word-lines',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]runs[\\/]input[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(LISTS, (list) => list.replaceAll(/',\s+'/g, '|')),
      loader: 'ts',
    }));
  },
};

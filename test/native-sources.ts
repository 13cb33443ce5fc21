import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin as Bundling, build } from 'esbuild';
import type { Plugin } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const RAW = '?raw';

/**
 * Leaves the program in files of tests to Node: all of src is compiled once, module by module, into a folder that is
 * gone after the tests. Not for coverage, which counts lines of the sources, nor while tests wait for changes.
 * See docs/decisions/2026-11-29-native-sources.md.
 */
export function nativeSources(): Plugin {
  let off = false;
  let compiled: Promise<string> | undefined;
  return {
    name: 'native-sources',
    enforce: 'pre',
    configureVitest({ vitest: { config } }) {
      off = config.coverage.enabled || config.watch;
    },
    async resolveId(id, importer) {
      if (off || importer === undefined || !/^\..*\.ts$/.test(id)) return null;
      const file = resolve(dirname(importer), id);
      if (!file.startsWith(src + sep)) return null;
      compiled ??= compile();
      return {
        id: join(await compiled, relative(src, asCompiled(file))).replaceAll('\\', '/'),
        external: true,
      };
    },
  };
}

const asCompiled = (path: string) => path.replace(/\.ts$/, '.js');

/** Compiles src; the folder where the modules are. */
async function compile(): Promise<string> {
  // Vitest leaves to Node what is below node_modules, and packages are found from there.
  const outdir = mkdtempSync(join(root, 'node_modules', '.sources-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  writeFileSync(join(outdir, 'package.json'), '{ "type": "module" }');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/**/*.ts'],
    outdir,
    outbase: 'src',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    treeShaking: false,
    // For the stacks that the reporter shows.
    sourcemap: 'inline',
    sourcesContent: false,
    // Nothing else than raw texts is packed into the modules.
    loader: { '.css': 'text', '.js': 'text' },
    logLevel: 'warning',
    plugins: [sideBySide],
  });
  return outdir;
}

/** The modules stay files that import each other, as in src. */
const sideBySide: Bundling = {
  name: 'side-by-side',
  setup(bundle) {
    bundle.onResolve({ filter: /^\..*\.ts$/ }, ({ path }) => ({ path: asCompiled(path), external: true }));
    bundle.onResolve({ filter: /^\..*\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -RAW.length)),
    }));
  },
};

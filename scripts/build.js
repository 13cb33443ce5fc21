// Builds dist/: the program and the library as bundles, the library's types, and the licences of what is inside.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeAsCommonJs } from './as-commonjs.js';
import { BUNDLE } from './bundle-options.js';
import { licencesOf } from './licences.js';
import { loadedLater, oneChunk } from './one-chunk.js';
import { rawText } from './raw-text.js';
import { keepReachedTypes } from './reached-types.js';
import { EVERY_PARSER, PLAIN_PARSER, smallerPackages } from './smaller-packages.js';
import { lighterUndici } from './undici/lighter-undici.js';
import { withBundle } from './with-bundle.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Made beside it and put in its place when it is whole: a program that runs meanwhile finds one or the other.
const made = mkdtempSync(join('node_modules', '.dist-'));

const common = { ...BUNDLE, outdir: made, format: 'esm' };
const program = await build({
  ...common,
  entryPoints: ['src/main.ts'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  write: false,
  plugins: [
    smallerPackages({ packed: PLAIN_PARSER }),
    lighterUndici,
    rawText,
    oneChunk({
      first: resolve('src/main.ts'),
      change: resolve('src/commands/users/change/recorded-change.ts'),
      later: loadedLater('src'),
    }),
  ],
});
await writeAsCommonJs(program.outputFiles, common);
await build({
  ...common,
  entryPoints: { start: 'src/start/load-program.cjs' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
const pages = await withBundle('scripts/docs/help-pages.ts', ({ helpPages }) => helpPages());
writeFileSync(join(made, 'help.json'), JSON.stringify(pages));
const library = await build({
  ...common,
  entryPoints: ['src/index.ts'],
  // Whoever writes a program sees this code in stack traces and debuggers: names and lines stay as they were written.
  minify: false,
  plugins: [smallerPackages({ packed: EVERY_PARSER }), lighterUndici],
  // Bundled CommonJS packages ask for Node's own modules with require.
  banner: {
    js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
});

const tsc = ['node_modules/typescript/bin/tsc', '-p', 'scripts/types.json', '--outDir', join(made, 'types')];
execFileSync(process.execPath, tsc, { stdio: 'inherit' });
keepReachedTypes(join(made, 'types'));
const inputs = { ...program.metafile.inputs, ...library.metafile.inputs };
writeFileSync(join(made, 'LICENSES.txt'), licencesOf(Object.keys(inputs)));
chmodSync(made, 0o755);
rmSync('dist', { recursive: true, force: true });
renameSync(made, 'dist');

// Builds dist/: the program and the library as bundles, the library's types, and the licences of what is inside.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { build } from 'esbuild';
import { writeAsCommonJs } from './as-commonjs.js';
import { BUNDLE } from './bundle-options.js';
import { licencesOf } from './licences.js';
import { lighterServer } from './lighter-server.js';
import { loadedLater, oneChunk } from './one-chunk.js';
import { rawText } from './raw-text.js';
import { keepReachedTypes } from './reached-types.js';
import { smallerPackages } from './smaller-packages.js';
import { buildUndici, sharedUndici } from './undici/shared-undici.js';
import { withBundle } from './with-bundle.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Made beside it and put in its place when it is whole: a program that runs meanwhile finds one or the other.
const made = mkdtempSync(join('node_modules', '.dist-'));
// Of a build that failed nothing stays.
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

// Begun first: it takes as long as the rest.
const types = writeTypes(join(made, 'types'));
const common = { ...BUNDLE, outdir: made, format: 'esm' };
const undici = await buildUndici(common);
const program = await build({
  ...common,
  entryPoints: ['src/main.ts'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  write: false,
  plugins: [
    smallerPackages,
    lighterServer,
    sharedUndici(`./${undici.name}`),
    rawText,
    oneChunk({
      first: resolve('src/main.ts'),
      change: resolve('src/commands/users/change/recorded-change.ts'),
      later: loadedLater('src'),
    }),
  ],
});
await writeAsCommonJs(program, common);
await build({
  ...common,
  entryPoints: { start: 'src/start/load-program.cjs' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
const pages = await withBundle('scripts/docs/help-pages.ts', ({ helpPages }) => helpPages());
writeFileSync(join(made, 'help.json'), JSON.stringify(pages));
// Node looks for names in a file of CommonJS that a module imports, Node 20 for 40 ms in undici: in this one there are
// none.
writeFileSync(
  join(made, 'undici.cjs'),
  `const undici = require('./chunks/${undici.name}');\nmodule.exports = undici;\n`,
);
const library = await build({
  ...common,
  entryPoints: ['src/index.ts'],
  // Whoever writes a program sees this code in stack traces and debuggers: names and lines stay as they were written.
  minify: false,
  write: false,
  plugins: [sharedUndici('./undici.cjs')],
});
for (const { path, text } of library.outputFiles) writeFileSync(path, withoutComments(text));

await types;
keepReachedTypes(join(made, 'types'));
const inputs = [undici, program, library].flatMap(({ metafile }) => Object.keys(metafile.inputs));
refuseOwnPlace(inputs);
writeFileSync(join(made, 'LICENSES.txt'), licencesOf([...new Set(inputs)]));
chmodSync(made, 0o755);
// The one before is moved and not removed first: there is no moment to speak of without a dist.
const former = `${made}-former`;
if (existsSync('dist')) renameSync('dist', former);
renameSync(made, 'dist');
rmSync(former, { recursive: true, force: true });

/** Code alone: what a comment says of a function its types say too, and an editor shows that from there. */
function withoutComments(code) {
  const comments = [];
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  return comments.reduceRight(
    (text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end),
    code,
  );
}

/** Writes the types of all sources; rejects where they do not fit. */
async function writeTypes(outDir) {
  const words = ['node_modules/typescript/bin/tsc', '-p', 'scripts/types.json', '--outDir', outDir];
  const [exit] = await once(spawn(process.execPath, words, { stdio: 'inherit' }), 'exit');
  if (exit !== 0) throw new Error('the types do not fit');
}

/**
 * esbuild names files after the paths of what is in them: with the place of this folder in one, no two builds are
 * alike.
 */
function refuseOwnPlace(paths) {
  const place = resolve('.').replaceAll('\\', '/');
  const found = paths.filter((path) => path.replaceAll('\\', '/').includes(place));
  if (found.length > 0) throw new Error(`the build would be another one elsewhere: ${found.join(', ')}`);
}

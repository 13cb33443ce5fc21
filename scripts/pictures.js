// Makes the pictures of docs/pictures anew: `npm run pictures`, or with names: `npm run pictures -- run undo`.
// See docs/decisions/2026-11-26-recorded-pictures.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rawText } from './raw-text.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// They take outcomes, exit codes and scenes from TypeScript, which not every supported Node can read.
const folder = mkdtempSync(join('node_modules', '.pictures-'));
try {
  const outfile = join(folder, 'make.mjs');
  await build({
    entryPoints: ['scripts/pictures/make.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    plugins: [rawText],
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    logLevel: 'warning',
  });
  const { makePictures } = await import(pathToFileURL(outfile).href);
  await makePictures(process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

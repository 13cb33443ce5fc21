// Writes what the documents take from the program: tables, docs/commands.md and the man pages.
// See docs/decisions/2026-11-26-made-documents.md.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rawText } from './raw-text.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Below node_modules, where the packages that it imports are found.
const folder = mkdtempSync(join('node_modules', '.docs-'));
const bundle = join(folder, 'made-files.mjs');
try {
  await build({
    entryPoints: ['scripts/docs/made-files.ts'],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    packages: 'external',
    plugins: [rawText],
    logLevel: 'warning',
  });
  const { madeFiles, staleFiles } = await import(pathToFileURL(bundle).href);
  const made = madeFiles('.');
  const { changed, abandoned } = staleFiles('.', made);
  for (const file of changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, made.get(file));
    console.log(`wrote   ${file}`);
  }
  for (const file of abandoned) {
    rmSync(file);
    console.log(`removed ${file}`);
  }
  if (changed.length + abandoned.length === 0) console.log(`all ${made.size} files were up to date`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

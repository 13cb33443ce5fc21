// Writes what the documents take from the program: tables, docs/commands.md and the man pages.
// See docs/decisions/2026-11-26-made-documents.md.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from './with-bundle.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await withBundle('scripts/docs/made-files.ts', ({ madeFiles, staleFiles }) => {
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
});

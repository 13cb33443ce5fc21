// Runs TypeScript of the scripts, which reads the program: bundled, because Node 20 reads none itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rawText } from './raw-text.js';

/** What `use` makes of the exports of a file. The bundle is gone afterwards. */
export async function withBundle(file, use) {
  // Below node_modules, where the packages that it imports are found.
  const folder = mkdtempSync(join('node_modules', '.bundle-'));
  const outfile = join(folder, 'bundle.mjs');
  try {
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.18',
      packages: 'external',
      plugins: [rawText],
      logLevel: 'warning',
    });
    return await use(await import(pathToFileURL(outfile).href));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

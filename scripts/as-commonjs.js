// CommonJS loads in less time than modules do, and esbuild splits modules alone: so the program is split first and made
// CommonJS file by file. See docs/decisions/2026-11-26-commonjs-chunks.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { transform } from 'esbuild';

/** Writes the files that esbuild made as modules (`write: false`) as CommonJS under the same names. */
export async function writeAsCommonJs(files, { target }) {
  for (const { path, text } of files) {
    const { code } = await transform(text, {
      format: 'cjs',
      target,
      minify: true,
      // `import()` would load them as modules again, through a second loader.
      supported: { 'dynamic-import': false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}

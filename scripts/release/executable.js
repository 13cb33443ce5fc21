// One file with Node and the program in it, by Node's own `--build-sea`.
// See docs/decisions/2026-11-26-executables.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../bundle-options.js';
import { licencesOf } from '../licences.js';
import { rawText } from '../raw-text.js';
import { PLAIN_PARSER, smallerPackages } from '../smaller-packages.js';
import { lighterUndici } from '../undici/lighter-undici.js';
import { fetchPackage, newestNode } from './registry.js';
import { ofThisMachine } from './targets.js';

/** The program in one CommonJS file; answers the licences of what is in it. */
export async function bundleProgram(outfile) {
  const { metafile } = await build({
    ...BUNDLE,
    entryPoints: ['scripts/executable/main.cjs'],
    outfile,
    format: 'cjs',
    alias: { ...BUNDLE.alias, '@napi-rs/keyring': './scripts/executable/keyring.cjs' },
    plugins: [smallerPackages({ packed: PLAIN_PARSER }), lighterUndici, rawText],
  });
  return licencesOf(Object.keys(metafile.inputs));
}

/**
 * Makes the executable of a target as `file`. Compiled code goes in where it can be made: by the very Node that will
 * run it. Answers the version of Node and the licences of what is in it besides the program.
 */
export function makeExecutable(target, { program, file }) {
  const host = ofThisMachine();
  if (host === undefined) throw new Error('the executables are made on linux-x64, linux-arm64 or win-x64');
  const version = newestNode([target.node, host.node]);
  const node = fetchPackage(target.node, version);
  const maker = fetchPackage(host.node, version);
  const keyring = fetchPackage(target.keyring, keyringVersion());
  const library = `keyring.${target.keyring.replace('@napi-rs/keyring-', '')}.node`;
  const settings = join(file, '..', 'sea.json');
  mkdirSync(join(file, '..'), { recursive: true });
  const config = {
    main: resolve(program),
    executable: resolve(node, target.file),
    output: resolve(file),
    disableExperimentalSEAWarning: true,
    useCodeCache: target === host,
    assets: { 'keyring.node': resolve(keyring, library) },
  };
  writeFileSync(settings, JSON.stringify(config));
  // The compiled code holds a random number; with the same seed it is the same each time.
  execFileSync(resolve(maker, host.file), ['--random-seed=1', '--build-sea', settings], { stdio: 'pipe' });
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

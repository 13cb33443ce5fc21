// Makes everything that is given out: the package, and one file for each system that has Node inside, with checksums.
//
//   npm run release -- --address https://downloads.example.com/aitronos
//     [--out <folder>] [--targets linux-x64,…] [--fast]
//
// `--address` is where the folder of each version will lie; it stands in release.json and nowhere else. `--fast` packs
// less tightly, for trials. See docs/decisions/2026-11-26-executables.md.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pack } from './release/archive.js';
import { bundleStart, makeExecutable } from './release/executable.js';
import { checkForm } from './release/form.js';
import { settlePackage } from './release/modes.js';
import { ofThisMachine, TARGETS } from './release/targets.js';

const COMPLETIONS = {
  bash: 'aitronos.bash',
  zsh: '_aitronos',
  fish: 'aitronos.fish',
  powershell: 'aitronos.ps1',
};

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    out: { type: 'string', default: 'release' },
    targets: { type: 'string', default: TARGETS.map(({ name }) => name).join(',') },
    fast: { type: 'boolean', default: false },
  },
});
const address = addressOf(values.address);
const out = resolve(values.out);
const chosen = values.targets.split(',').map(targetOf);

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? git('log', '-1', '--format=%ct'));
const work = mkdtempSync(join(tmpdir(), 'aitronos-release-'));
mkdirSync(out, { recursive: true });
try {
  await release();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function release() {
  execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
  settlePackage();
  const npmPack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', out];
  execFileSync('npm', npmPack, { stdio: 'pipe', shell: process.platform === 'win32' });
  const made = [describe(`aitronos-${version}.tgz`, { needs: 'Node 20.18.1 or newer' })];
  const start = join(work, 'start.cjs');
  await bundleStart(start);
  for (const target of chosen) made.push(releaseFile(target, start));
  made.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(join(out, 'SHA256SUMS'), made.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(''));
  const listed = { version, address: `${address}/${version}`, files: made };
  writeFileSync(join(out, 'release.json'), `${JSON.stringify(listed, null, 2)}\n`);
  console.log(`upload the files of ${out} to ${address}/${version}/`);
}

/** One archive: the executable, completions, man pages and licences. */
function releaseFile(target, start) {
  const name = `aitronos-${version}-${target.name}`;
  const folder = join(work, name);
  const file = join(folder, target.name.startsWith('win') ? 'aitronos.exe' : 'aitronos');
  const node = makeExecutable(target, { start, file });
  checkForm(target.name, file);
  const isTried = target === ofThisMachine();
  if (isTried) checkVersion(file);
  mkdirSync(join(folder, 'licences'));
  for (const [title, text] of Object.entries(node.licences))
    writeFileSync(join(folder, 'licences', title), text);
  copyFileSync(join('dist', 'LICENSES.txt'), join(folder, 'licences', 'packages.txt'));
  copyFileSync('LICENSE', join(folder, 'LICENSE'));
  cpSync('man', join(folder, 'man', 'man1'), { recursive: true });
  mkdirSync(join(folder, 'completions'));
  for (const [shell, title] of Object.entries(COMPLETIONS))
    writeFileSync(join(folder, 'completions', title), aitronos('completion', shell));
  const archive = `${name}.${target.archive}`;
  rmSync(join(out, archive), { force: true });
  pack(join(out, archive), { above: work, name, seconds, level: values.fast ? 1 : 6 });
  rmSync(folder, { recursive: true });
  return describe(archive, { node: node.version, tried: isTried });
}

/** Starts the executable where nothing else is. */
function checkVersion(file) {
  const env = { HOME: work, PATH: work };
  const said = execFileSync(file, ['--version'], { cwd: work, env, encoding: 'utf8' }).trim();
  if (said !== version) throw new Error(`${file} says that it is ${said}`);
}

function describe(name, more) {
  const bytes = readFileSync(join(out, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const words = more.tried === false ? ', not tried: this machine cannot run it' : '';
  console.log(`made    ${name}: ${(bytes.length / 1e6).toFixed(1)} MB${words}`);
  return { name, url: `${address}/${version}/${name}`, sha256, bytes: bytes.length, ...more };
}

function aitronos(...args) {
  return execFileSync(process.execPath, ['bin/aitronos.js', ...args], { encoding: 'utf8' });
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

function targetOf(name) {
  const found = TARGETS.find((target) => target.name === name);
  if (found === undefined) throw new Error(`${name} is none of ${TARGETS.map((one) => one.name).join(', ')}`);
  return found;
}

/** Without a slash at its end. https alone, but on this machine. */
function addressOf(text) {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (
    url === null ||
    (url.protocol !== 'https:' && !isLoopback) ||
    url.username ||
    url.password ||
    /[?#]/.test(url.href)
  )
    throw new Error('--address has to be an https address without a query');
  return url.href.replace(/\/+$/, '');
}

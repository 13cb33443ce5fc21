// Packages of the registry that are a part of what is given out, fetched by npm, which checks their digests.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join('node_modules', '.cache', 'aitronos-release');
const NODE_LINE = '26';

const npm = (...args) =>
  execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });

/** The folder of a package, unpacked; nothing of it is run. It stays for the next time. */
export function fetchPackage(name, version) {
  const folder = join(FOLDER, `${name.replace('/', '+')}-${version}`);
  if (existsSync(folder)) return join(folder, 'package');
  mkdirSync(FOLDER, { recursive: true });
  const fresh = mkdtempSync(join(FOLDER, '.fetched-'));
  const tarball = npm('pack', '--silent', '--pack-destination', fresh, `${name}@${version}`).trim();
  execFileSync('tar', ['-xzf', join(fresh, tarball), '-C', fresh]);
  renameSync(fresh, folder);
  return join(folder, 'package');
}

/** The newest version of Node that all these packages have; throws where there is none. */
export function newestNode(names) {
  const [first = [], ...others] = [...new Set(names)].map(versionsOf);
  const shared = first.filter((version) => others.every((versions) => versions.includes(version)));
  const newest = shared.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new Error(`no Node ${NODE_LINE} is there as ${names.join(' and ')}`);
  return newest;
}

const versionsOf = (name) => [JSON.parse(npm('view', `${name}@${NODE_LINE}`, 'version', '--json'))].flat();

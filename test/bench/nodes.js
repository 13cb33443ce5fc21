// Other Nodes than the running one: by their paths, or by their versions from npm's registry, in a folder of the bench.
import { execFileSync } from 'node:child_process';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

/** `22,24.1.0,/opt/node/bin/node` as paths of executables; the running Node where nothing is named. */
export function nodesOf(workbench, named) {
  if (!named) return [process.execPath];
  return named.split(',').map((one) => (one.includes('/') ? one : install(workbench, one)));
}

function install(workbench, version) {
  const name = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  const folder = workbench.folder(`node-${version}`);
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--silent', `${name}@${version}`];
  execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'node_modules', name, 'bin', 'node');
}

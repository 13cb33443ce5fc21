// Where the package is tried: a folder of its own, and what runs commands and looks at their output there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const { version, man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const home = mkdtempSync(join(tmpdir(), 'aitronos-package-'));
/** Where the package is installed. */
export const project = join(home, 'project');
export const WINDOWS = process.platform === 'win32';

// A folder of its own for everything that lasts, and none of the caller's settings.
export const env = {
  PATH: process.env.PATH,
  HOME: home,
  AITRONOS_CONFIG_DIR: join(home, 'config'),
  AITRONOS_STATE_DIR: join(home, 'state'),
};

export function expect(actual, pattern) {
  if (!pattern.test(actual)) throw new Error(`expected ${pattern}, got:\n${actual}`);
}

/** What a command prints; throws when it fails. The shell finds the commands of Windows, which end in .cmd. */
export function run(file, args, options = {}) {
  return execFileSync(file, args, {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
    timeout: 120_000,
    shell: WINDOWS,
    ...options,
  });
}

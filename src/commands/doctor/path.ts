import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { orElse } from '../../or-else.ts';
import type { Environment } from '../../system/environment.ts';

const HEAD_BYTES = 4096;

/** The files that a shell could run as `aitronos`, in the order of PATH. */
export function commandsOnPath(env: Environment['env'], platform: string): string[] {
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

/** True for a link to this program and for the launcher scripts that package managers create instead of links. */
export function isThisProgram(file: string, program: string): boolean {
  return (
    resolveLinks(file) === resolveLinks(program) || /aitronos[\\/]bin[\\/]aitronos\.js/.test(readHead(file))
  );
}

/** True for a Python script: a Python package installs a command of the same name. */
export const isPython = (file: string): boolean => /^#!.*python/.test(readHead(file));

const resolveLinks = (file: string): string => orElse(() => realpathSync(file), file);

function readHead(file: string): string {
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

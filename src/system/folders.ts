import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CliError, usageError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { systemCode } from '../errors/reason.ts';
import type { Folders } from './environment.ts';
import { OTHER_FOLDERS } from './trusted-files.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The environment's folders, else the system's own places. */
export function foldersOf(env: Env, platform: string): Folders {
  const place = PLACES[platform === 'darwin' || platform === 'win32' ? platform : 'linux'];
  return {
    get config() {
      return folderFromVariable('AITRONOS_CONFIG_DIR', env) ?? join(...place.config(env));
    },
    get state() {
      return folderFromVariable('AITRONOS_STATE_DIR', env) ?? join(...place.state(env));
    },
    get ignored() {
      return place.variables
        .filter(([variable, ours]) => env[ours] === undefined && env[variable] && !isAbsolute(env[variable]))
        .map(([variable]) => `${variable}=${env[variable]} is ignored: it is not a whole path`);
    },
  };
}

/**
 * The standard folders of an operating system. A variable counts where it names an absolute path:
 * https://specifications.freedesktop.org/basedir-spec
 */
interface Place {
  readonly config: (env: Env) => string[];
  readonly state: (env: Env) => string[];
  /** Variables of the system, each with this program's own variable, which takes precedence. */
  readonly variables: readonly (readonly [variable: string, ours: string])[];
}

const PLACES: Readonly<Record<'linux' | 'darwin' | 'win32', Place>> = {
  linux: {
    config: (env) => [absolutePath(env['XDG_CONFIG_HOME']) ?? home(env, '.config'), 'aitronos'],
    state: (env) => [absolutePath(env['XDG_STATE_HOME']) ?? home(env, '.local', 'state'), 'aitronos'],
    variables: [
      ['XDG_CONFIG_HOME', 'AITRONOS_CONFIG_DIR'],
      ['XDG_STATE_HOME', 'AITRONOS_STATE_DIR'],
    ],
  },
  darwin: {
    config: (env) => [home(env, 'Library', 'Preferences'), 'aitronos'],
    state: (env) => [home(env, 'Library', 'Application Support'), 'aitronos'],
    variables: [],
  },
  win32: {
    config: (env) => [
      absolutePath(env['APPDATA']) ?? userProfile(env, 'AppData', 'Roaming'),
      'aitronos',
      'Config',
    ],
    state: (env) => [
      absolutePath(env['LOCALAPPDATA']) ?? userProfile(env, 'AppData', 'Local'),
      'aitronos',
      'Data',
    ],
    variables: [
      ['APPDATA', 'AITRONOS_CONFIG_DIR'],
      ['LOCALAPPDATA', 'AITRONOS_STATE_DIR'],
    ],
  },
};

const absolutePath = (path: string | undefined) => (path !== undefined && isAbsolute(path) ? path : null);

/** Folders of the kernel that keep no files; `/proc/self/cwd` would even be the working folder. */
const NO_DISK = /^\/+(?:proc|sys|dev(?!\/+shm))(?:\/|$)/;

/**
 * The folder that one of this program's own variables names; null where it is not set.
 * Throws `CliError` (usage) for a relative path, which would mean another folder in each working directory.
 */
function folderFromVariable(variable: string, env: Env): string | null {
  const path = env[variable];
  if (path === undefined) return null;
  const flaw = flawOf(path);
  if (flaw === null) return path;
  throw usageError(
    `${variable}=${path} ${flaw}`,
    `give it a whole path, such as ${variable}="$HOME/.aitronos", or unset it`,
  );
}

function flawOf(path: string): string | null {
  if (path === '') return 'is empty';
  if (!isAbsolute(path)) return 'is not a whole path: nothing expands ~ and variables here';
  if (NO_DISK.test(path)) return 'is no place for files';
  return isSomethingElse(path) ? 'is not a folder' : null;
}

function isSomethingElse(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOTDIR' || code === 'ELOOP';
  }
}

/** A folder below the home. */
function home(env: Env, ...names: string[]): string {
  const given = env['HOME'];
  if (given !== undefined && !isAbsolute(given)) throw noHome(`HOME=${given} is not a whole path`);
  return join(given ?? homeFromSystem(), ...names);
}

/** The home on Windows, where shells ported from Unix set HOME to a path that Windows does not know. */
const userProfile = (env: Env, ...names: string[]) =>
  join(absolutePath(env['USERPROFILE']) ?? homeFromSystem(), ...names);

/** The home in the system's user database. */
function homeFromSystem(): string {
  try {
    return homedir();
  } catch {
    throw noHome('this user has no home folder: HOME is not set, and the system knows no such user');
  }
}

const noHome = (message: string) => new CliError('NO_HOME', EXIT.usage, message, OTHER_FOLDERS);

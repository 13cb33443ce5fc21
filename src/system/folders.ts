import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, type PlatformPath, posix, win32 } from 'node:path';
import { CliError, usageError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { systemCode } from '../errors/reason.ts';
import { showUnseen } from '../text/shown.ts';
import { hasControls, hasNoName } from '../validation/paths.ts';
import type { Environment, Folders } from './environment.ts';
import { OTHER_FOLDERS } from './trusted-files.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The environment's folders, else the system's own places. `platform`: such as `linux`, `win32`. */
export function foldersOf(env: Env, platform: string): Folders {
  const place = PLACES[platform === 'darwin' || platform === 'win32' ? platform : 'linux'];
  const paths = platform === 'win32' ? WINDOWS : UNIX;
  return {
    get config() {
      return folderFromVariable('AITRONOS_CONFIG_DIR', env, paths) ?? paths.join(...place.config(env));
    },
    get state() {
      return folderFromVariable('AITRONOS_STATE_DIR', env, paths) ?? paths.join(...place.state(env));
    },
    get ignored() {
      return place.variables
        .filter(
          ([variable, ours]) => env[ours] === undefined && env[variable] && !paths.isAbsolute(env[variable]),
        )
        .map(
          ([variable]) =>
            `${variable}=${showUnseen(env[variable] ?? '')} is ignored: it is not an absolute path`,
        );
    },
  };
}

/** Throws `CliError` (usage) where AITRONOS_STATE_DIR is mistyped: a mistake, not a folder without room. */
export function refuseMistypedState({ env, platform }: Pick<Environment, 'env' | 'platform'>): void {
  const paths = platform === 'win32' ? WINDOWS : UNIX;
  const path = env['AITRONOS_STATE_DIR'];
  if (path !== undefined && typingFlaw(path, paths) !== null)
    folderFromVariable('AITRONOS_STATE_DIR', env, paths);
}

/** The folder that holds all runs. */
export const runsFolder = ({ folders }: { readonly folders: Folders }) => join(folders.state, 'runs');

interface Paths extends Pick<PlatformPath, 'join'> {
  /** True for a path that means the same place in every working folder. */
  readonly isAbsolute: (path: string) => boolean;
  readonly keepsNoFiles: (path: string) => boolean;
  /** A folder of the user's own, as it is typed. */
  readonly example: string;
}

const UNIX: Paths = {
  join: posix.join,
  isAbsolute: posix.isAbsolute,
  // Folders of the kernel; `/proc/self/cwd` would even be the working folder.
  keepsNoFiles: (path) => /^\/+(?:proc|sys|dev(?!\/+shm))(?:\/|$)/.test(path),
  example: '"$HOME/.aitronos"',
};

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const WINDOWS: Paths = {
  join: win32.join,
  // `\folder` is on the drive of the working folder, and `C:folder` in the folder that was last used there.
  isAbsolute: (path) => /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path),
  keepsNoFiles: (path) => /^[\\/]{2}\.[\\/]/.test(path) || hasNoName(path),
  // Its shells differ in how they name the home.
  example: 'C:\\Users\\you\\.aitronos',
};

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
    config: (env) => [absoluteOrNull(env['XDG_CONFIG_HOME'], UNIX) ?? home(env, '.config'), 'aitronos'],
    state: (env) => [absoluteOrNull(env['XDG_STATE_HOME'], UNIX) ?? home(env, '.local', 'state'), 'aitronos'],
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
      absoluteOrNull(env['APPDATA'], WINDOWS) ?? userProfile(env, 'AppData', 'Roaming'),
      'aitronos',
      'Config',
    ],
    state: (env) => [
      absoluteOrNull(env['LOCALAPPDATA'], WINDOWS) ?? userProfile(env, 'AppData', 'Local'),
      'aitronos',
      'Data',
    ],
    variables: [
      ['APPDATA', 'AITRONOS_CONFIG_DIR'],
      ['LOCALAPPDATA', 'AITRONOS_STATE_DIR'],
    ],
  },
};

const absoluteOrNull = (path: string | undefined, { isAbsolute }: Paths) =>
  path !== undefined && isAbsolute(path) ? path : null;

/**
 * The folder that one of this program's own variables names; null where it is not set.
 * Throws `CliError` (usage) for a relative path, which would mean another folder in each working directory.
 */
function folderFromVariable(variable: string, env: Env, paths: Paths): string | null {
  const path = env[variable];
  if (path === undefined) return null;
  const flaw = typingFlaw(path, paths) ?? placeFlaw(path, paths);
  if (flaw === null) return path;
  throw usageError(
    `${variable}=${showUnseen(path)} ${flaw}`,
    `give it the absolute path of a folder, such as ${variable}=${paths.example}, or unset it`,
  );
}

function typingFlaw(path: string, { isAbsolute }: Paths): string | null {
  if (path === '') return 'is empty';
  if (/^["']/.test(path)) return 'begins with a quotation mark: an env file keeps those around a value';
  if (!isAbsolute(path)) return 'is not an absolute path: nothing expands ~ and variables here';
  if (hasControls(path))
    return 'holds a control character, such as a file with Windows line ends leaves there';
  return path === path.trimEnd() ? null : 'ends with a blank, which names another folder';
}

function placeFlaw(path: string, { keepsNoFiles }: Paths): string | null {
  if (keepsNoFiles(path)) return 'is no place for files';
  try {
    return statSync(path).isDirectory() ? null : 'is not a folder';
  } catch (error) {
    return ['ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '') ? 'is not a folder' : null;
  }
}

function home(env: Env, ...names: string[]): string {
  const given = env['HOME'];
  if (given !== undefined && !posix.isAbsolute(given))
    throw noHome(`HOME=${showUnseen(given)} is not an absolute path`);
  return posix.join(given ?? homeFromSystem(), ...names);
}

/** The home on Windows, where shells ported from Unix set HOME to a path that Windows does not know. */
const userProfile = (env: Env, ...names: string[]) =>
  win32.join(absoluteOrNull(env['USERPROFILE'], WINDOWS) ?? homeFromSystem(), ...names);

function homeFromSystem(): string {
  try {
    return homedir();
  } catch {
    throw noHome('this user has no home folder: HOME is not set, and the system knows no such user');
  }
}

const noHome = (message: string) => new CliError('NO_HOME', EXIT.usage, message, OTHER_FOLDERS);

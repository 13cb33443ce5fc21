import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../cli/context.ts';
import { orElse } from '../../or-else.ts';
import { ledgerFile } from '../../runs/ledger/ledger-file.ts';
import type { Environment } from '../../system/environment.ts';
import { runsFolder } from '../../system/folders.ts';
import { version } from '../../version.ts';
import { type Diagnosis, okResult, warningResult } from './diagnosis.ts';
import { diagnoseFolder } from './folders.ts';

const SETTINGS_FILES = ['config.json', 'credentials.json'];

type MachineContext = Pick<Context, 'environment' | 'credentialVariable' | 'inSandbox'>;

/** Diagnoses this machine: Node, the program, its folders, and which file the shell runs as `aitronos`. */
export function diagnoseMachine(context: MachineContext): Diagnosis[] {
  const { environment } = context;
  const { folders } = environment;
  const config = {
    check: 'config folder',
    variable: 'AITRONOS_CONFIG_DIR',
    pathOf: () => folders.config,
    names: SETTINGS_FILES,
    writtenFor: whatStoringIsFor(context),
  };
  const runs = () => runsFolder(environment);
  const written = () => ({ folders: [runs()], files: [ledgerFile(runs())] });
  const state = {
    check: 'state folder',
    variable: 'AITRONOS_STATE_DIR',
    pathOf: () => folders.state,
    names: [],
    written,
  };
  return [
    diagnoseNode(environment.node),
    okResult('version', version),
    diagnoseFolder(config, environment.platform),
    diagnoseFolder(state, environment.platform),
    diagnosePath(environment),
  ];
}

const diagnoseNode = (node: string): Diagnosis =>
  node.includes('(')
    ? warningResult('node', `${node}: aitronos is made for Node itself`, 'start it with Node')
    : okResult('node', node);

/** A stored sign-in has to be renewed where it is stored; a token that comes from elsewhere needs no folder. */
function whatStoringIsFor({ credentialVariable, inSandbox }: MachineContext): string | undefined {
  const source = inSandbox ? 'the sandbox' : credentialVariable;
  return source && `only settings and sign-ins would be stored there; the token comes from ${source}`;
}

function diagnosePath({ env, platform, program }: MachineContext['environment']): Diagnosis {
  const [first] = commandsOnPath(env, platform);
  if (first === undefined) {
    const cure = 'add its folder to PATH, or install the package: npm install --global <tarball>';
    return warningResult('path', 'aitronos is not on PATH', cure);
  }
  if (isThisProgram(first, program)) return okResult('path', first);
  const what = isPython(first) ? 'a Python program of the same name' : 'another program, or another copy';
  const cure = 'put the folder of this one before it on PATH, or remove the other';
  return warningResult('path', `${first} comes first on PATH: ${what}`, cure);
}

const HEAD_BYTES = 4096;

/** The files that a shell could run as `aitronos`, in the order of PATH. */
function commandsOnPath(env: Environment['env'], platform: string): string[] {
  const isWindows = platform === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '')
    .split(isWindows ? ';' : ':')
    .filter((name) => name !== '');
  const endings = isWindows ? ['.exe', '.cmd', '.bat', '.ps1'] : [''];
  const files = folders.flatMap((name) => endings.map((ending) => join(name, `aitronos${ending}`)));
  return files.filter(isCommand);
}

const isCommand = (file: string): boolean =>
  orElse(() => {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  }, false);

/** True for a link to this program and for the launcher scripts that package managers create instead of links. */
function isThisProgram(file: string, program: string): boolean {
  return (
    resolveLinks(file) === resolveLinks(program) || /aitronos[\\/]bin[\\/]aitronos\.js/.test(readHead(file))
  );
}

/** True for a Python script: a Python package installs a command of the same name. */
const isPython = (file: string): boolean => /^#!.*python/.test(readHead(file));

const resolveLinks = (file: string): string => orElse(() => realpathSync(file), file);

const readHead = (file: string): string =>
  orElse(() => {
    const descriptor = openSync(file, 'r');
    const bytes = Buffer.alloc(HEAD_BYTES);
    const length = readSync(descriptor, bytes);
    closeSync(descriptor);
    return bytes.toString('latin1', 0, length);
  }, '');

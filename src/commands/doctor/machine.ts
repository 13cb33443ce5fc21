import type { Context } from '../../cli/context.ts';
import { ledgerFile } from '../../runs/ledger/ledger-file.ts';
import { runsFolder } from '../../system/folders.ts';
import { version } from '../../version.ts';
import { type Diagnosis, okResult, warningResult } from './diagnosis.ts';
import { diagnoseFolder } from './folders.ts';
import { commandsOnPath, isPython, isThisProgram } from './path.ts';

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

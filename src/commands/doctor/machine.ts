import type { Context } from '../../cli/context.ts';
import { version } from '../../version.ts';
import { type Diagnosis, okResult, warningResult } from './diagnosis.ts';
import { diagnoseFolder } from './folders.ts';
import { commandsOnPath, isOurs, isPython } from './path.ts';

const SETTINGS_FILES = ['config.json', 'credentials.json'];

type Patient = Pick<Context, 'environment'>;

/** This machine: Node, the program, its folders, and what the shell runs when its name is typed. */
export function diagnoseMachine({ environment }: Patient): Diagnosis[] {
  const { folders } = environment;
  const config = { variable: 'AITRONOS_CONFIG_DIR', pathOf: () => folders.config, names: SETTINGS_FILES };
  const state = { variable: 'AITRONOS_STATE_DIR', pathOf: () => folders.state, names: [] };
  return [
    okResult('node', environment.node),
    okResult('version', version),
    diagnoseFolder('config folder', config, environment.platform),
    diagnoseFolder('state folder', state, environment.platform),
    path(environment),
  ];
}

function path({ env, platform, program }: Patient['environment']): Diagnosis {
  const [first] = commandsOnPath(env, platform);
  if (first === undefined) {
    const cure = 'npm install --global with its tarball; or add the folder of global packages to PATH';
    return warningResult('path', 'no aitronos is on PATH', cure);
  }
  if (isOurs(first, program)) return okResult('path', first);
  const what = isPython(first) ? 'a Python program of the same name' : 'another program, or another copy';
  const cure = 'put the folder of this one before it on PATH, or remove the other';
  return warningResult('path', `${first} comes first on PATH: ${what}`, cure);
}

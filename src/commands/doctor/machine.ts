import type { Context } from '../../cli/context.ts';
import { version } from '../../version.ts';
import { type Diagnosis, ok, warning } from './diagnosis.ts';
import { folder } from './folders.ts';
import { commandsOnPath, isOurs, isPython } from './path.ts';

const SETTINGS_FILES = ['config.json', 'credentials.json'];

type Patient = Pick<Context, 'host'>;

/** This machine: Node, the program, its folders, and what the shell runs when its name is typed. */
export function machine({ host }: Patient): Diagnosis[] {
  const { folders } = host;
  const config = { variable: 'AITRONOS_CONFIG_DIR', pathOf: () => folders.config, names: SETTINGS_FILES };
  const state = { variable: 'AITRONOS_STATE_DIR', pathOf: () => folders.state, names: [] };
  return [
    ok('node', host.node),
    ok('version', version),
    folder('config folder', config, host.platform),
    folder('state folder', state, host.platform),
    path(host),
  ];
}

function path({ env, platform, program }: Patient['host']): Diagnosis {
  const [first] = commandsOnPath(env, platform);
  if (first === undefined) {
    const cure = 'npm install --global with its tarball; or add the folder of global packages to PATH';
    return warning('path', 'no aitronos is on PATH', cure);
  }
  if (isOurs(first, program)) return ok('path', first);
  const what = isPython(first) ? 'a Python program of the same name' : 'another program, or another copy';
  const cure = 'put the folder of this one before it on PATH, or remove the other';
  return warning('path', `${first} comes first on PATH: ${what}`, cure);
}

import { join } from 'node:path';
import { configFile, credentialsFile } from '../../../src/settings/files/configuration-folder.ts';
import { foldersOf } from '../../../src/system/folders.ts';

/** A file or folder that lasts between calls, as it is written under Linux. */
interface Place {
  readonly path: string;
  readonly meaning: string;
}

const HOME = '/home/jane';

/** Where the program keeps what lasts, unless variables name other folders. */
export function placesOfFiles(): readonly Place[] {
  const { config, state } = foldersOf({ HOME }, 'linux');
  const mac = foldersOf({ HOME }, 'darwin');
  const shortened = (path: string) => path.replaceAll('\\', '/').replace(HOME, '~');
  return [
    [configFile(config), 'stored settings, by profile'],
    [credentialsFile(config), 'stored tokens, for their owner alone'],
    [join(state, 'runs'), 'a folder for each run of many users: its rows, and what became of each'],
    [join(state, 'sandbox'), "the sandbox's data"],
    [mac.config, 'the folder of the first two on macOS'],
    [mac.state, 'the folder of the others on macOS'],
  ].map(([path = '', meaning = '']) => ({ path: shortened(path), meaning }));
}

// The calls that the sections of growth measure: of this program, and of another built checkout of it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOfUsers } from '../files.js';
import { measured, TELL_PEAK } from '../peak.js';

const LONGEST_MS = 900_000;
const root = fileURLToPath(new URL('../../..', import.meta.url));

export const DEACTIVATE = 'users deactivate --org org_xyz789 --transfer-to dept_eng001';
export const FORMATS = ['jsonl', 'table', 'json', 'csv'];
/** How many requests of a run are under way. */
export const AT_ONCE = '16';

/** Runs the programs; `url`: of the API that answers at once, `before`: the folder of the other checkout, if any. */
export class Calls {
  constructor(workbench, url, before) {
    this.workbench = workbench;
    this.url = url;
    this.programs = programsOf(before);
    this.count = 0;
  }

  /** Files of ids by their rows, each written once. */
  files = new Map();

  async idsFile(rows) {
    if (!this.files.has(rows)) this.files.set(rows, await fileOfUsers(this.workbench, 'ids', rows));
    return this.files.get(rows);
  }

  /** The environment of a call, with folders of its own. */
  env(url = this.url, token = 'bench-token') {
    this.count += 1;
    return {
      AITRONOS_ACCESS_TOKEN: token,
      AITRONOS_API_URL: url,
      AITRONOS_CONFIG_DIR: this.workbench.folder(`growth-config-${this.count}`),
      AITRONOS_STATE_DIR: this.workbench.folder(`growth-state-${this.count}`),
    };
  }

  /** One call of the program with these words, its answer into a file. */
  call(name, bin, line, { env = this.env(), exit = 0, into } = {}) {
    const out = into ?? this.workbench.file(`growth-out-${this.count}-${name.length}`, '');
    const words = [process.execPath, ...TELL_PEAK, bin, ...line.split(' ')];
    const command = ['sh', '-c', `exec "$@" > ${out}`, 'sh', ...words];
    return measured(this.workbench, { name, command, env, exit, longest: LONGEST_MS });
  }

  async bare() {
    const command = [process.execPath, ...TELL_PEAK, '-e', '0'];
    return measured(this.workbench, { name: 'a bare process', command });
  }
}

/** This program, and another built checkout of it where one is put beside. */
function programsOf(before) {
  const folders = [['', root], ...(before === undefined ? [] : [[', before', before]])];
  return folders.map(([suffix, folder]) => ({ suffix, bin: join(folder, 'bin', 'aitronos.js') }));
}

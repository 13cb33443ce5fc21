// A run of many users, as a subject: a file of so many rows, and the results to a file.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OWN = fileURLToPath(new URL('../..', import.meta.url));
let counter = 0;

/**
 * A file of leavers, from the `first` on, and the command that deactivates them. `nodeOptions` go to node itself, `root`
 * is the checkout whose program is run.
 */
export function run(
  workbench,
  {
    name,
    rows,
    url,
    token = 'bench-token',
    concurrency = 8,
    first = 1,
    nodeOptions = [],
    node = process.execPath,
    root = OWN,
  },
) {
  counter += 1;
  const ids = Array.from(
    { length: rows },
    (_, index) => `usr_${String(index + first).padStart(6, '0')},team ${index % 7}`,
  );
  const file = workbench.file(`leavers-${counter}.csv`, `user_id,team\n${ids.join('\n')}\n`);
  const results = workbench.file(`results-${counter}.jsonl`, '');
  const options = `--org org_xyz789 --transfer-to dept_eng001 --yes --quiet -o jsonl --concurrency ${concurrency}`;
  const words = [
    node,
    ...nodeOptions,
    join(root, 'bin', 'aitronos.js'),
    'users',
    'deactivate',
    '--from',
    file,
    ...options.split(' '),
  ];
  return {
    name,
    rows,
    results,
    command: ['sh', '-c', `exec "$@" > ${results}`, 'sh', ...words],
    longest: 300_000,
    env: {
      AITRONOS_ACCESS_TOKEN: token,
      AITRONOS_API_URL: url,
      AITRONOS_CONFIG_DIR: workbench.folder(`config-${counter}`),
      AITRONOS_STATE_DIR: workbench.folder(`state-${counter}`),
    },
  };
}

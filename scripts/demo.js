// Deactivates a user in the sandbox, twice, showing what a person would see. The sandbox's data lie in a folder of its
// own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/aitronos.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'aitronos-demo-'));
const env = {
  ...process.env,
  AITRONOS_CONFIG_DIR: join(home, 'config'),
  AITRONOS_STATE_DIR: join(home, 'state'),
};
const line = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --sandbox';

try {
  for (const what of [
    'The user is deactivated, and the resources go to dept_eng001:',
    'Once more: it already is so.',
  ]) {
    console.log(`\n${what}\n\n$ aitronos ${line}`);
    const { status } = spawnSync(process.execPath, [program, ...line.split(' ')], { env, stdio: 'inherit' });
    console.log(`$ echo $?\n${status}`);
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

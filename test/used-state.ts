import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const BIN = fileURLToPath(new URL('../bin/aitronos.js', import.meta.url));
const DEACTIVATE = 'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001 --yes';

/** What tests start most. The first start keeps nothing yet. */
const LINES: readonly string[] = [
  'config list',
  `${DEACTIVATE} --sandbox`,
  'users list --org org_xyz789 --sandbox',
  'users get usr_abc123 --org org_xyz789 --sandbox',
  'runs list',
  'api get /v1/user/me --sandbox',
  'auth status --sandbox',
  'doctor --sandbox',
];

/**
 * Starts the program in a state folder of its own, so that it keeps there what was compiled of it. Returns what removes
 * the folder after the tests. See docs/decisions/2026-11-26-compiled-code-in-tests.md.
 */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'aitronos-used-'));
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, AITRONOS_STATE_DIR: folder };
  for (const line of LINES) execFileSync(process.execPath, [BIN, ...line.split(' ')], { env, stdio: 'pipe' });
  project.provide('usedState', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

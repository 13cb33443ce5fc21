import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openSandbox } from './world.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('deactivate-page.md', import.meta.url), 'utf8');

/** A block of the page with nothing replaced but the host and the access token. */
const block = (language: string, { url, access_token }: { url: string; access_token: string }) =>
  (page.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0] ?? '')
    .replace('https://api.aitronos.com', url)
    .replace('YOUR_ACCESS_TOKEN', access_token);

const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
const documented = JSON.parse(
  readFileSync(new URL('../data/api/deactivate-200.json', import.meta.url), 'utf8'),
);

describe("the page's own requests", () => {
  it('work with curl', async () => {
    const sandbox = await openSandbox();
    const env = { ...process.env, ACCESS_TOKEN: sandbox.access_token };
    const { stdout } = await run('bash', ['-c', block('bash', sandbox)], { env });
    expect(stdout).toBe(JSON.stringify(documented));
    expect(sandbox.arrived).toMatchObject([
      { method: 'POST', path: '/v1/organizations/org_xyz789/users/usr_abc123/deactivate' },
    ]);
  });

  it('work in JavaScript', async () => {
    const sandbox = await openSandbox();
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      block('javascript', sandbox),
    ]);
    expect(stdout).toContain("account_state: 'deactivated'");
    expect((await sandbox.user('usr_abc123')).body.status?.name).toBe('Inactive');
  });

  it.skipIf(!hasRequests)('work in Python, where it has the requests package', async () => {
    const sandbox = await openSandbox();
    const { stdout } = await run('python3', ['-c', block('python', sandbox)]);
    expect(stdout).toContain("'account_state': 'deactivated'");
    expect((await sandbox.user('usr_abc123')).body.status?.name).toBe('Inactive');
  });
});

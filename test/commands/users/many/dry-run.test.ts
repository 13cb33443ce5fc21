import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, list, runFolders } from './leavers.ts';

const world = useWorld();

describe('--dry-run of many', () => {
  it('lists the requests in JSON, asks nothing, sends nothing and leaves no run', async () => {
    const w = world.current;
    const content = 'user_id,transfer_to\nusr_000001,\nusr_000002,dept_be001\n';
    const { exit, stdout } = await deactivateFrom(w, content, '--dry-run --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      dry_run: true,
      requests: [
        ['usr_000001', 'dept_eng001'],
        ['usr_000002', 'dept_be001'],
      ].map(([user_id, transfer_resources_to_department_id]) => ({
        method: 'POST',
        url: `${w.url}/v1/organizations/org_xyz789/users/${user_id}/deactivate`,
        body: { transfer_resources_to_department_id },
      })),
    });
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });

  it('of the sandbox names the sandbox, never the API that is meant without it', async () => {
    const line =
      'users deactivate jane@example.com --org org_xyz789 --transfer-to Engineering --dry-run --json';
    const { exit, stdout } = await world.current.run(`${line} --sandbox`, {
      env: { AITRONOS_API_URL: undefined },
    });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests[0].url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/v1\/.*\/usr_abc123\/deactivate$/,
    );
  });

  it('shows a curl line for each, and needs no token', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stdout, stderr } = await deactivateFrom(world.current, list(3), '--dry-run', { env });
    expect(exit).toBe(0);
    expect(stdout.match(/curl -X POST/g)).toHaveLength(3);
    expect(stdout).toContain('$AITRONOS_ACCESS_TOKEN');
    expect(stderr).toBe('note: dry run: nothing was sent\n');
  });

  it('finds bad rows', async () => {
    const ended = await deactivateFrom(world.current, 'usr_1\njane\n', '--dry-run');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toMatch(/leavers:2: user_id/);
    expect(await runFolders(world.current)).toEqual([]);
  });
});

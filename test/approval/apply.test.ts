import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TO, useWorld } from '../world.ts';

const world = useWorld();
const planFile = () => join(world.current.home, 'plan.json');
const readPlan = () => JSON.parse(readFileSync(planFile(), 'utf8'));

/** The changes that arrived since the last call of this. */
function changes(): string[] {
  const sent = world.current.requests.filter(
    ({ method, path }) => method === 'DELETE' || /activate$|invite|memberships$/.test(path),
  );
  world.current.requests.length = 0;
  const silent = (body: string) => (body.includes('"send_invitation":false') ? ' without an e-mail' : '');
  return sent.map(({ method, path, body }) => `${method} ${path.split('/users/')[1]}${silent(body)}`);
}

async function plan(line: string): Promise<string> {
  const { exit, stderr } = await world.current.run(`${line} --plan ${planFile()}`);
  expect({ exit, stderr }).toMatchObject({ exit: 0 });
  world.current.requests.length = 0;
  return readPlan().digest;
}

describe('runs apply', () => {
  it.each([
    [
      'users deactivate usr_abc123 usr_def456',
      TO,
      ['POST usr_abc123/deactivate', 'POST usr_def456/deactivate'],
    ],
    ['users remove usr_abc123', '--org org_xyz789', ['DELETE usr_abc123']],
    ['users invite fresh@example.com', '--org org_xyz789', ['POST invite/v2']],
    [
      'users update-memberships usr_abc123 --role role_member --no-departments',
      '--org org_xyz789',
      ['PATCH usr_abc123/memberships'],
    ],
    ['users invite fresh@example.com --no-send', '--org org_xyz789', ['POST invite/v2 without an e-mail']],
  ])('does what `%s` planned, and says whose plan it was', async (line, more, sent) => {
    const digest = await plan(`${line} ${more}`);
    const isGiven = sent.length > 1;
    const ended = await world.current.run(
      `runs apply ${planFile()} ${isGiven ? `--digest ${digest}` : ''} --yes --json --concurrency 1`,
    );
    expect(ended.stderr).not.toContain('error');
    expect(ended.exit).toBe(0);
    expect(changes()).toEqual(sent);
    const { summary } = JSON.parse(ended.stdout);
    expect(summary).toMatchObject({ changed: sent.length, total: sent.length });
    const journal = readFileSync(
      join(world.current.home, 'state/runs', summary.run_id, 'journal.jsonl'),
      'utf8',
    );
    const [header = ''] = journal.split('\n');
    expect(JSON.parse(header)).toMatchObject({
      plan_digest: digest,
      planned_by: 'usr_admin01',
      planned_at: readPlan().planned_at,
    });
    expect(JSON.parse(header).digest_given).toBe(isGiven ? true : undefined);
  });
});

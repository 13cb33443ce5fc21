import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { digestOf } from './planned.ts';

const world = useWorld();
const TO = '--org org_xyz789 --transfer-to dept_eng001';
const SENT = /deactivate$|reactivate$|invite|memberships$/;

/** The changes that arrived. */
const changes = () =>
  world.current.requests.filter(({ method, path }) => method === 'DELETE' || SENT.test(path));

const planFile = () => join(world.current.home, 'plan.json');
const readPlan = (file = planFile()) => JSON.parse(readFileSync(file, 'utf8'));

describe('a plan', () => {
  it.each([
    ['deactivate', `users deactivate usr_abc123 usr_def456 ${TO}`, 2],
    ['deactivate', `users deactivate usr_abc123 ${TO}`, 1],
    ['deactivate', `users deactivate jane@example.com ${TO}`, 1],
    ['reactivate', 'users reactivate usr_abc123 --org org_xyz789', 1],
    ['remove', 'users remove usr_abc123 --org org_xyz789', 1],
    ['invite', 'users invite new@example.com --org org_xyz789 --role role_member --name Newcomer', 1],
    [
      'update_memberships',
      'users update-memberships usr_abc123 --org org_xyz789 --role role_member --no-departments',
      1,
    ],
  ])('to %s is written by `%s`, and nothing is sent', async (action, line, total) => {
    const { exit, stdout, stderr } = await world.current.run(`${line} --plan ${planFile()} --json`);
    expect(stderr).not.toContain('error');
    expect(exit).toBe(0);
    const plan = readPlan();
    expect(JSON.parse(stdout)).toEqual({ plan: planFile(), digest: plan.digest, total });
    expect(plan).toMatchObject({ schema_version: 1, action, organization_id: 'org_xyz789', total });
    expect(plan.rows).toHaveLength(total);
    expect(plan.digest).toBe(digestOf(plan));
    expect(changes()).toEqual([]);
    expect(statSync(planFile()).mode & 0o777).toBe(0o600);
  });

  it('holds whom it is about, what was typed and how they were', async () => {
    writeFileSync(join(world.current.home, 'leavers.csv'), 'email,team\njane@example.com,Müller\n');
    await world.current.run(
      `users deactivate --from ${world.current.home}/leavers.csv ${TO} --plan ${planFile()}`,
    );
    expect(readPlan()).toMatchObject({
      origin: world.current.url,
      planned_by: 'usr_admin01',
      planned_at: new Date(world.current.clock.now()).toISOString(),
      rows: [
        {
          row: 1,
          user_id: 'usr_abc123',
          department_id: 'dept_eng001',
          input: { email: 'jane@example.com', team: 'Müller' },
          seen: { is_member: true, account_state: 'active', full_name: 'Jane Doe' },
        },
      ],
    });
  });
});

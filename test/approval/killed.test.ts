import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';
import { plannedRow, planOf } from './planned.ts';

const machine = useMachine();
const LEFT_OUT = 'usr_zoe01';
const USERS = ['usr_abc123', 'usr_def456', LEFT_OUT, 'usr_yamada01'];

it('a plan whose run is killed goes on, without those who were left out', async () => {
  await machine.current.sandbox({ latency_ms: 60 });
  const file = join(machine.current.home, 'plan.json');
  // One of them was invited then, and is active now.
  const before = { is_member: true, account_state: 'invited', role_ids: null, department_ids: null };
  const rows = USERS.map((user, index) =>
    plannedRow(index + 1, user, user === LEFT_OUT ? { seen: before } : {}),
  );
  const plan = planOf(USERS, { origin: machine.current.env['AITRONOS_API_URL'], rows });
  writeFileSync(file, JSON.stringify(plan));
  const changed = () => machine.current.requests.filter(({ path }) => path.endsWith('/deactivate'));

  const program = machine.current.start('runs apply plan.json --yes --drift skip --concurrency 1 --no-check');
  while (changed().length === 0) await new Promise((next) => setTimeout(next, 5));
  program.child.kill('SIGKILL');
  await program.ended;
  const { stdout: listed } = await machine.current.run('runs list --json');
  const [{ run_id, exit_code }] = JSON.parse(listed);
  expect(exit_code).toBeNull();

  const dry = await machine.current.run(`runs resume ${run_id} --dry-run --json`);
  expect(dry.stdout).not.toContain(LEFT_OUT);
  const { exit, stdout } = await machine.current.run(`runs resume ${run_id} --yes --json`);
  const { summary, results } = JSON.parse(stdout);
  expect(summary).toMatchObject({ total: 4, not_sent: 1, failed: 0, unknown: 0 });
  expect(results[2]).toMatchObject({ user_id: LEFT_OUT, outcome: 'not_sent', error: { code: 'PLAN_DRIFT' } });
  expect(exit).toBe(3);
  expect(changed().some(({ path }) => path.includes(LEFT_OUT))).toBe(false);
});

import { setTimeout as pass } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Step } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const ORG = '--org org_xyz789';
const LIMITED: Step = { status: 429, headers: { 'retry-after': '2' }, body: { error: { message: 'slow' } } };
const USER = { id: 'usr_abc123', full_name: 'Jane Doe', email: 'jane@example.com', account_state: 'active' };
const MEMBERS = { data: [USER], total: 1 };
const GONE = { ...USER, account_state: 'deactivated' };

/** A command of each kind, and what it is answered after it was told to come back later. */
const COMMANDS: readonly [line: string, body: object][] = [
  [`users get usr_abc123 ${ORG}`, USER],
  [`users list ${ORG}`, MEMBERS],
  [`users list ${ORG} --all -o jsonl`, MEMBERS],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --check`, USER],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, GONE],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --json`, GONE],
  [`users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001 --yes --no-check`, GONE],
  [`users reactivate usr_abc123 ${ORG}`, USER],
  [`users remove usr_abc123 ${ORG} --yes`, { message: 'removed' }],
  [`users update-memberships usr_abc123 ${ORG} --role role_1 --no-departments`, USER],
  [`departments list ${ORG}`, [{ id: 'dept_eng001', name: 'Engineering' }]],
  [`departments list --tree ${ORG}`, [{ id: 'dept_eng001', name: 'Engineering', children: [] }]],
  [`roles list ${ORG}`, [{ id: 'role_1', name: 'Admin' }]],
  ['api get /v1/x', { fine: true }],
  ['auth status', USER],
  ['doctor', {}],
];

/** What is left on a terminal: nothing is drawn any more, and the cursor can be seen. */
async function isQuiet(stderr: { toString(): string }): Promise<void> {
  const before = String(stderr);
  // The spinner turns every 80 ms.
  await pass(100);
  expect(String(stderr)).toBe(before);
  expect(before.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(before.lastIndexOf('\u001b[?25l'));
}

describe('nothing turns when a command has ended', () => {
  it.each(COMMANDS)('that was told to come back later: %s', async (line, body) => {
    const w = world.current;
    await w.script(LIMITED, { status: 200, body });
    const { exit, said } = await w.run(line, { terminal: true });
    expect(exit).not.toBe(2);
    // Something was turning.
    if (line !== 'doctor') expect(String(said)).toContain('\u001b[?25l');
    await isQuiet(said);
  });

  it.each(COMMANDS)('that was refused for good: %s', async (line) => {
    const w = world.current;
    await w.script(LIMITED, { status: 500, body: { error: { message: 'broken' } } });
    const { said } = await w.run(`${line} --retries 1`, { terminal: true });
    await isQuiet(said);
  });

  it.each(COMMANDS)('that was interrupted while it waited: %s', async (line) => {
    const w = world.current;
    await w.script(LIMITED);
    const { said } = await w.run(line, { terminal: true, interruptAtWait: true });
    await isQuiet(said);
  });
});

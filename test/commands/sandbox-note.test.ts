import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const NOTE = 'note: sandbox: nothing real was changed\n';
const IN = '--org org_xyz789 --sandbox';
const TO = '--transfer-to dept_eng001';
const NO_TOKEN = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_URL: undefined };

/** Runs lines in the embedded sandbox; the last one's stderr. */
async function saidBy(lines: readonly string[], options: { terminal?: boolean } = {}): Promise<string> {
  let stderr = '';
  for (const line of lines) ({ stderr } = await world.current.run(line, { env: NO_TOKEN, ...options }));
  return stderr;
}

describe('a change in the sandbox', () => {
  it.each([
    [`users deactivate usr_abc123 ${TO} ${IN}`],
    [`users deactivate jane@example.com ${TO} ${IN} --json`],
    [`users deactivate usr_abc123 ${TO} ${IN} -o csv`],
    [`users reactivate usr_left01 ${IN}`],
    [`users remove usr_abc123 --yes ${IN}`],
    [`users invite fresh@example.com ${IN}`],
    [`users update-memberships usr_abc123 --role role_member --no-departments ${IN}`],
    [`users deactivate usr_abc123 usr_def456 --yes ${TO} ${IN}`],
    [`users deactivate usr_abc123 usr_nobody --no-check --yes ${TO} ${IN} -o jsonl`],
    ['runs undo 2026 --yes --sandbox', `users deactivate usr_abc123 usr_def456 --yes ${TO} ${IN}`],
  ] as readonly (readonly string[])[])('says once that nothing real was changed: %s', async (...lines) => {
    const stderr = await saidBy(lines.toReversed());
    expect(stderr.split(NOTE)).toHaveLength(2);
  });

  it('says so at a terminal too, and where the sandbox is in the environment', async () => {
    expect(await saidBy([`users deactivate usr_abc123 ${TO} ${IN}`], { terminal: true })).toContain(NOTE);
    const env = { ...NO_TOKEN, AITRONOS_SANDBOX: '1' };
    const line = `users deactivate usr_def456 ${TO} --org org_xyz789`;
    expect((await world.current.run(line, { env })).stderr).toContain(NOTE);
  });

  it.each([
    ['with --quiet', `users deactivate usr_abc123 ${TO} ${IN} -q`],
    ['of a list', `users list ${IN}`],
    ['of a dry run', `users deactivate usr_abc123 ${TO} ${IN} --dry-run`],
    ['of a check', `users deactivate usr_abc123 ${TO} ${IN} --check`],
    ['where it was so already', `users deactivate usr_left01 ${TO} ${IN}`],
    ['where it was refused', `users deactivate usr_nobody ${TO} ${IN}`],
    ['where a run changed nobody', `users deactivate usr_left01 usr_nobody --no-check --yes ${TO} ${IN}`],
  ])('says nothing of it %s', async (_, line) => {
    expect(await saidBy([line])).not.toContain('nothing real');
  });

  it('that is none, but the API at an address, is not said to be unreal', async () => {
    const { exit, stderr } = await world.current.deactivate();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('nothing real') });
  });
});

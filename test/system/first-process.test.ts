import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';

const machine = useMachine();
const NEW_SYSTEM = 'unshare --pid --fork --kill-child';
const canBegin = spawnSync('sh', ['-c', `${NEW_SYSTEM} true`]).status === 0;

// The system keeps from such a process every signal that it does not listen for, also those that it sends itself.
describe.skipIf(!canBegin)('the first process of a container', () => {
  it.each(['SIGTERM'] as const)('ends at once with 130 at a second %s', async (signal) => {
    const m = machine.current;
    await m.sandbox({ latency_ms: 1000 });
    const line =
      'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001 --yes --no-check';
    const program = m.startShell(`exec ${NEW_SYSTEM} "$NODE" "$BIN" ${line}`);
    await m.arrival();
    const { pid } = program.child;
    const first = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
    process.kill(first, signal);
    await program.wrote('stderr', /stopping/);
    process.kill(first, signal);
    const { exit, stdout } = await program.ended;
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
  });
});

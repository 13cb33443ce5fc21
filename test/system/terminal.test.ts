import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, INTERRUPTED_EARLY, useMachine } from '../bin/process.ts';
import type { Step } from '../scripted-server.ts';
import { atTerminal, hasPython } from './at-a-terminal.ts';

const machine = useMachine();
const ORG = '--org org_xyz789';
const LIMITED: Step = { status: 429, headers: { 'retry-after': '1' }, body: { error: { message: 'slow' } } };
const USER = { id: 'usr_abc123', full_name: 'Jane Doe', email: 'jane@example.com', account_state: 'active' };
const GONE = { ...USER, account_state: 'deactivated' };

describe.skipIf(!hasPython)('at a terminal, a command that had to wait once ends by itself', () => {
  it.each<[line: string, body: object]>([
    [`users get usr_abc123 ${ORG}`, USER],
    [`users list ${ORG}`, { members: [USER], total: 1 }],
    [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, GONE],
    [`users deactivate usr_def456 usr_ghi789 ${ORG} --transfer-to dept_eng001 --yes --no-check`, GONE],
    [`users remove usr_abc123 ${ORG} --yes`, { message: 'removed' }],
    [`departments list ${ORG}`, [{ id: 'dept_eng001', name: 'Engineering' }]],
    [`roles list ${ORG}`, [{ id: 'role_1', name: 'Admin' }]],
    ['api get /v1/x', { fine: true }],
    ['auth status', USER],
    ['doctor', {}],
  ])('%s', async (line, body) => {
    await machine.current.script(LIMITED, { status: 200, body });
    const { shown, end } = await atTerminal(machine.current, line, 8);
    expect(end).toMatch(/^[013]$/);
    expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(shown.lastIndexOf('\u001b[?25l'));
  });
});

describe.skipIf(!hasPython)('at a terminal, Ctrl-C', () => {
  // A run waits for the answers under way until the second one.
  it.each([
    [1, DEACTIVATE],
    [2, `users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001 --yes --no-check`],
  ])('%i times leaves a cursor that can be seen: %s', async (times, line) => {
    await machine.current.script('hang');
    machine.current.env['INTERRUPTS'] = String(times);
    const { shown, end } = await atTerminal(machine.current, line, 8);
    expect(end).not.toBe('alive');
    expect(shown).toContain('\u001b[?25l');
    expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001b[?25l'));
  });
});

describe.skipIf(!hasPython)('at a terminal that is read as a file, Ctrl-C', () => {
  it.each([
    `users deactivate --from /dev/tty ${ORG} --transfer-to dept_eng001 --yes`,
    `users deactivate --from /dev/stdin ${ORG} --transfer-to dept_eng001 --yes`,
    `users diff --roster /proc/self/fd/0 ${ORG}`,
    `${DEACTIVATE} --protect /dev/tty`,
    `${DEACTIVATE} --ca-file /dev/tty`,
    'runs apply /dev/tty --yes',
    'api post /v1/anything --input /dev/tty',
  ])('ends %s', async (line) => {
    await machine.current.sandbox();
    machine.current.env['INTERRUPTS'] = '1';
    const { shown, end } = await atTerminal(machine.current, line, 8);
    expect(end).toBe('130');
    expect(shown).toContain(' interrupted');
    expect(machine.current.requests).toEqual([]);
  });
});

describe.skipIf(!hasPython)('at a terminal, a signal while a question waits', () => {
  it.each([
    ['dumb', { INTERRUPTS: '1' }, 'interrupted'],
    ['dumb', { TERMINATES: '1' }, 'interrupted'],
    // Ctrl-C is a key there, as Escape is, and no signal.
    ['xterm-256color', { INTERRUPTS: '1' }, 'declined'],
    ['xterm-256color', { TERMINATES: '1' }, 'interrupted'],
  ])('leaves it undone, TERM=%s %j: %s', async (TERM, how, word) => {
    await machine.current.sandbox();
    Object.assign(machine.current.env, how, { TERM });
    const { shown, end } = await atTerminal(machine.current, `users remove usr_abc123 ${ORG}`, 8);
    expect(end).toBe('130');
    expect(shown).toContain(`${word}: nothing was sent`);
    expect(shown).not.toContain('node:');
  });
});

describe.skipIf(!hasPython)('at a terminal, an interrupt while the program starts', () => {
  it.each(
    ['dumb', 'xterm-256color'].flatMap((TERM) =>
      ['', ' --email ada@example.com', ' --with-token'].map((how) => [TERM, how] as const),
    ),
  )('ends the question that comes then, TERM=%s auth login%s', async (TERM, how) => {
    const { env } = machine.current;
    Object.assign(env, { TERM, NODE_OPTIONS: INTERRUPTED_EARLY });
    const { shown, end } = await atTerminal(machine.current, `auth login${how}`, 8);
    expect(end).toBe('130');
    expect(shown).toContain('interrupted: nothing was stored');
  });
});

describe.skipIf(!hasPython)('at a terminal, what was typed before a question', () => {
  it.each([
    ['dumb', 'y\r', 'n\r'],
    ['xterm-256color', 'y\r', 'n\r'],
  ])('is no answer to it, TERM=%s: %j', async (TERM, early, late) => {
    await machine.current.sandbox();
    const typed = [
      ['', early],
      ['Deactivate 2 users', late],
    ];
    Object.assign(machine.current.env, { TERM, ANSWERS: JSON.stringify(typed) });
    const line = `users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001`;
    const { shown, end } = await atTerminal(machine.current, line, 8);
    expect(end).toBe('130');
    expect(shown).toContain('declined: nothing was sent');
  });
});

describe.skipIf(!hasPython || process.platform !== 'linux')('at a terminal, a keychain that is mute', () => {
  it('is waited for, and that is said', async () => {
    const socket = join(machine.current.home, 'mute');
    const mute = createServer(() => {});
    await new Promise<void>((ready) => mute.listen(socket, ready));
    machine.current.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${socket}`;
    const { shown, end } = await atTerminal(machine.current, 'auth login --keychain', 6);
    mute.close();
    expect(shown).toContain('waiting for the keychain, which may have a dialog open');
    expect(end).toBe('alive');
  });
});

import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BIN, type Machine, Program } from './process.ts';

/** Whether a program is installed. */
export const there = (command: string, ...args: readonly string[]) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
export const windows = process.platform === 'win32';
export const hasTerminal = process.platform === 'linux' && there('script', '--version');

/** This machine with the program on its PATH and two files in its home. */
export async function prepared(m: Machine): Promise<Machine> {
  const bin = join(m.home, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'aitronos'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  await chmod(join(bin, 'aitronos'), 0o755);
  for (const file of ['leavers.csv', 'my file.csv']) await writeFile(join(m.home, file), '');
  m.env['PATH'] = `${bin}:${m.env['PATH']}`;
  m.env['AITRONOS_ORG'] = 'org_xyz789';
  m.env['TERM'] = 'xterm';
  return m;
}

/** Starts a program in the home of a machine. */
export const start = ({ home, env }: Machine, file: string, ...args: readonly string[]) =>
  new Program(spawn(file, args, { cwd: home, env }));

/** A shell at a terminal in which these keys are pressed, each once the one before has had its effect. */
export async function typed(
  m: Machine,
  shell: string,
  ...steps: readonly (readonly [keys: string, effect: RegExp])[]
): Promise<string> {
  const program = start(m, 'script', '-qec', shell, '/dev/null');
  await program.wrote('stdout', /READY> /);
  let text = '';
  for (const [keys, effect] of steps) {
    program.child.stdin?.write(keys);
    text = await program.wrote('stdout', effect);
  }
  program.child.kill('SIGKILL');
  await program.ended;
  return text;
}

/** Takes away what is typed. */
export const CLEAR = '\u0015';

import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

describe('a reader that goes away is no error', () => {
  it.each(['--help', 'config list', `${DEACTIVATE} --sandbox -q`])('aitronos %s | head -1', async (line) => {
    const { stdout, stderr } = await machine.current.shell(
      `{ aitronos ${line}; echo "exit $?" >&2; } | head -1`,
    );
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('exit 0\n');
  });

  it.each(['--help', '--version', 'config list --json', `${DEACTIVATE} --sandbox -q`])(
    'also before anything is written: %s',
    async (line) => {
      const program = machine.current.start(line);
      program.child.stdout?.destroy();
      expect(await program.ended).toEqual({ exit: 0, signal: null, stdout: '', stderr: '' });
    },
  );

  it('and what was asked for has happened', async () => {
    await machine.current.sandbox();
    const program = machine.current.start(DEACTIVATE);
    program.child.stdout?.destroy();
    expect((await program.ended).exit).toBe(0);
    expect(machine.current.requests).toHaveLength(1);
  });
});

describe('an answer that cannot be written', () => {
  const full = '/dev/full';

  it.skipIf(!existsSync(full)).each(['--version', '--help', 'config list', `${DEACTIVATE} --sandbox`])(
    'because the disk is full is an error: aitronos %s',
    async (line) => {
      const stdout = openSync(full, 'w');
      const program = machine.current.start(line, { stdio: ['ignore', stdout, 'pipe'] });
      closeSync(stdout);
      const { exit, stderr } = await program.ended;
      expect(exit).toBe(1);
      expect(stderr).toMatch(/^error: cannot write the answer: the disk is full/);
      expect(stderr).not.toMatch(/defect|^ {4}at /m);
    },
  );

  it.skipIf(!existsSync(full))('does not hide that the user was deactivated', async () => {
    const line = `aitronos ${DEACTIVATE} --sandbox`;
    await machine.current.shell(`${line} > ${full}`);
    const { stdout } = await machine.current.shell(`${line} --json`);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unchanged' });
  });

  it.skipIf(!existsSync(full)).each([
    ['table', 'show'],
    ['jsonl', 'resume'],
  ])('of a run in %s names the command that goes on: runs %s', async (format, verb) => {
    const many = 'users deactivate usr_abc123 usr_left01 --org org_xyz789 --transfer-to dept_eng001 --yes';
    const { stderr } = await machine.current.shell(`aitronos ${many} --sandbox -o ${format} > ${full}`);
    expect(stderr).toMatch(/cannot write the answer: the disk is full/);
    expect(stderr).toMatch(new RegExp(`aitronos runs ${verb} \\d{8}-\\d{6}-`));
  });
});

describe('a closed stderr', () => {
  it.each([
    [`${DEACTIVATE} --sandbox`, 0],
    [`${DEACTIVATE} --sandbox --debug`, 0],
    ['users deactivate abc123', 2],
    ['auth token', 4],
  ])('changes no exit code: aitronos %s', async (line, exit) => {
    const { stdout } = await machine.current.shell(`aitronos ${line} 2>&- > answer; echo "exit $?"`);
    expect(stdout).toBe(`exit ${exit}\n`);
  });
});

describe('a stdin that cannot be read', () => {
  it.each([
    'auth login --with-token',
    'auth login --refresh-token-stdin',
    'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes',
    'users deactivate usr_1 usr_2 --protect - --org org_xyz789 --transfer-to dept_eng001 --yes',
    'users invite --from - --org org_xyz789 --yes',
    'api POST /v1/users --input -',
  ])('is named: aitronos %s', async (line) => {
    // A file that is open for writing alone, and a folder.
    for (const stdin of ['0> file', '< .']) {
      const { stdout, stderr } = await machine.current.shell(`aitronos ${line} ${stdin}; echo "exit $?"`);
      expect(stdout).toBe('exit 2\n');
      expect(stderr).toMatch(
        /^error: cannot read stdin: [a-z][^\n]+ \(USAGE\)\nhint: give a file after <, [^\n]+\n$/,
      );
    }
  });
});

it.each(['--from - --protect /dev/stdin', '--from /dev/stdin --protect -'])(
  'a pipe that is stdin is read for one thing alone: %s',
  async (words) => {
    const line = `users deactivate ${words} --org org_xyz789 --transfer-to dept_eng001 --yes`;
    const { stdout, stderr } = await machine.current.shell(
      `echo usr_abc123 | aitronos ${line}; echo "exit $?"`,
    );
    expect(stdout).toBe('exit 2\n');
    expect(stderr).toContain('error: stdin (-) can be read for one thing alone (USAGE)\nhint: name a file');
  },
);

describe('an output that is the file behind <', () => {
  it.each(['--plan', '--summary-file', '--log-file'])(
    'is refused before it is read, and left as it was: %s',
    async (option) => {
      const list = join(machine.current.home, 'list.csv');
      writeFileSync(list, 'usr_abc123\n');
      const line = `users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes ${option}`;
      const { exit, stderr } = await machine.current.shell(`aitronos ${line} ${list} < ${list}`);
      expect(exit).toBe(2);
      expect(stderr).toContain(`${option} and stdin name the same file, which would be lost`);
      expect(readFileSync(list, 'utf8')).toBe('usr_abc123\n');
    },
  );
});

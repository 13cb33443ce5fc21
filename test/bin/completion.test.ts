import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, type Machine, Program, useMachine } from './process.ts';

const machine = useMachine();
const there = (command: string, ...args: readonly string[]) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const windows = process.platform === 'win32';
const hasTerminal = process.platform === 'linux' && there('script', '--version');

/** The machine with the program on its PATH and two files in its home. */
async function prepared(): Promise<Machine> {
  const m = machine.current;
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

const start = ({ home, env }: Machine, file: string, ...args: readonly string[]) =>
  new Program(spawn(file, args, { cwd: home, env }));

/** A shell at a terminal in which these keys are pressed, each once the one before has had its effect. */
async function typed(
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

const CLEAR = '\u0015';

describe.skipIf(windows || !there('bash', '--version'))('completion in bash', () => {
  /** What bash would put in place of the last word; `pieces` as bash takes a line apart. */
  async function replies(m: Machine, ...pieces: readonly string[]): Promise<string[]> {
    const script = [
      'eval "$(aitronos completion bash)"',
      'COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))',
      '_aitronos',
      `printf "%s\\n" "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { exit, stdout, stderr } = await start(m, 'bash', '--norc', '-uc', script, 'bash', ...pieces).ended;
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    return stdout.split('\n').slice(0, -1);
  }

  it('completes commands, choices and files', async () => {
    const m = await prepared();
    expect(await replies(m, 'aitronos', 'us')).toEqual(['users']);
    expect(await replies(m, 'aitronos', 'users', 'list', '-o', 'j')).toEqual(['json', 'jsonl']);
    expect(await replies(m, 'aitronos', 'users', 'list', '--sort', '=', 'fu')).toEqual(['full_name']);
    expect(await replies(m, 'aitronos', 'users', 'list', '--output', '=')).toEqual([
      'table',
      'json',
      'jsonl',
      'csv',
      'ids',
      'markdown',
    ]);
    expect(await replies(m, 'aitronos', 'users', 'remove', '--from', 'm')).toEqual(['my file.csv']);
  });

  it('completes ids from the API', async () => {
    await machine.current.sandbox();
    const m = await prepared();
    expect(await replies(m, 'aitronos', 'users', 'deactivate', '--transfer-to', 'dept_e')).toEqual([
      'dept_eng001',
    ]);
    expect(m.requests).toHaveLength(1);
  });

  it('never runs what stands on the line', async () => {
    const m = await prepared();
    await replies(m, 'aitronos', '$(touch ran)', '`touch ran`', '; touch ran', '');
    expect(there('test', '-e', join(m.home, 'ran'))).toBe(false);
  });

  it.skipIf(!hasTerminal)('completes at a terminal, and says there what things mean', async () => {
    const m = await prepared();
    await writeFile(join(m.home, 'rc'), 'PS1="READY> "\neval "$(aitronos completion bash)"\n');
    const text = await typed(
      m,
      'bash --rcfile rc -i',
      ['aitronos us\t', /users $/],
      ['list --sort=fu\t', /full_name $/],
      [`${CLEAR}aitronos runs \t\t`, /undo .*\r\n/],
      [`${CLEAR}aitronos users remove --from m\t`, /csv $/],
    );
    expect(text).toContain('aitronos users list --sort=full_name ');
    expect(text).toMatch(
      /\r\nlist +\(all runs, newest first\)\r\nreport +\(evidence of runs, for others to read\)\r\n/,
    );
    expect(text).toMatch(/--from my\\ file\.csv $/);
  });
});

describe.skipIf(!hasTerminal || !there('zsh', '--version'))(
  'completion in zsh, where it is installed',
  () => {
    it.each([
      ['sourced', 'eval "$(aitronos completion zsh)"'],
      [
        'as a file in fpath',
        'aitronos completion zsh > ~/bin/_aitronos\nfpath=(~/bin $fpath)\nautoload -Uz compinit && compinit -i',
      ],
    ])('completes at a terminal, %s', async (_, rc) => {
      await machine.current.sandbox();
      const m = await prepared();
      await writeFile(join(m.home, '.zshrc'), `PS1="READY> "\n${rc}\n`);
      m.env['ZDOTDIR'] = m.home;
      const text = await typed(
        m,
        'zsh -i',
        ['aitronos us\t', /users/],
        ['li\t', /list/],
        ['--sort=fu\t', /full_name/],
        [`${CLEAR}aitronos runs \t`, /-- go on with a run/],
        [`${CLEAR}aitronos users deactivate --transfer-to dept_s\t\t`, /-- Support/],
        [`${CLEAR}aitronos users remove --from=m\t`, /file\.csv/],
      );
      expect(text).toMatch(/--from=my\\ file\.csv/);
      expect(m.requests).toHaveLength(1);
    });
  },
);

describe.skipIf(windows || !there('fish', '--version'))('completion in fish, where it is installed', () => {
  it('completes commands, choices, files and ids from the API', async () => {
    await machine.current.sandbox();
    const m = await prepared();
    const ask = async (line: string) => {
      const script = 'aitronos completion fish | source; complete -C $argv[1]';
      const { exit, stdout, stderr } = await start(m, 'fish', '--no-config', '-c', script, line).ended;
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      return stdout.split('\n').slice(0, -1);
    };
    expect(await ask('aitronos us')).toEqual(['users\tlist, get, deactivate, reactivate, remove, invite, …']);
    expect(await ask('aitronos users list -o j')).toEqual(['json', 'jsonl']);
    expect(await ask('aitronos users list --sort=fu')).toEqual(['--sort=full_name']);
    expect(await ask('aitronos users remove --from=le')).toEqual(['--from=leavers.csv']);
    expect(await ask('aitronos users remove --from m')).toEqual(['my file.csv']);
    await mkdir(join(m.home, 'a folder'));
    await writeFile(join(m.home, 'a folder/b.csv'), '');
    const files: readonly (readonly [typed: string, path: string])[] = [
      ['a\\ f', 'a folder/'],
      ['a\\ folder/', 'a folder/b.csv'],
      ['"a folder/b', 'a folder/b.csv'],
      ["'my f", 'my file.csv'],
      ['~/a\\ folder/', '~/a folder/b.csv'],
    ];
    for (const [typed, path] of files) {
      expect(await ask(`aitronos users remove --from ${typed}`)).toEqual([path]);
      expect(await ask(`aitronos users remove --from=${typed}`)).toEqual([`--from=${path}`]);
    }
    expect(await ask('aitronos users deactivate --transfer-to dept_e')).toEqual(['dept_eng001\tEngineering']);
    expect(m.requests).toHaveLength(1);
  });
});

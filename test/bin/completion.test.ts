import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Machine, useMachine } from './process.ts';
import { CLEAR, hasTerminal, prepared, start, there, typed, windows } from './shells.ts';

const machine = useMachine();

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
    const m = await prepared(machine.current);
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

  it.each([
    [['list', '--sort', '=', '"fu'], 'full_name'],
    [['remove', '--from', 'my', '@', 'new', ':', '1'], '1 2.csv'],
    // As where another completion has taken these signs out of COMP_WORDBREAKS.
    [['remove', '--from=my@n'], '--from=my@new:1 2.csv'],
    [['list', '--sort="fu'], 'full_name'],
    [['list', '--sort="f"u'], '--sort=full_name'],
  ])('knows what is quoted, and what is taken apart, or not: %j', async (pieces, reply) => {
    const m = await prepared(machine.current);
    await writeFile(join(m.home, 'my@new:1 2.csv'), '');
    expect(await replies(m, 'aitronos', 'users', ...pieces)).toEqual([reply]);
  });

  it('completes ids from the API', async () => {
    await machine.current.sandbox();
    const m = await prepared(machine.current);
    expect(await replies(m, 'aitronos', 'users', 'deactivate', '--transfer-to', 'dept_e')).toEqual([
      'dept_eng001',
    ]);
    const quoted = ['--org', '=', "'org_xyz789'", '--transfer-to', '"dept_e'];
    expect(await replies(m, 'aitronos', 'users', 'deactivate', ...quoted)).toEqual(['dept_eng001']);
    expect(m.requests).toHaveLength(1);
  });

  it('never runs what stands on the line', async () => {
    const m = await prepared(machine.current);
    await replies(m, 'aitronos', '$(touch ran)', '`touch ran`', '; touch ran', '');
    expect(there('test', '-e', join(m.home, 'ran'))).toBe(false);
  });

  it.skipIf(!hasTerminal)('completes at a terminal, and says there what things mean', async () => {
    const m = await prepared(machine.current);
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

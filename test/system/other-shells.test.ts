import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';
import { CLEAR, hasTerminal, prepared, start, there, typed, windows } from '../bin/shells.ts';

const machine = useMachine();

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
      const m = await prepared(machine.current);
      await writeFile(join(m.home, '.zshrc'), `PS1="READY> "\n${rc}\n`);
      m.env['ZDOTDIR'] = m.home;
      const text = await typed(
        m,
        'zsh -i',
        ['aitronos us\t', /users/],
        ['li\t', /list/],
        ['--sort=fu\t', /full_name/],
        [`${CLEAR}aitronos runs \t`, /-- continue a run/],
        [`${CLEAR}aitronos users deactivate --transfer-to dept_s\t\t`, /-- Support/],
        [`${CLEAR}aitronos help \t`, /environment +errors +exit-codes +options/],
        [`${CLEAR}aitronos users list --status \t\t`, /pending/],
        [`${CLEAR}aitronos users remove --from=m\t`, /file\.csv/],
      );
      // A description that is empty has no dash.
      expect(text).not.toMatch(/ --\s*\n/);
      expect(text).toMatch(/--from=my\\ file\.csv/);
      expect(m.requests).toHaveLength(1);
    });
  },
);

describe.skipIf(windows || !there('fish', '--version'))('completion in fish, where it is installed', () => {
  it('completes commands, choices, files and ids from the API', async () => {
    await machine.current.sandbox();
    const m = await prepared(machine.current);
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
    for (const typed of ['dept_e', '"dept_e', "'dept_e"])
      expect(await ask(`aitronos users deactivate --transfer-to ${typed}`)).toEqual([
        'dept_eng001\tEngineering',
      ]);
    expect(m.requests).toHaveLength(1);
  });
});

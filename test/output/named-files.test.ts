import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const [LOG, SUMMARY] = ['AITRONOS_LOG_FILE', 'AITRONOS_SUMMARY_FILE'];

describe('a file that cannot be written is named by what named it', () => {
  it.each([
    ['config path', { [LOG]: '/nowhere/x' }, 'AITRONOS_LOG_FILE: cannot write /nowhere/x: '],
    ['config path', { [SUMMARY]: '/nowhere/x' }, 'AITRONOS_SUMMARY_FILE: cannot write /nowhere/x: '],
    ['config path --log-file /nowhere/x', {}, '--log-file: cannot write /nowhere/x: '],
    ['config path --log-file=/nowhere/x', { [LOG]: '/nowhere/y' }, '--log-file: cannot write /nowhere/x: '],
    ['config path --summary-file /nowhere/x', {}, '--summary-file: cannot write /nowhere/x: '],
    ['config path', { [LOG]: '/RUNS/x' }, 'AITRONOS_LOG_FILE /RUNS/x is among the records of runs'],
    ['config path', { [SUMMARY]: '/RUNS/x' }, 'AITRONOS_SUMMARY_FILE /RUNS/x is among the records of runs'],
    ['config path --log-file /RUNS/x', {}, '--log-file /RUNS/x is among the records of runs'],
    [
      'config path --log-file /HOME/x',
      { [SUMMARY]: '/HOME/x' },
      '--log-file and AITRONOS_SUMMARY_FILE name the same file',
    ],
  ])('%s %j', async (line, env, words) => {
    const { home } = world.current;
    const runs = join(home, 'state', 'runs');
    await mkdir(runs, { recursive: true, mode: 0o700 });
    const place = (text: string) => text.replaceAll('/RUNS', runs).replaceAll('/HOME', home);
    const placed = Object.fromEntries(Object.entries(env).map(([name, path]) => [name, place(path)]));
    const { exit, stdout, stderr } = await world.current.run(place(line), { env: placed });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`error: ${place(words)}`);
  });
});

import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { TO, useWorld } from '../world.ts';

const world = useWorld();

beforeEach(async () => {
  const w = world.current;
  symlinkSync('old', join(w.home, 'link'));
  symlinkSync('not-there-yet', join(w.home, 'loose'));
  writeFileSync(join(w.home, 'old'), 'before');
  await w.run(`users deactivate usr_abc123 ${TO}`);
  w.requests.length = 0;
});

describe('two outputs of one call that lead to the same file', () => {
  it.each([
    ['runs report --csv HOME/old --html HOME/link', 'two formats name the same file'],
    ['runs report --csv HOME/not-there-yet --markdown HOME/loose', 'two formats name the same file'],
    ['runs report --csv HOME/old --html HOME/x/../old', 'two formats name the same file'],
    [
      'runs report --csv HOME/link --summary-file HOME/old',
      '--csv HOME/link: another option writes the same',
    ],
    ['runs report --html HOME/new --log-file HOME/new', '--html HOME/new: another option writes the same'],
    [
      `users deactivate usr_def456 ${TO} --plan HOME/link --summary-file HOME/old`,
      'another option writes the',
    ],
    [`users deactivate usr_def456 ${TO} --plan HOME/loose --log-file HOME/not-there-yet`, 'another option'],
    [`users list --org org_xyz789 --log-file HOME/link --summary-file HOME/old`, 'name the same file'],
  ])('are refused before anything is sent: %s', async (line, words) => {
    const w = world.current;
    const { exit, stdout, stderr } = await w.run(line.replaceAll('HOME', w.home));
    expect(stderr).toContain(words.replaceAll('HOME', w.home));
    expect({ exit, stdout, requests: w.requests }).toEqual({ exit: 2, stdout: '', requests: [] });
  });

  it('are none where both are a device', async () => {
    const line = 'runs report --csv /dev/null --html /dev/null --log-file /dev/null';
    expect((await world.current.run(line)).stderr).toContain('two formats name the same file');
    const { exit } = await world.current.run('runs report --csv /dev/null --log-file /dev/null');
    expect(exit).toBe(0);
  });
});

describe('an output that leads to a file which the call reads', () => {
  it.each([
    'runs report --csv HOME/old --ca-file HOME/old',
    'runs report --html HOME/link --ca-file=HOME/old',
    `users deactivate usr_def456 ${TO} --plan HOME/link --protect HOME/old`,
    `users list --org org_xyz789 --log-file HOME/old --ca-file HOME/link`,
  ])('is refused before anything is sent: %s', async (line) => {
    const w = world.current;
    const { exit, stdout, stderr } = await w.run(line.replaceAll('HOME', w.home));
    expect(stderr).toContain('name the same file, which would be lost');
    expect({ exit, stdout, requests: w.requests }).toEqual({ exit: 2, stdout: '', requests: [] });
    expect(readFileSync(join(w.home, 'old'), 'utf8')).toBe('before');
  });
});

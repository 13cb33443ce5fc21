import { existsSync, lstatSync, lutimesSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const OURS = '.aitronos-0123456789abcdef.tmp';
const write = (path: string) => writeFileSync(path, '{"schema_version":1,', { mode: 0o600 });

/** What lies beside a file that is written, and how many minutes it was not touched. */
type Left = [what: string, name: string, minutes: number, isRemoved: boolean, make?: (path: string) => void];

const LEFT: readonly Left[] = [
  ['what a killed process left', OURS, 61, true],
  ['nothing yet of what it left', OURS, 61, true, (path) => writeFileSync(path, '', { mode: 0o600 })],
  ['what may still be written', OURS, 59, false],
  ['a file with other rights', OURS, 61, false, (path) => writeFileSync(path, '', { mode: 0o644 })],
  ['a folder', OURS, 61, false, (path) => mkdirSync(path, { mode: 0o600 })],
  ['a link', OURS, 61, false, (path) => symlinkSync('plan.json', path)],
  ['a shorter name', '.aitronos-0123.tmp', 61, false],
  ['a longer name', `${OURS}.json`, 61, false],
  ['a name that begins otherwise', `my${OURS}`, 61, false],
  ['a name in capitals', '.aitronos-0123456789ABCDEF.tmp', 61, false],
];

const LINES: readonly (readonly [what: string, line: (file: string) => string])[] = [
  [
    'a plan',
    (file) => `users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --plan ${file}`,
  ],
  ['a summary', (file) => `config path --summary-file ${file}`],
  ['a report', (file) => `runs report --since 2026-01-01 --until 2026-01-02 --html ${file}`],
];

describe.skipIf(process.platform === 'win32').each(LINES)('beside %s', (_, line) => {
  it.each<Left>(LEFT)('%s', async (_what, name, minutes, isRemoved, make = write) => {
    const left = join(world.current.home, name);
    make(left);
    const then = Date.now() / 1000 - minutes * 60;
    lutimesSync(left, then, then);
    const file = join(world.current.home, 'written');
    const { exit, stderr } = await world.current.run(line(file));
    expect(exit, stderr).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(lstatSync(left, { throwIfNoEntry: false }) === undefined).toBe(isRemoved);
  });
});

import { describe, expect, it } from 'vitest';
import { collect } from '../../src/cli/options.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const DEACTIVATE = 'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001 --yes';

describe('an option given twice', () => {
  it.each([
    [`${DEACTIVATE} --protect board.txt --protect founders.txt`, '--protect'],
    [`${DEACTIVATE} --max 1 --max 100`, '--max'],
    [`${DEACTIVATE} --org org_other`, '--org'],
    [`${DEACTIVATE} --transfer-to=dept_sales001`, '--transfer-to'],
    [`${DEACTIVATE} --reason left --reason fired`, '--reason'],
    [`${DEACTIVATE} --rate 1/s --rate 100/s`, '--rate'],
    ['users invite sam@example.com --org org_xyz789 --name Sam --name Max', '--name'],
    ['users list --org org_xyz789 --status active --status inactive', '--status'],
    ['users list --org org_xyz789 --role Owner --role Member', '--role'],
    ['users diff --org org_xyz789 --roster a.csv --roster b.csv', '--roster'],
    ['users diff --org org_xyz789 --roster a.csv --only orphan --only leaver', '--only'],
    ['runs delete --before 2020-01-01 --before 2030-01-01 --yes', '--before'],
    [`runs apply plan.json --digest sha256:${'0'.repeat(64)} --digest sha256:${'1'.repeat(64)}`, '--digest'],
    ['audit list --org org_xyz789 --since 2026-01-01 --since 2026-02-01', '--since'],
  ])('with different values is refused, because one would count for nothing: %s', async (line, option) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`error: ${option} is given twice, with different values (USAGE)\nhint: `);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    `${DEACTIVATE} --org org_xyz789 --dry-run`,
    'users invite sam@example.com --org org_xyz789 --role Owner --role Member --dry-run',
    'users list --org org_xyz789 -o json -o csv',
    'users list --org org_xyz789 --timeout 5 --timeout 9',
  ])('with the same value, one that takes several, and one of every command are not: %s', async (line) => {
    expect(await world.current.run(line)).toMatchObject({ exit: 0 });
  });

  it('that takes several in one value says how', async () => {
    const { stderr } = await world.current.run('users diff --roster a.csv --only orphan --only leaver');
    expect(stderr).toContain('hint: give several in one, with commas: --only <kind,...>\n');
  });
});

describe('stdin', () => {
  const DEACTIVATE_FROM = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes';

  it('is read for one thing alone', async () => {
    const line = `${DEACTIVATE_FROM} --protect -`;
    const { exit, stderr } = await world.current.run(line, { stdin: 'usr_abc123\nusr_def456\n' });
    expect(exit).toBe(2);
    expect(stderr).toContain('error: stdin (-) can be read for one thing alone (USAGE)\nhint: name a file');
    expect(world.current.requests).toEqual([]);
  });

  it('has a name also where it says who is protected', async () => {
    const { exit, stderr } = await world.current.run(`${DEACTIVATE} --protect -`, { stdin: 'usr_abc123\n' });
    expect(exit).toBe(2);
    expect(stderr).toContain('usr_abc123 is protected by stdin');
  });
});

it('a list of a hundred thousand words is not copied for each', () => {
  const list = collect(String)('usr_1', undefined);
  expect(collect(String)('usr_2', list)).toBe(list);
  expect(list).toEqual(['usr_1', 'usr_2']);
});

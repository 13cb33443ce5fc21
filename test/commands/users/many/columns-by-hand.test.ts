import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { file } from './leavers.ts';

const world = useWorld();

describe('columns that no command line is known to mend', () => {
  it.each([
    ['a value of --where that no row has', 'email,status\na@example.com,Active\n', '--where status=actve'],
    ['a column of --where that is not there', 'email,status\na@example.com,Active\n', '--where state=active'],
    ['no column for the person', 'id\norguser_1\n', ''],
  ])('end in a next step all the same: %s', async (_what, content, words) => {
    const path = await file(world.current, 'leavers.csv', content);
    const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --yes ${words}`;
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /\(BAD_COLUMNS\)\nhint: .*`aitronos help options` explains --column and --where\n$/,
    );
    expect(world.current.requests).toEqual([]);
  });
});

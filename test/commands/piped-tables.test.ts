import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const CURE = 'hint: let the command that made it print -o ids, or -o csv for more than the ids\n';
const WHAT = 'this is a table for people to read, in which blanks keep the columns apart\n';
const DEACTIVATE = `users deactivate --from - --yes ${ORG} --transfer-to dept_eng001`;

/** The line refuses this input, says what it is and what to pipe in its place, and sends nothing. */
async function refuses(line: string, stdin: string, where: string): Promise<void> {
  world.current.requests.length = 0;
  const { exit, stdout, stderr } = await world.current.run(line, { stdin });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toBe(
    `${where}: ${WHAT}error: 1 problem in ${where.split(':')[0]}: nothing was sent (BAD_ROWS)\n${CURE}`,
  );
  expect(world.current.requests).toEqual([]);
}

describe('a table of this program where rows are read', () => {
  it.each([
    `users list ${ORG}`,
    `users list --search jane ${ORG}`,
    `users list --fields user_id,email ${ORG}`,
    `users get usr_abc123 ${ORG}`,
    `departments list ${ORG}`,
    `roles list --members role_admin ${ORG}`,
    `users deactivate usr_abc123 usr_def456 --yes ${ORG} --transfer-to dept_eng001`,
    'runs list',
  ])('%s', async (line) => {
    if (line === 'runs list') {
      await world.current.run(
        `users deactivate usr_abc123 usr_def456 --yes ${ORG} --transfer-to dept_eng001`,
      );
    }
    const { stdout } = await world.current.run(line);
    await refuses(DEACTIVATE, stdout, 'stdin:1');
  });

  it.each([
    DEACTIVATE,
    `users reactivate --from - --yes ${ORG}`,
    `users remove --from - --yes ${ORG}`,
    `users invite --from - --yes ${ORG}`,
    `users diff --roster - ${ORG}`,
  ])('is told by %s', async (line) => {
    const { stdout } = await world.current.run(`users list ${ORG}`);
    await refuses(line, stdout, 'stdin:1');
  });

  it('is told in a file too, with its line', async () => {
    const { stdout } = await world.current.run(`users list ${ORG}`);
    const file = join(world.current.home, 'table.txt');
    writeFileSync(file, `\n# ours\n${stdout}`);
    world.current.requests.length = 0;
    const { exit, stderr } = await world.current.run(DEACTIVATE.replace('--from -', `--from ${file}`));
    expect(exit).toBe(2);
    expect(stderr).toContain(`${file}:3: ${WHAT}`);
    expect(stderr).toContain(CURE);
  });

  it.each([
    ['of column -t', 'user_id     email\nusr_abc123  jane@example.com\n'],
    ['of one heading in capitals and nobody below it', 'USER  NAME  EMAIL\n'],
  ])('%s', async (_, text) => refuses(DEACTIVATE, text, 'stdin:1'));

  it.each([
    ['a header of one column in capitals', 'USER ID\nusr_abc123\n'],
    ['a list', 'usr_abc123\nusr_def456\n'],
    ['CSV in capitals with blanks behind commas', 'USER ID,  NAME\nusr_abc123,  Jane\n'],
    ['CSV in capitals between tabs', 'USER ID\tNAME\nusr_abc123\tJane\n'],
  ])('is not seen in %s', async (_, stdin) => {
    const { exit, stderr } = await world.current.run(DEACTIVATE, { stdin });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('table') });
  });
});

import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const CALL = `users deactivate --from - ${ORG} --transfer-to dept_eng001`;

describe('a row whose only cell is empty is written as a pair of quotes, and names nobody', () => {
  it.each<readonly [what: string, file: string, lines: readonly number[]]>([
    ['last', 'email\njane@example.com\n""\n', [3]],
    ['with a line without anything before it', 'email\r\n\r\njane@example.com\r\n\r\n""\r\n', [5]],
    ['alone', 'user.email\n""\n""\n', [2, 3]],
    ['below a title', '"Leavers"\n""\nemail\n""\njane@example.com\n', [4]],
    ['far down', `email\n${'jane@example.com\n'.repeat(20)}""\n`, [22]],
  ])('%s', async (_what, stdin, lines) => {
    const { exit, stderr } = await world.current.run(`${CALL} --yes`, { stdin });
    const told = [...stderr.matchAll(/^stdin:(\d+): \S+: expected a user id .*, got ""$/gm)];
    expect({ exit, lines: told.map(([, line]) => Number(line)) }).toEqual({ exit: 2, lines });
    expect(world.current.requests).toEqual([]);
  });
});

it.each([
  ['lines without anything', 'email\n\njane@example.com\n\n \n'],
  ['rows of a table without anything', 'email,team\n,\njane@example.com,Web\n"",""\n""\n'],
])('%s are nothing', async (_what, stdin) => {
  const { exit, stdout } = await world.current.run(`${CALL} --dry-run -o csv`, { stdin });
  expect({ exit, sent: stdout.match(/\/deactivate/g) }).toEqual({ exit: 0, sent: ['/deactivate'] });
});

it('a list of addresses in which one is not known leaves nobody out when it is read again', async () => {
  const w = world.current;
  await w.run(`users deactivate usr_abc123 usr_nobody --yes ${ORG} --transfer-to dept_eng001`);
  const { stdout: stdin } = await w.run('runs show -o csv --fields user.email -q');
  expect(stdin).toBe('user.email\r\njane@example.com\r\n""\r\n');
  expect(await w.run(`${CALL} --yes`, { stdin })).toMatchObject({ exit: 2 });
});

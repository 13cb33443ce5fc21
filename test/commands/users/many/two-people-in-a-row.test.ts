import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { file, runFolders } from './leavers.ts';

const world = useWorld();

const run = async (text: string, more = '') =>
  world.current.run(
    `users deactivate --from ${await file(world.current, 'rows.csv', text)} --org org_xyz789 --transfer-to dept_eng001 --yes ${more}`,
  );
const looks = () =>
  world.current.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/users'));
const changes = () => world.current.requests.filter(({ path }) => path.endsWith('/deactivate'));

const CASE = await readFile(
  new URL('../../../data/files/100-id-email-contradict.csv', import.meta.url),
  'utf8',
);

const CONTRADICTIONS: readonly (readonly [what: string, file: string, ...words: string[]])[] = [
  ['an id and an address', CASE, '2', 'usr_def456', 'jane@example.com', 'usr_abc123'],
  [
    'in another order, with other names',
    'Work Email,Name,userId\njane@example.com,Jane,usr_abc123\njohn@example.com,John,usr_zoe01\n',
    '3',
    'usr_zoe01',
    'john@example.com',
    'usr_def456',
  ],
  ['as JSON Lines', '{"user_id":"usr_def456","email":"jane@example.com"}\n', '1', 'usr_def456', 'usr_abc123'],
  [
    'a row that repeats an id',
    'user_id,email\nusr_abc123,jane@example.com\nusr_abc123,john@example.com\n',
    '3',
    'usr_abc123',
    'usr_def456',
  ],
  [
    'an address that nobody has',
    'user_id,email\nusr_abc123,jane@exampel.com\n',
    '2',
    'usr_abc123',
    'jane@exampel.com',
  ],
  [
    'two addresses',
    'user_id,email\njane@example.com,john@example.com\n',
    '2',
    'jane@example.com',
    'john@example.com',
  ],
  ['no address at all', 'user_id,email\nusr_abc123,jane\n', '2', 'email'],
];

describe('an id and an address in one row', () => {
  it.each(CONTRADICTIONS)('that are two people are refused: %s', async (_, text, line, ...words) => {
    const { exit, stdout, stderr } = await run(text);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`rows.csv:${line}: email: `);
    for (const word of words) expect(stderr).toContain(word);
    expect(changes()).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });

  it.each([
    ['in any case', 'user_id,email\nusr_abc123,JANE@example.com\n', ['usr_abc123']],
    [
      'where only some rows have both',
      'user_id,email\nusr_abc123,\n,john@example.com\n',
      ['usr_abc123', 'usr_def456'],
    ],
    ['where it stands twice', 'user_id,email\nusr_abc123,jane@example.com\nusr_abc123,\n', ['usr_abc123']],
    ['where both cells have the id', 'user_id,email\nusr_abc123,usr_abc123\n', ['usr_abc123']],
    [
      'where both cells have the address',
      'user_id,email\nJane@example.com,jane@example.com\n',
      ['usr_abc123'],
    ],
  ])('that are one person are taken: %s', async (_, text, users) => {
    const { exit, stdout } = await run(text, '-o ids');
    expect({ exit, users: stdout.trim().split('\n') }).toEqual({ exit: 0, users });
  });

  it('of many rows are looked up together', async () => {
    await world.current.sandbox({ users: 250 });
    const rows = Array.from({ length: 200 }, (_, index) => index + 1);
    const listed = await world.current.run('users list --org org_xyz789 --all -o csv');
    world.current.requests = [];
    expect(rows).toHaveLength(200);
    const { exit } = await run(
      listed.stdout.replaceAll(/^usr_admin01.*\n/gm, ''),
      '--where status=active --dry-run',
    );
    expect(exit).toBe(0);
    expect(looks().length).toBeLessThanOrEqual(3);
    expect(world.current.requests).toHaveLength(looks().length);
  });
});

import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';

const world = useWorld();

/** The notes of a file whose people may be others; the exit code is that of any other. */
async function notesOf(stdin: string, more = '--yes'): Promise<readonly string[]> {
  await world.current.sandbox();
  const ended = await world.current.run(
    `users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 ${more}`,
    { stdin },
  );
  expect(ended.exit).toBe(0);
  return ended.stderr.split('\n').filter((line) => / names |left out/.test(line));
}

const JANE = 'note: line 2 names "Doe, Jane", but john@example.com is John Smith';
const LEFT_OUT = 'note: 1 row is left out: the same user is in an earlier row';

const ONCE = JANE.replace('Doe, Jane', 'Jane Doe');

/** The rows of a file, and what is said of their names. */
const FILES: readonly (readonly [string, readonly string[]])[] = [
  ['Name,Email\n"Doe, Jane",john@example.com', [JANE]],
  ['First name,Last name,Email\nDoe,Jane,john@example.com', [JANE.replace('Doe, Jane', 'Doe Jane')]],
  ['Leaver,Line manager,Email\n"Doe, Jane",Omar Haddad,john@example.com', [JANE]],
  ['Employee,Email\n"Doe, Jane",john@example.com', [JANE]],
  [
    '{"name":"Doe, Jane","email":"zoe@example.com"}',
    [
      JANE.replace('line 2', 'line 1').replace(
        'john@example.com is John Smith',
        'zoe@example.com is Zoë Müller-Łuczak',
      ),
    ],
  ],
  ['Name,Email,user_id\n"Doe, Jane",john@example.com,usr_def456', [JANE]],
  ['email,profile.firstName,profile.lastName\njohn@example.com,Jane,Doe', [ONCE]],
  ['Given name,Display name,Surname,Email\nJane,Jane Doe,Doe,john@example.com', [ONCE]],
  [
    'Email,Name\nzoe@example.com,Zoe Mueller\nzoe@example.com,Bob Stone',
    [`${LEFT_OUT}; line 3 names "Bob Stone", but line 2 "Zoe Mueller"`],
  ],
  [
    'user_id,Name\nusr_abc123,Jane Doe\nusr_abc123,Bob Stone',
    [`${LEFT_OUT}; line 3 names "Bob Stone", but line 2 "Jane Doe"`],
  ],
  ['Email,Name\nzoe@example.com,Zoe Mueller\nzoe@example.com,"Luczak, Z."', [LEFT_OUT]],
  // Which row of line 1 it repeats is not known.
  [
    '[{"email":"john@example.com","name":"John Smith"},{"email":"omar@example.com","name":"Omar Haddad"},\n' +
      '{"email":"john@example.com","name":"John Smith"}]',
    [LEFT_OUT],
  ],
  // Nothing is said.
  ['email,manager.firstName,manager.lastName\njohn@example.com,Jane,Doe', []],
  ['email,department.name\njohn@example.com,Research Lab', []],
  ['Name,Email\n"Smith, J.",john@example.com', []],
  ['Name,Line manager,Email\nJohn Smith,Jane Doe,john@example.com', []],
  ['Manager name,Email\nJane Doe,john@example.com', []],
  ['Employee company,Email\nAcme Works,john@example.com', []],
  ['Name,Email\nJane Doe,new@example.com\nJane Doe,yamada@example.com', []],
  ['user_id,Name\nusr_def456,Jane Doe', []],
  ['Leaver,Email\nJane Doe,john@example.com\nJane Doe,zoe@example.com\nJane Doe,omar@example.com', []],
];

describe('a row that names somebody else than its address', () => {
  it.each(FILES)('%j', async (rows, notes) => {
    expect(await notesOf(`${rows}\n`)).toEqual(notes);
  });

  it.each(['--dry-run', '--check', '--plan -', '--dry-run --json'])('is told with %s', async (more) => {
    expect(await notesOf('Name,Email\n"Doe, Jane",john@example.com\n', more)).toEqual([JANE]);
  });

  it('is no note with -q', async () => {
    expect(await notesOf('Name,Email\n"Doe, Jane",john@example.com\n', '--dry-run -q')).toEqual([]);
  });

  it('is told three times at most', async () => {
    const rows = [
      ...['Bob Stone,john@example.com', 'Ulla Frost,zoe@example.com'],
      ...['Kim Quist,omar@example.com', 'Bob Wood,jane@example.com'],
    ];
    const [note = ''] = await notesOf(`Name,Email\n${rows.join('\n')}\n`, '--dry-run');
    expect(note).toMatch(/^note: line 2 .*, line 3 .*, line 4 .* and 1 more$/);
  });
});

import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../../src/runs/input/names/known-names.ts';
import { isColumnSetting, SETTING_NAMES } from '../../src/settings/settings.ts';
import { file } from '../commands/users/many/leavers.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const NOW = '--now 2026-11-25T12:00:00Z';

const store = async (field: string, header: string) => {
  const ended = await world.current.run(['config', 'set', `column.${field}`, header]);
  expect(ended).toMatchObject({ exit: 0, stdout: `column.${field} is now ${header}\n` });
};

/** What a run of deactivations reads of the columns of a file, and what is sent. */
async function deactivate(text: string, more = '') {
  const path = await file(world.current, 'rows.csv', text);
  const line = `users deactivate --from ${path} ${ORG} --transfer-to dept_eng001 ${NOW} --yes --json ${more}`;
  const words = line.split(' ').filter((word) => word !== '');
  const ended = await world.current.run(words.map((word) => word.replaceAll('~', ' ')));
  const sent = world.current.requests.filter(({ path: to }) => to.endsWith('/deactivate'));
  const columns = ended.exit === 0 ? JSON.parse(ended.stdout).summary.columns : undefined;
  return { ...ended, columns, sent: sent.map(({ path: to, body }) => `${/usr_\w+/.exec(to)} ${body}`) };
}

/** What is stored, a file, and the column that each field is then read from. */
const READ: readonly (readonly [
  what: string,
  stored: readonly (readonly [field: string, header: string])[],
  text: string,
  used: Readonly<Record<string, string>>,
])[] = [
  ['a name of ours', [['email', 'Kontakt']], 'Kontakt\njane@example.com\n', { email: 'Kontakt' }],
  [
    'its text folded',
    [['email', 'work_contact']],
    'Work Contact\njane@example.com\n',
    { email: 'Work Contact' },
  ],
  ['a place', [['email', '#2']], 'x,y\n1,jane@example.com\n', { email: 'y' }],
  [
    'one column of two that name people',
    [['email', 'Work Email']],
    'Email,Work Email\njohn@example.com,jane@example.com\n',
    { email: 'Work Email' },
  ],
  [
    'beside a user id, which counts too',
    [['email', 'Kontakt']],
    'user_id,Kontakt\nusr_abc123,jane@example.com\n',
    { user_id: 'user_id', email: 'Kontakt' },
  ],
  [
    'the target',
    [['transfer_to', 'Nachfolge']],
    'email,Nachfolge\njane@example.com,dept_sales001\n',
    { email: 'email', transfer_to: 'Nachfolge' },
  ],
  [
    'a header that the file does not have',
    [
      ['email', 'Somewhere else'],
      ['transfer_to', 'Nachfolge'],
      ['last_day', '#9'],
    ],
    'email\njane@example.com\n',
    { email: 'email' },
  ],
  [
    'a field that this command does not read',
    [['role', 'Team']],
    'email,Team\njane@example.com,x\n',
    { email: 'email' },
  ],
];

describe('a stored column', () => {
  it.each(READ)('is read where the file has it: %s', async (_, stored, text, used) => {
    for (const [field, header] of stored) await store(field, header);
    const { exit, columns, sent } = await deactivate(text);
    expect({ exit, used: columns?.used }).toEqual({ exit: 0, used });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^usr_abc123 /);
    if ('transfer_to' in used) expect(sent[0]).toContain('dept_sales001');
  });

  it('gives way to --column and to --ignore-column', async () => {
    await store('email', 'Work Email');
    const text = 'Private,Work Email\njane@example.com,john@example.com\n';
    expect((await deactivate(text, '--column email=Private')).columns.used).toEqual({ email: 'Private' });
    const { exit, stderr } = await deactivate('Work Email\njane@example.com\n', '--ignore-column Work~Email');
    expect({ exit, refused: stderr.includes('no column names the person') }).toEqual({
      exit: 2,
      refused: true,
    });
  });

  it('is known as well where it is typed and the only one', async () => {
    for (const more of ['--column email=Kontakt', '--column email=#1']) {
      const { columns } = await deactivate('Kontakt\njane@example.com\n', more);
      expect(columns.used).toEqual({ email: 'Kontakt' });
    }
  });

  it('that stands twice is refused, with the places', async () => {
    await store('email', 'Kontakt');
    const { exit, stderr, sent } = await deactivate('Kontakt,Kontakt\na@b.c,a@b.c\n');
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain('2 columns are named Kontakt');
  });

  it('of another person than the user id is refused', async () => {
    await store('email', 'Kontakt');
    const { exit, stderr, sent } = await deactivate('user_id,Kontakt\nusr_abc123,john@example.com\n');
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain('usr_def456');
  });

  it('of last days is judged', async () => {
    await store('last_day', 'Bis');
    const { exit, stderr, sent } = await deactivate('email,Bis\njane@example.com,2099-01-01\n');
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain('Bis');
  });

  it('is read by users invite and users diff', async () => {
    const w = world.current;
    await store('email', 'Kontakt');
    const path = await file(w, 'new.csv', 'Kontakt\nkim@new.example\n');
    const invited = await w.run(`users invite --from ${path} ${ORG} --dry-run --json`);
    expect(invited.exit).toBe(0);
    expect(invited.stdout).toContain('kim@new.example');
    const compared = await w.run(`users diff --roster ${path} ${ORG} --max 100% --only missing --json`);
    expect(compared.exit).toBe(0);
    expect(compared.stdout).toContain('kim@new.example');
  });

  it('is kept by profile', async () => {
    await store('email', 'Kontakt');
    const { exit } = await deactivate('Kontakt,x\njane@example.com,1\n', '--profile other');
    expect(exit).toBe(2);
  });
});

describe('the settings of columns', () => {
  const listed = async () =>
    JSON.parse((await world.current.run('config list --json')).stdout)
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => name.startsWith('column.'));

  it('are those of the fields that --column knows', () => {
    expect(SETTING_NAMES.filter(isColumnSetting).map((name) => name.replace('column.', ''))).toEqual(
      Object.keys(FIELD_NAMES),
    );
  });

  it('are listed where they are stored, told and forgotten', async () => {
    expect(await listed()).toEqual([]);
    await store('email', 'Work Email');
    expect(await listed()).toEqual(['column.email']);
    expect((await world.current.run('config get column.email')).stdout).toBe('Work Email\n');
    expect((await world.current.run('config unset column.email')).stdout).toBe(
      'column.email is no longer stored\n',
    );
    expect((await world.current.run('config get column.email')).exit).toBe(1);
    expect(await listed()).toEqual([]);
  });

  it.each([
    [['column.emial', 'x'], 'did you mean column.email?'],
    [['email', 'x'], 'column.email'],
    [['column.email', ' '], 'expected the header of a column'],
    [['column.email', 'a\nb'], 'expected the header of a column'],
  ])('take no other name, and no other value: %j', async (words, said) => {
    const ended = await world.current.run(['config', 'set', ...words]);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('are completed', async () => {
    const { stdout } = await world.current.run(['__complete', '2', 'config', 'set', 'column.e']);
    expect(stdout).toMatch(/^column\.email\b/m);
  });
});

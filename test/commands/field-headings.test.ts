import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const CHANGE = `${ORG} --transfer-to dept_eng001`;
const RUN = `users deactivate usr_abc123 usr_nobody --yes --no-check ${CHANGE}`;

/** Commands with a table, each with the command before it. */
const TABLES: readonly (readonly [line: string, before: string | null])[] = [
  [`users list ${ORG}`, null],
  [`users get usr_abc123 ${ORG}`, null],
  ['organizations list', null],
  [`departments list ${ORG}`, null],
  [`roles list ${ORG}`, null],
  [`roles list --members role_admin ${ORG}`, null],
  [`users deactivate usr_abc123 ${CHANGE}`, null],
  [`users invite fresh@example.com ${ORG}`, null],
  [RUN, null],
  ['runs list', RUN],
  ['runs show', RUN],
  ['runs verify', RUN],
  ['runs report --since 2026-01-01', RUN],
  [`audit list ${ORG}`, `users deactivate usr_abc123 ${CHANGE}`],
  ['auth list', null],
  ['config list', null],
  [`users deactivate usr_abc123 --check ${CHANGE}`, null],
];

/** Headings that show more than one field, by what refuses them. */
const MIXED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'users deactivate': { EMAIL: 'user_id or' },
  'users invite': { EMAIL: 'user_id or' },
  'runs list': { OPEN: 'unknown or not_sent' },
  'runs show': { EMAIL: 'user_id or' },
  'runs verify': { USER: 'user_id or row' },
};

/** What refuses a heading of a command line; undefined where it is taken. */
const refusalOf = (line: string, heading: string): string | undefined =>
  line.includes(' --check') ? undefined : MIXED[line.split(' ').slice(0, 2).join(' ')]?.[heading];

/** The headings of a table. */
const headingsOf = (table: string): string[] => (table.split('\n')[0] ?? '').trim().split(/ {2,}/);

describe('--fields takes the headings of the table', () => {
  it.each(TABLES)('%s', async (line, before) => {
    const w = world.current;
    if (before !== null) await w.run(before);
    const { stdout } = await w.run(line);
    const headings = headingsOf(stdout);
    expect(headings.length).toBeGreaterThan(0);
    for (const heading of headings) {
      const {
        exit,
        stdout: chosen,
        stderr,
      } = await w.run([...line.split(' '), '--fields', heading, '-o', 'csv']);
      const refusal = refusalOf(line, heading);
      if (refusal !== undefined) {
        expect({ exit, chosen }, heading).toEqual({ exit: 2, chosen: '' });
        expect(stderr, heading).toContain(`did you mean ${refusal}`);
        continue;
      }
      expect(stderr, heading).not.toContain('--fields');
      expect([0, 1, 3], heading).toContain(exit);
      expect(chosen.split('\r\n')[0], heading).toMatch(/^[a-z][a-z_.]*$/);
    }
  });

  it.each(TABLES)('and the columns of the CSV: %s', async (line, before) => {
    const w = world.current;
    if (before !== null) await w.run(before);
    const { stdout } = await w.run(`${line} -o csv`);
    const [columns = ''] = stdout.split('\r\n');
    const { exit, stderr } = await w.run(`${line} --fields ${columns} -o csv`);
    expect(stderr).not.toContain('--fields');
    expect([0, 1, 3]).toContain(exit);
  });

  it.each([
    [`users list --search jane ${ORG} --fields USER,NAME`, 'user_id,full_name\r\nusr_abc123,Jane Doe\r\n'],
    [`users list --search jane ${ORG} --fields name,STATUS`, 'full_name,status.name\r\nJane Doe,Active\r\n'],
    [
      `users list --search jane ${ORG} --fields User_Id,EMAIL`,
      'user_id,email\r\nusr_abc123,jane@example.com\r\n',
    ],
    [`users list --search jane ${ORG} --fields userId`, 'user_id\r\nusr_abc123\r\n'],
    [`users list --search jane ${ORG} --fields user-id`, 'user_id\r\nusr_abc123\r\n'],
    [
      `users deactivate usr_abc123 ${CHANGE} --fields USER,STATE`,
      'user_id,account_state\r\nusr_abc123,deactivated\r\n',
    ],
    [`users deactivate usr_abc123 ${CHANGE} --fields user.email`, 'user.email\r\njane@example.com\r\n'],
    [
      `departments list ${ORG} --fields department,MEMBERS`,
      expect.stringMatching(/^id,member_count\r\ndept_\w+,\d+\r\n/),
    ],
  ])('%s', async (line, csv) => {
    const { exit, stdout } = await world.current.run(`${line} -o csv`);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: csv });
  });
});

describe('a list of fields that is written another way', () => {
  it.each<readonly [fields: readonly string[], message: string, hint: string]>([
    [
      ['user_id email'],
      'there is no field "user_id email"',
      'put a comma between fields: --fields user_id,email',
    ],
    [
      ['USER NAME EMAIL'],
      'there is no field',
      'put a comma between fields: --fields user_id,full_name,email',
    ],
    [['user_id;email'], 'there is no field', 'put a comma between fields: --fields user_id,email'],
    [['user_id|email,full_name'], 'there is no field', 'put a comma between fields: --fields user_id,email'],
    [['user_id', 'email'], 'too many arguments', 'put commas between fields: --fields user_id,email'],
    [['user_id,', 'email'], 'none of them empty, got "user_id,"; did you mean user_id?', 'help options'],
    [['user_id,email,user_id'], '("user_id" is given twice)', 'help options'],
    [['user_id,USER'], 'two names mean the field user_id', 'leave one of them out'],
    [
      [''],
      'names of fields with commas between them, none of them empty, got ""',
      'a variable that is not set',
    ],
    [['NAMES'], 'there is no field "NAMES"', 'did you mean full_name'],
    [['user_idd'], 'there is no field "user_idd"', 'did you mean user_id'],
  ])('%j', async (fields, message, hint) => {
    const words = ['users', 'list', '--fields', ...fields, '--org', 'org_xyz789'];
    const { exit, stdout, stderr } = await world.current.run(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.split('\nhint: ')[1]).toContain(hint);
  });
});

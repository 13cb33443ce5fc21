import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { file, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const invite = async (name: string, text: string, more = '') =>
  world.current.run(
    `users invite --from ${await file(world.current, name, text)} --org org_xyz789 --yes ${more}`,
  );

const bodies = (): unknown[] =>
  world.current.requests
    .filter(({ path }) => path.endsWith('/invite/v2'))
    .map(({ body }): unknown => JSON.parse(body));

const SAM = { email: 'sam@example.com', full_name: 'Sam Lee' };

const FILES: readonly (readonly [name: string, sent: readonly unknown[]])[] = [
  ['151-inv-api-names.csv', [{ ...SAM, role_ids: ['role_member'], department_ids: ['dept_sales001'] }]],
  [
    '151b-inv-api-names.jsonl',
    [
      {
        ...SAM,
        role_ids: ['role_member'],
        department_ids: ['dept_sales001', 'dept_eng001'],
        custom_message: 'Welcome, Sam',
        send_invitation: false,
      },
    ],
  ],
  ['152-inv-human.csv', [{ ...SAM, role_ids: ['role_member'], department_ids: ['dept_sales001'] }]],
  [
    '152b-inv-german.csv',
    [
      {
        ...SAM,
        role_ids: ['role_member'],
        department_ids: ['dept_sales001', 'dept_eng001'],
        send_invitation: false,
      },
    ],
  ],
  ['155-inv-rolename.csv', [{ ...SAM, role_ids: ['role_member'] }]],
  ['155b-inv-rolenames.csv', [{ ...SAM, role_ids: ['role_member', 'role_admin'] }]],
  ['168-inv-send-false-col.csv', [{ email: 'sam@example.com', full_name: 'Sam', send_invitation: false }]],
  [
    '168b-inv-envoyer.csv',
    [
      { ...SAM, send_invitation: false },
      { email: 'kim@example.com', full_name: 'Kim Roe' },
      { email: 'lee@example.com', full_name: 'Lee Moe' },
    ],
  ],
];

describe('a file of invitations', () => {
  it.each(FILES)('%s is sent whole', async (name, sent) => {
    const text = await readFile(new URL(`../data/files/${name}`, import.meta.url), 'utf8');
    const { exit, stderr } = await invite(name, text);
    expect(stderr).not.toContain('not used');
    expect(exit).toBe(0);
    expect(bodies()).toEqual(sent);
  });

  it.each([
    ['role_member;role_admin', ['role_member', 'role_admin']],
    ['role_member, role_admin', ['role_member', 'role_admin']],
    ['role_member,role_admin,', ['role_member', 'role_admin']],
    ['["role_member","role_admin"]', ['role_member', 'role_admin']],
    ['role_member;role_member', ['role_member']],
    ['“Member”; Admin', ['role_member', 'role_admin']],
    ['', undefined],
  ])('takes the roles %s', async (cell, role_ids) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`;
    expect((await invite('a.csv', `email,role\nsam@example.com,${quoted}\n`)).exit).toBe(0);
    expect(bodies()).toEqual([{ email: 'sam@example.com', ...(role_ids && { role_ids }) }]);
  });

  it.each([
    ['First Name,Last Name', 'Sam,Lee', 'Sam Lee'],
    ['first_name,name', 'Sam,Lee', 'Sam Lee'],
    ['Vorname,Name', 'Sam,Sam Lee', 'Sam Lee'],
    ['Display Name,First Name,Last Name', 'Sam A. Lee,Sam,Lee', 'Sam A. Lee'],
    ['Display Name,First Name,Last Name', ',Sam,Lee', 'Sam Lee'],
    ['Display Name,First Name', 'Bob Lee,Robert', 'Bob Lee'],
    ['prénom', 'Sam', 'Sam'],
    ['cognome,nome', 'Lee,Sam', 'Sam Lee'],
  ])('takes the name of %s', async (names, cells, full_name) => {
    expect((await invite('a.csv', `email,${names}\nsam@example.com,${cells}\n`)).exit).toBe(0);
    expect(bodies()).toEqual([{ email: 'sam@example.com', full_name }]);
  });

  it.each([
    ...['false', 'FALSE', 'no', 'No', '0', 'nein', 'non', 'falso', '“no”'].map((word) => [word, '']),
    ...['no', ''].map((word) => [word, '--no-send']),
  ])('sends no e-mail where it says %s, and the call %s', async (word, more) => {
    const { exit } = await invite('a.csv', `email,send_invitation\nsam@example.com,${word}\n`, more);
    expect(exit).toBe(0);
    expect(bodies()).toEqual([{ email: 'sam@example.com', send_invitation: false }]);
  });

  it.each(['true', 'Yes', '1', 'ja', 'oui', 'sì', ''])('sends one where it says %j', async (word) => {
    expect((await invite('a.csv', `email,send_invitation\nsam@example.com,${word}\n`)).exit).toBe(0);
    expect(bodies()).toEqual([{ email: 'sam@example.com' }]);
  });

  it.each([
    ['email,send_invitation', 'maybe', '', 'expected true or false'],
    ['email,send_invitation', 'yes', '--no-send', 'the call has --no-send'],
    ['email,role', '[role_member', '', 'there is no role called "[role_member"'],
    ['email,role', 'role_member;;role_admin', '', 'something between two separators'],
    ['email,role', 'Membre', '', 'there is no role called "Membre"'],
    ['email,department', 'Salez', '', 'there is no department called "Salez"'],
  ])('is refused where %s says %s', async (names, cell, more, words) => {
    const { exit, stdout, stderr } = await invite('a.csv', `${names}\nsam@example.com,${cell}\n`, more);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(bodies()).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });
});

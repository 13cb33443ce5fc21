import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { invitationRows } from '../../src/runs/input/invitation-rows.ts';
import { file, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';
import { read } from './reading.ts';

const JANE = 'jane@example.com';

const sample = (name: string) => readFile(new URL(`../data/files/${name}`, import.meta.url), 'utf8');

/** What a cell of an address may look like, whom it means, and what the note says of it. */
const MEANT: readonly (readonly [cell: string, address: string, note: string | null])[] = [
  [`  ${JANE}\t`, JANE, null],
  [`\u200b${JANE}`, JANE, 'invisible characters around 1 cell'],
  [`\ufeff${JANE}`, JANE, 'invisible characters around 1 cell'],
  [`${JANE}\u00a0`, JANE, 'invisible characters around 1 cell'],
  [`\u202a${JANE}\u202c`, JANE, 'invisible characters around 1 cell'],
  [`\u2060${JANE}\u00ad\u200e`, JANE, 'invisible characters around 1 cell'],
  [`"""${JANE}"""`, JANE, 'quotes around 1 cell'],
  [`'${JANE}'`, JANE, 'quotes around 1 cell'],
  [`“${JANE}”`, JANE, 'quotes around 1 cell'],
  [`„${JANE}“`, JANE, 'quotes around 1 cell'],
  [`« ${JANE} »`, JANE, 'quotes around 1 cell'],
  [`‹${JANE}›`, JANE, 'quotes around 1 cell'],
  [`"=""${JANE}"""`, JANE, 'quotes around 1 cell'],
  [`\u200b“\u200b${JANE}\u200b”`, JANE, 'invisible characters around 1 cell, quotes around 1 cell'],
  [`Jane Doe <${JANE}>`, JANE, 'names beside 1 address'],
  [`"""Doe, Jane"" <${JANE}>"`, JANE, 'names beside 1 address'],
  [`<${JANE}>`, JANE, 'names beside 1 address'],
  [`Jane Doe < ${JANE} >`, JANE, 'names beside 1 address'],
  [`Jane Doe (${JANE})`, JANE, 'names beside 1 address'],
  [`山田 太郎＜${JANE}＞`, JANE, 'names beside 1 address'],
  [`山田 太郎（${JANE}）`, JANE, 'names beside 1 address'],
  [`${JANE} <JANE@example.com>`, 'JANE@example.com', 'names beside 1 address'],
  [`mailto:${JANE}`, JANE, 'mailto: before 1 address'],
  [`MAILTO:jane%40example.com?subject=Bye%20bye`, JANE, 'mailto: before 1 address'],
  [`SMTP:${JANE}`, JANE, 'mailto: before 1 address'],
  [`Jane Doe [mailto:${JANE}]`, JANE, 'names beside 1 address, mailto: before 1 address'],
  [`<mailto:${JANE}|${JANE}>`, JANE, 'names beside 1 address, mailto: before 1 address'],
  ['Jane <usr_abc123>', 'usr_abc123', 'names beside 1 address'],
  ...[
    'To: Jane Doe',
    'Jane Doe: Sales',
    'Jane (ext.: ACME)',
    'Keep',
    'Keep-Smith',
    'No',
    'No: 12 Jane',
    'Noté',
    'Sauf Ali',
    'Jane Doe (IT Manager)',
    'Jane Doe [External]',
    'Jane Doe - Sales',
    'Jane Doe (Active Directory)',
    'Jane Doe +41 44 2045 678',
    'Jane Doe 01.23.45.67.89',
    'Jane Doe (ext. 2045)',
    'Jane Doe (left 2024)',
    'Jane Doe (since 2025)',
    'Jane Doe (no mail)',
    'HR: Jane Doe',
    'Per From',
    'CC Smith',
    'Tim Keeper',
    '- Jane Doe',
    'Jane de la Cruz',
  ].map((name) => [`${name} <${JANE}>`, JANE, 'names beside 1 address'] as const),
  ['jane+tag@sub.example-one.com', 'jane+tag@sub.example-one.com', null],
  ['jörg@example.com', 'jörg@example.com', null],
  ["o'brien@example.com", "o'brien@example.com", null],
  ['col·legi@example.com', 'col·legi@example.com', null],
  ['пётр@example.com', 'пётр@example.com', null],
];

/** What is refused, and what is said of it: what is wrong can be seen. */
const REFUSED: readonly (readonly [cell: string, ...words: string[]])[] = [
  ['ja\u200bne@example.com', 'got "ja\\u200bne@example.com"'],
  ['jane@exam\u00adple.com', 'got "jane@exam\\u00adple.com"'],
  ['jane@example.com\u00a0john@example.com', '\\u00a0'],
  // Typed at a terminal that did not take the last letter back.
  [`${JANE}m\b`, `got "${JANE}m\\b"`],
  ['usr_abc1234\u007f', 'got "usr_abc1234\\u007f"'],
  ['usr_def456\u0015', 'got "usr_def456\\u0015"'],
  ['usr_abc1234\u001b[D', 'got "usr_abc1234\\u001b[D"'],
  ['j\u0430ne@example.com', 'has a Cyrillic letter: \\u0430', 'got "j\\u0430ne@example.com"'],
  ['jane@ex\u0430mple.com', 'has a Cyrillic letter: \\u0430', 'got "jane@ex\\u0430mple.com"'],
  ['jan\u03bf@example.com', 'has a Greek letter: \\u03bf'],
  ['kim@exampel..com', 'without an empty part in its domain'],
  ['kim@.example.com', 'without an empty part in its domain'],
  ['kim@example.com.', 'without an empty part in its domain'],
  ['lee@-example.com', 'begins or ends with -'],
  ['lee@example-.com', 'begins or ends with -'],
  [`lee@${'a'.repeat(64)}.com`, '63 characters at most'],
  [`${JANE} <john@example.com>`, 'expected an e-mail address'],
  [`Jane <${JANE}> John <john@example.com>`, 'expected an e-mail address'],
  ['mailto:jane@example.com,john@example.com', 'expected an e-mail address'],
  ...[
    'From: Omar',
    'Cc: Omar',
    'Reply-To: Omar',
    'Von: Omar',
    'Sent by: Omar',
    'Reviewed by: Omar',
    'Geprüft von: Omar',
    'Organizer: Omar',
    'Questions to: Omar',
    'Kind regards: Omar',
    'Teamleiter: Omar',
    'De : Omar',
    '> From: Omar',
    'Manager: Omar',
    'Approved by Omar',
    'Approved by: Omar',
    'Thanks, Omar',
    'replaced by Omar',
    'Successor: Omar',
    'Nachfolger: Omar',
    'forward mail to Omar',
    'Omar (on leave)',
    'Omar (active)',
    'Omar (not yet)',
    'Omar - still here',
    'Omar – bleibt',
    'Omar (until January)',
    'Omar from 1 Jan 2027',
    'Omar until January',
    'Omar bis Ende Jahr',
    'Omar 31.12.',
    '+ Omar',
    '~~Omar',
    '- [ ] Omar',
    'Omar (x)',
  ].map((name) => [`${name} <omar@example.com>`, `got "${name} <omar@example.com>"`] as const),
  [`“${JANE}`, 'expected an e-mail address'],
  // What is left of a text around an address: an invitation would go to it.
  ...[
    `'${JANE}`,
    `•${JANE}`,
    `—${JANE}`,
    `【${JANE}】`,
    `「${JANE}」`,
    `${JANE}…`,
    'a＋b@c.ch',
    `${JANE}＞`,
  ].map((cell) => [cell, 'expected an e-mail address such as'] as const),
  ...[`{${JANE}}`, `${JANE}'`, `${JANE}!`, `${JANE}/john`, `${JANE}*`].map(
    (cell) => [cell, 'whose domain has letters, digits, - and . alone'] as const,
  ),
  [`Omar（on leave）＜${JANE}＞`, 'got "Omar（on leave）'],
];

const quoted = (cell: string) => (cell.includes(',') && !cell.startsWith('"') ? `"${cell}"` : cell);

/** What dots and bullets at the wrong place of a name are told. */
const BETWEEN = 'without a bullet, and with no dot but single ones between letters';

describe('a cell with an address', () => {
  it.each(MEANT)('%j means %s', async (cell, address, note) => {
    const { kept, said, notes } = await read(`email\n${quoted(cell)}\n`);
    expect(said).toEqual([]);
    expect(kept.map(({ user_id }) => user_id)).toEqual([address]);
    expect(notes).toEqual(note === null ? [] : [`taken off: ${note}`]);
  });

  it.each(MEANT.filter(([cell]) => !/["|]/.test(cell)))('also %j in a list', async (cell, address) => {
    const { kept } = await read(`${cell}\njohn@example.com\n`);
    expect(kept.map(({ user_id }) => user_id)).toEqual([address, 'john@example.com']);
  });

  it.each(REFUSED)('%j is refused', async (cell, ...words) => {
    const { kept, said } = await read(`email\n${quoted(cell)}\n`);
    expect(kept).toEqual([]);
    expect(said).toHaveLength(1);
    for (const word of words) expect(said[0]).toContain(word);
  });

  it('is counted once for all, and other columns are cleaned too', async () => {
    const { kept, notes } = await read(
      `email,transfer_to\n\u200b${JANE},“Sales”\nJohn <john@example.com>,'Human Resources'\n\u200bzoe@example.com,\u200b\n`,
    );
    expect(kept.map(({ department_id }) => department_id)).toEqual(['Sales', 'Human Resources', 'dept_hq']);
    expect(notes).toEqual([
      'taken off: invisible characters around 3 cells, quotes around 2 cells, names beside 1 address',
    ]);
  });

  it('with letters outside ASCII in its domain is named with these', async () => {
    const { kept, notes } = await read(`email\n${JANE}\nzoe@exämple.com\njo@exämple.com\n`);
    expect(kept).toHaveLength(3);
    expect(notes).toEqual([
      '2 addresses have letters outside ASCII in the domain, the first is zoe@ex\\u00e4mple.com on line 3',
    ]);
    // A control character is none, and what the row is refused for.
    expect((await read(`email\n${JANE}\b\n`)).notes).toEqual([]);
  });

  it('keeps quotes that belong to a name', async () => {
    const form = invitationRows({});
    const names = async (cell: string) =>
      (await read(`email,name\n${JANE},${cell}\n`, { form })).kept[0]?.invitation?.full_name;
    expect(await names("'Jane' 'Doe'")).toBe("'Jane' 'Doe'");
    expect(await names('Jane "JD" Doe'.replace(/.*/, (text) => `"${text.replaceAll('"', '""')}"`))).toBe(
      'Jane "JD" Doe',
    );
    expect(await names('“Jane Doe”')).toBe('Jane Doe');
    expect(await names('Jane <Ops>')).toBe('Jane <Ops>');
  });

  it.each([
    ['sam@example', 'with a dot in its domain'],
    ['sam@localhost', 'with a dot in its domain'],
    ['.sam@x.example', BETWEEN],
    ['sam.@x.example', BETWEEN],
    ['s..m@x.example', BETWEEN],
    ['sam·@x.example', BETWEEN],
    ['·sam@x.example', BETWEEN],
    ['*sam@x.example', BETWEEN],
    ['sam@127.0.0.1', 'whose domain ends in letters'],
    ['sam@x.example1', 'whose domain ends in letters'],
    ['sam@new_x.example', 'whose domain has letters, digits, - and . alone'],
  ])('%s is nobody to invite', async (address, wrong) => {
    const { said } = await read(`email\n${address}\n`, { form: invitationRows({}) });
    expect(said).toEqual([`leavers:2:email: expected an e-mail address ${wrong}, got "${address}"`]);
    expect((await read(`email\n${address}\n`)).kept).toHaveLength(1);
  });

  it.each(
    [
      "s@x.example o'hara@x.example sam+a.b@x.example -sam@x.example sam-@x.example _s_@x.example",
      's*m@x.example 1@2.example sam@a-b.co.example sam@q.photography sam@x.xn--p1 gal·la@x.example',
      'zoë@x.example sam@bücher.example',
    ]
      .join(' ')
      .split(' '),
  )('%s can be invited', async (address) => {
    const { kept } = await read(`email\n${address}\n`, { form: invitationRows({}) });
    expect(kept.map(({ invitation }) => invitation?.email)).toEqual([address]);
  });

  it('may be as long as a row without taking longer than it', async () => {
    const long = `${'\u200b'.repeat(200_000)}x${'\u200b'.repeat(100_000)}${'<'.repeat(1000)}>`;
    const began = performance.now();
    await read(`email\n${long}\n`);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

const FILES: readonly (readonly [
  name: string,
  verb: string,
  exit: number,
  sent: readonly string[],
  words: readonly string[],
])[] = [
  ['051-zwsp.csv', 'deactivate', 0, ['usr_abc123', 'usr_def456'], ['invisible characters around 2 cells']],
  [
    '051b-direction-marks.csv',
    'deactivate',
    0,
    ['usr_abc123', 'usr_def456'],
    ['invisible characters around 2 cells'],
  ],
  ['054-smart-quotes.csv', 'deactivate', 0, ['usr_abc123'], ['quotes around 1 cell']],
  ['054b-low-quotes.csv', 'deactivate', 0, ['usr_abc123', 'usr_def456'], ['quotes around 2 cells']],
  ['056-angle.csv', 'deactivate', 0, ['usr_abc123'], ['names beside 1 address']],
  ['056b-angle-outlook.csv', 'deactivate', 0, ['usr_abc123', 'usr_def456'], ['names beside 2 addresses']],
  ['059-mailto.csv', 'deactivate', 0, ['usr_abc123'], ['mailto: before 1 address']],
  ['059b-mailto-coded.csv', 'deactivate', 0, ['usr_abc123', 'usr_def456'], ['mailto: before 2 addresses']],
  [
    '163-inv-typo-domain.csv',
    'invite',
    2,
    [],
    [':2: email: ', 'kim@exampel..com', 'lee@-example.com', '3 problems'],
  ],
  ['163b-inv-cyrillic.csv', 'invite', 2, [], ['has a Cyrillic letter: \\u0430', 's\\u0430m@example.com']],
  ['164-inv-smartquote.csv', 'invite', 0, ['sam@example.com'], ['quotes around 1 cell']],
  ['164b-inv-guillemets.csv', 'invite', 0, ['sam@example.com', 'kim@example.com'], ['quotes around 3 cells']],
];

describe('a file with cells as people write them', () => {
  const world = useWorld();

  it.each(FILES)('%s', async (name, verb, exit, sent, words) => {
    const path = await file(world.current, name, await sample(name));
    const target = verb === 'invite' ? '' : '--transfer-to dept_eng001';
    const done = await world.current.run(`users ${verb} --from ${path} --org org_xyz789 ${target} --yes`);
    for (const word of words) expect(done.stderr).toContain(word);
    expect(done.exit).toBe(exit);
    const changes = world.current.requests.filter(({ path: to }) => /\/(?:deactivate|invite\/v2)$/.test(to));
    const text = changes.map((request) => JSON.stringify(request)).join('\n');
    for (const each of sent) expect(text).toContain(each);
    expect(changes).toHaveLength(sent.length);
    if (exit === 2) expect(await runFolders(world.current)).toEqual([]);
  });
});

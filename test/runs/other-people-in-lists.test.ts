import { expect, it } from 'vitest';
import { read } from './reading.ts';

const APART = 'stands below an empty line, and is unlike those before';

/** Lists that hold others than who leaves, and people who stay, and what is said of them. */
const REFUSED: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'fewer cells at the foot',
    'Email,Name,Team\na@x.ch,A,Web\n,,\nhr@x.ch,,\n',
    `leavers:4: this row ${APART}`,
  ],
  ['a label at the foot', 'N\tEmail\nA\ta@x.ch\n\t\nContact\thr@x.ch\n', APART],
  ['a label with a name', 'N;Email\nA;a@x.ch\n\nFragen: Omar;o@x.ch\n', APART],
  ['two rows at the foot', 'Email,N\na@x.ch,A\n\nhr@x.ch,\nit@x.ch,\n', `leavers:4: this row ${APART}`],
  ['a name below addresses', 'a@x.ch\nb@x.ch\n\nHR <hr@x.ch>\n', `leavers:4: this row ${APART}`],
  ['a question below mailboxes', 'A <a@x.ch>\n\nQuestions? <hr@x.ch>\n', APART],
  ['a contact below mailboxes', 'A <a@x.ch>\n\nContact HR <hr@x.ch>\n', APART],
  ['an office below addresses', 'a@x.ch\nb@x.ch\n\nhr@x.ch\n', `leavers:4: this row ${APART}`],
  ['an office of two words', 'email\na@x.ch\n\nit-support@x.ch\n', APART],
  ['who stands in brackets', 'a@x.ch\n(b@x.ch)\n', 'leavers:2:user_id: expected an e-mail address'],
  ['the same in a table', 'email\na@x.ch\n[b@x.ch]\n', 'leavers:3:email: expected an e-mail address'],
  ['a name that is struck out in a chat', 'Name,Email\nA,a@x.ch\n~B~,b@x.ch\n', 'Name is struck out'],
  [
    'a line that was added below those taken out',
    `${'-a@x.ch\n'.repeat(12)}+b@x.ch\n`,
    'leavers:13: the lines before',
  ],
  ['more rows than are counted', 'email\na@x.ch\nb@x.ch\n(1 row)\n', 'leavers:4:email: expected'],
  ['a row without a name', 'Name,Team,Phone,Email\nA,Web,1,a@x.ch\n\n,HR,2,hr@x.ch\n', APART],
  ['half of the names', 'First name,Last name,Email\nA,B,a@x.ch\n\nHR,,hr@x.ch\n', APART],
  ['a label and fewer cells', 'Email,Team,Office\na@x.ch,Web,1\n\nhr@x.ch,Contact,\n', APART],
  ['two of five cells', 'Name,Email,Team,No,Room\nA,a@x.ch,Web,1,2\n\nOmar,o@x.ch,,,\n', APART],
  ['who made it, in capitals', 'Name,Email\nA,a@x.ch\nPrepared By,o@x.ch\n', 'somebody else (Prepared By)'],
  ['a manager behind a dash', 'Name,Email\nManager - Omar,o@x.ch\n', 'somebody else (Manager - Omar)'],
  [
    'who is inactive and has no last day',
    'Email,Termination Date,Inactive since\na@x.ch,2026-10-31,2026-10-01\nb@x.ch,,2026-10-01\n',
    'Termination Date is empty in 1 of 2 rows',
  ],
  ['a form with a question', 'Timestamp,Email,Whose account?\n1,o@x.ch,A\n', 'filled in the form'],
  ['a form beside another name', 'Timestamp,Email,Name\n1,omar@x.ch,Jane Doe\n', 'filled in the form'],
  ['who made the list', 'Name,Email\nA,a@x.ch\nPrepared by,o@x.ch\n', 'somebody else (Prepared by)'],
  ['who approved it', 'Name,Email\nA,a@x.ch\nApproved by: O,o@x.ch\n', 'somebody else (Approved by: O)'],
  ...[
    [
      'Prepared by Omar',
      'Requested By Omar Haddad',
      'REVIEWED BY HR',
      'Erstellt von Omar',
      'Genehmigt von Omar',
    ],
    ['Établi par Omar', 'Demandée par Omar', 'Questions?', 'Fragen?', 'Jane Doe (?)'],
  ]
    .flat()
    .map((who) => [who, `Name,Email\nA,a@x.ch\n${who},o@x.ch\n`, `somebody else (${who})`] as const),
  [
    'who made a list of mailboxes',
    'A <a@x.ch>\nPrepared by Omar <o@x.ch>\n',
    'got "Prepared by Omar <o@x.ch>"',
  ],
  [
    'teams of leavers beside the state of a request',
    'email,BP Status,Team\na@x.ch,Completed,Leavers\nb@x.ch,Completed,Web\n',
    'Team holds',
  ],
  ['a title of who joins in a month', 'Joiners November 2026\nName,Email\nA,a@x.ch\n', 'people are kept'],
  ['the same in German', 'Eintritte Dezember\nName,Email\nA,a@x.ch\n', 'people are kept'],
  ['what a comparison prints', '-a@x.ch\n+b@x.ch\n', 'leavers:1: this line begins with -'],
  ['a line that was added', 'a@x.ch\n+b@x.ch\n', 'leavers:2: this line begins with +'],
  [
    'addresses of other names',
    'Leaver,Email\nJane Doe,omar.haddad@x.ch\nJohn Smith,omar.haddad@x.ch\n',
    'Email has addresses of others, not of Leaver',
  ],
  ['one address', 'Employee,Email\nJane Doe,o@x.ch\nJohn Smith,o@x.ch\n', 'has addresses of others'],
  [
    'addresses of managers',
    'Name,Email,Line manager\nJane Doe,omar@x.ch,Omar Haddad\n',
    'Email has addresses of Line manager, not of Name',
  ],
  ['the same in Swedish', 'Namn;Chef;E-post\nJane Doe;Omar Haddad;omar@x.ch\n', 'addresses of Chef'],
  [
    'the same in JSON',
    '[{"name":"Jane Doe","manager":"Omar Haddad","email":"omar@x.ch"}]',
    'addresses of manager',
  ],
  [
    'headings above the names of columns',
    'Manager,,Leaver,\nEmail,Name,No,Name\no@x.ch,O,1,A\n',
    'leavers:1: is above the column names (line 2), and puts Email below Manager',
  ],
  ...['Managers', '=== Approvers ===', 'Vorgesetzte', 'Responsables', 'Jefes', '上司'].map(
    (title) => [`the title ${title}`, `# ${title}\no@x.ch\n`, 'says that people are others'] as const,
  ),
  ['such a title between rows', 'email\na@x.ch\n# Managers\no@x.ch\n', 'leavers:3: this line is left out'],
  ['very important people', '# VIPs\no@x.ch\n', 'says that people are kept ("VIPs")'],
  [
    'who signed in',
    'Date (UTC),User,Username,Application,IP address\n1,O,o@x.ch,Portal,192.0.2.1\n',
    'may be of who did what is logged',
  ],
  [
    'a form in Spanish',
    'Marca temporal,Dirección de correo electrónico,¿Quién se va?\n1,o@x.ch,A\n',
    'may be of who filled in the form',
  ],
  ['a form in Japanese', 'タイムスタンプ,メールアドレス,退職者名\n1,o@x.ch,A\n', 'filled in the form'],
  ...(
    [
      ['Slutdatum', '2026-10-31', 'Tillsvidare'],
      ['Dienstverband', 'Beëindigd', 'Lopend'],
      ['Inactive since', '2026-01-01', ''],
      ['HR sign-off', 'yes', 'no'],
      ['HR approval date', '2026-11-01', ''],
      ['Verified', 'yes', 'no'],
      ['Verified', 'TRUE', 'FALSE'],
      ['Verified by HR', 'yes', ''],
      ['Vérifié', 'oui', 'non'],
      ['Bestätigt von HR', 'ja', 'nein'],
      ['Ready', '✅', '❌'],
      ['Keep/Remove', 'R', 'K'],
      ['Go/No-go', 'Go', 'No-go'],
      ['Behouden', 'nee', 'ja'],
      ['Needs access', 'no', 'yes'],
      ['Does this person still need access? (yes/no)', 'no', 'yes'],
      ['Still works here', 'No', 'Yes'],
      ['¿Sigue en la empresa?', 'No', 'Sí'],
      ['Nog in dienst', 'nee', 'ja'],
      ['Business need', 'No', 'Yes'],
      ['Besoin accès', 'non', 'oui'],
      ['Precisa de acesso', 'não', 'sim'],
      ['Noch im Unternehmen', 'nein', 'ja'],
      ['Accès à maintenir', 'non', 'oui'],
      ['Akkoord', 'ja', 'nee'],
      ['Do usunięcia', 'tak', 'nie'],
      ['Whitelisted', 'no', 'yes'],
      ['Objection', '', 'manager needs him'],
      ['Account', 'disabled', 'enabled'],
      ['Konto', 'gesperrt', 'aktiv'],
      ['Typ', 'Austritt', 'Wechsel'],
      ['Tipo movimento', 'Cessazione', 'Trasferimento'],
      ['Action', 'Désactiver', 'Aucune'],
      ['Vorgehen', 'löschen', 'nichts tun'],
      ['Cleared by HR', 'Y', 'N'],
      ['Da revocare', 'sì', 'no'],
      ['Affected by RIF', 'Yes', 'No'],
      ['Renewal', 'no', 'yes'],
      ['Weiterbeschäftigung', 'nein', 'ja'],
      ['Converted to permanent', 'No', 'Yes'],
      ['employeeLeaveDateTime', '2026-10-31T00:00:00Z', ''],
      ['Access still needed?', 'No', 'Until June'],
      ['Noch benötigt', 'nein', 'ja'],
      ['What to do', 'delete', 'leave'],
      ['Reason', 'Resignation', 'Transfer'],
      ['Grund', 'Kündigung', 'Versetzung'],
      ['HR record', 'missing', 'ok'],
      ['ensure', 'absent', 'present'],
      ['change', 'destroy', 'no-op'],
      ['雇用区分', '退職者', '正社員'],
      ['対応', '停止', '継続'],
      ['Leaving', 'end of October', 'end of January'],
      ['Frist', 'Ende Oktober', 'im Januar'],
      ['LOA', '', 'Y'],
      ['Extension', '', 'yes'],
      ['Causale', 'Dimissioni', 'Trasferimento'],
      ['Access change', 'Revoke', 'Grant'],
      ['Outcome', 'Denied', 'DontKnow'],
      ['ok', '✅', '❌'],
      ['Back from leave', 'yes', 'no'],
      ['是否在职', '否', '是'],
      ['在籍', '×', '○'],
      ['Last working day', '31/10/2026', '31/10/2026 (tbc)'],
      ['Contract end', '31 Oct 2026?', '30 Oct 2026'],
      ['On leave', 'no', 'yes'],
      ['Leave of absence', 'No', 'Yes'],
      ['Beurlaubt', 'nein', 'ja'],
      ['Found', 'no', 'yes'],
      ['VLOOKUP', '', '1'],
      ['Employee in HR system', 'No', 'Yes'],
      ['Active in Workday', 'No', 'Yes'],
      ['BP Status', 'Completed', 'Canceled'],
      ['Request status', 'Approved', 'Rejected'],
      ['Request status', 'Approved', 'Pending'],
      ['Departure', '20 Nov 2026', ''],
      ['Data zakończenia', '2026-11-20', ''],
      ['Viimeinen työpäivä', '2026-11-20', ''],
      ['Contract', 'ended', 'ongoing'],
      ['Stanje', 'Neaktivan', 'Aktivan'],
      ['Būsena', 'Neaktyvus', 'Aktyvus'],
      ['Team', 'Leavers', 'Web'],
      ['Notes', '', 'on leave until end of contract 2028'],
      ['Access required', 'No', 'Yes'],
      ['Termination reason', 'Resignation', 'Transfer to affiliate'],
      ['비고', '', '유지'],
      ...[
        ['not confirmed yet', 'not approved', 'exception', 'wrong email', 'not him', 'not yet gone', 'offen'],
        ['doch nicht', 'erst nach Rücksprache', 'check with Omar', 'discuss with HR', 'furlough', 'krank'],
        ['military service', 'seconded', 'en congé', 'met verlof'],
      ]
        .flat()
        .map((note) => ['Notes', '', note] as const),
    ] as const
  ).map(
    ([header, gone, there]) =>
      [
        `${header}: ${gone}, ${there}`,
        `email\t${header}\na@x.ch\t${gone}\nb@x.ch\t${there}\n`,
        header,
      ] as const,
  ),
];

/** Their neighbours, which are taken as a whole. */
const TAKEN: readonly (readonly [what: string, text: string])[] = [
  ['a table with an empty line', 'Email,Name,Team\na@x.ch,A,Web\n\nb@x.ch,B,Shop\n'],
  ['fewer cells, and more rows below', 'Email,N\na@x.ch,A\n\nb@x.ch,\nc@x.ch,C\n'],
  ['an office among offices', 'support@x.ch\nsales@x.ch\n\ninfo@x.ch\n'],
  ['lines that a comparison took out', '-a@x.ch\n-b@x.ch\n'],
  ['bullets without a blank', '•a@x.ch\n•b@x.ch\n'],
  ['a name and an address in brackets', 'A (a@x.ch)\nB [b@x.ch]\n'],
  ['how many rows a database wrote', 'email|name\na@x.ch|A\nb@x.ch|B\n(2 rows)\n'],
  ['the same in German', 'email\na@x.ch\n(1 Zeile)\n'],
  ['a table with many empty lines', 'Email,N\n\na@x.ch,A\n\nb@x.ch,B\n\nc@x.ch,\n'],
  [
    'a last group with an empty cell',
    'Email,Name,Team\na@x.ch,A,Web\nb@x.ch,B,Web\n\nc@x.ch,C,\nd@x.ch,D,\n',
  ],
  ['the same after one row', 'Email,Name,Team\n\na@x.ch,A,Web\n\nb@x.ch,B,\n'],
  ['a title that may be a label', 'Email,Name,Title\na@x.ch,A,Clerk\n\nb@x.ch,B,Manager\n'],
  ['a note with a colon', 'Email,Notes\na@x.ch,back\n\nb@x.ch,phone: back\n'],
  ['a note with a question', 'Email,Name,Notes\na@x.ch,A,back\n\nb@x.ch,B,phone?\n'],
  ['names like words', 'Name,Email\nLi Da,a@x.ch\nAnna Por,b@x.ch\nPark Ji-An,c@x.ch\nEva By,d@x.ch\n'],
  ['names with de', 'Name,Email\nDe Silva-Perera Eva,a@x.ch\n"De Smet-Maes, Jo",b@x.ch\n'],
  ['such a name at the foot', 'Name,Email\nA,a@x.ch\n\nDe Luca Marco,b@x.ch\nThanh An,c@x.ch\n'],
  ['when an entry was written', 'Timestamp,email\n2026-11-01T10:00:00Z,a@x.ch\n'],
  [
    'the same in JSON',
    '{"Timestamp":"2026-11-01","email":"a@x.ch"}\n{"Timestamp":"2026-11-01","email":"b@x.ch"}\n',
  ],
  ['the same with names', 'Timestamp,Email,Name\n2026-11-01,jane@x.ch,Jane Doe\n'],
  [
    'a last day beside when they were inactive',
    'Email,End date,Inactive since\na@x.ch,2026-10-31,\nb@x.ch,2026-10-31,2026-10-01\n',
  ],
  ['who exported it, beside whom to deactivate', '{"user":"me@y.ch","deactivate":["a@x.ch","b@x.ch"]}'],
  ['the same in an object', '{"user":{"email":"me@y.ch"},"to_remove":["a@x.ch","b@x.ch"]}'],
  ['groups that somebody was taken out of', '{"user":"a@x.ch","removed_groups":["g@y.ch"]}'],
  ['managers who depart', '{"departing_managers":["a@x.ch"]}'],
  ['an empty line in a list', 'a@x.ch\nb@x.ch\n\nc@x.ch\n'],
  ['mailboxes of people called By', 'Torben By <a@x.ch>\nKaren By <b@x.ch>\n'],
  ['an empty line between mailboxes', 'A <a@x.ch>\n\nB <b@x.ch>\n'],
  ...[
    [
      'Ruby Nguyen',
      'Toby Bynum',
      'Fred Byrne',
      'Anna von Berg',
      'Gerhart von Stein',
      'Robert von Oben',
      'André Pardo',
    ],
    ['Desirée Parent', 'Jean-Paul Parmentier', 'Wil van der Par'],
  ]
    .flat()
    .map((who) => [who, `Name,Email\nA,a@x.ch\n${who},o@x.ch\n`] as const),
  ...(
    [
      ['Match %', '98', '75'],
      ['Found via', 'a board', 'a friend'],
      ['Absences', '3', '0'],
      ['Request status', 'Done', 'Completed'],
      ['Request ID', '1', '2'],
      ['verified', 'true', 'false'],
      ['Email verified', 'Yes', 'No'],
      ['Laptop needed', 'yes', 'no'],
      ['Voluntary/Involuntary', 'V', 'I'],
      ['Reason', 'Resignation', 'Relocation'],
      ['Approval date', '2026-11-01', '2026-11-02'],
      ['Last login', '2026-11-20', '2026-01-01'],
      ['Days inactive', '2', '210'],
      ['Notes', 'see ticket', 'duplicate of row 1'],
      ['Notes', 'resigned', 'none'],
      ['Account', 'jdoe', 'asmith'],
      ['Typ', 'Austritt', 'Kündigung'],
      ['Remaining days', '3', '0'],
      ['Working student', 'yes', 'no'],
      ['Requires VPN', 'yes', 'no'],
      ['Keep mailbox', 'yes', 'no'],
      ['Company car', 'yes', 'no'],
      ['Start', 'in January', 'March 2020'],
      ['Team', 'Sales', 'Former IT'],
      ['Departure', '20 Nov 2026', '21 Nov 2026'],
      ['Notes', 'confirmed with Omar', 'discussed with HR'],
      ['Notes', 'check with IT about laptop', 'offene Rechnungen'],
      ['Notes', 'check with IT: laptop', 'Check with Omar (files)'],
      ['Notes', 'on leave until last day', 'Elternzeit bis Vertragsende'],
      ['Notes', 'met verlof tot einde contract', "en congé jusqu'à la fin du contrat"],
      ['Final pay', 'discuss with Omar', 'done'],
      ['Health insurance', 'ended', 'active'],
      ['Origin', 'native', 'other'],
    ] as const
  ).map(
    ([header, one, other]) =>
      [`${header}: ${one}, ${other}`, `email\t${header}\na@x.ch\t${one}\nb@x.ch\t${other}\n`] as const,
  ),
  ['names that begin like labels', 'Name,Email\nChef Jane,a@x.ch\nOwner-Smith Jo,b@x.ch\n'],
  ['other first names', 'Name,Email\nRobert Smith,bob.smith@x.ch\nWilliam Tell,bill.tell@x.ch\n'],
  ['addresses of initials', 'Name,Email,Manager\nJane Doe,jd@x.ch,Omar Haddad\n'],
  ['a new name', 'Name,Email\nJane Miller,jane.doe@x.ch\n'],
  ['one row of another name', 'Name,Email\nJane Miller,eva.doe@x.ch\n'],
  ['a name of other letters', 'Name,Email\n张伟,david.zhang@x.ch\n李娜,lina.li@x.ch\n'],
  ['a manager of the same name', 'Name,Manager,Email\nJane Smith,Bob Smith,jane@x.ch\n'],
  ['numbers in place of names', 'Employee,Email\nE1,jane.doe@x.ch\nE2,eva.smith@x.ch\n'],
  ['a title of who asked', '# Requested by Omar\na@x.ch\n'],
  ['a title above columns', 'Manager report\nEmail,Name\na@x.ch,A\n'],
  ['a line of fields above columns', 'Manager:,Omar\nEmail,Name\na@x.ch,A\n'],
  ['what the leaver stands in', 'Leaver,,Manager,\nEmail,Name,No,Name\na@x.ch,A,1,O\n'],
  ['a quoted mail', '> a@x.ch\n> b@x.ch\n'],
  ['a phone extension', 'email,Extension\na@x.ch,4711\nb@x.ch,\n'],
  ['what programs call ok', '[{"email":"a@x.ch","ok":true},{"email":"b@x.ch","ok":false}]'],
  ['a day with its zone', 'email,Last seen\na@x.ch,2026-10-31T10:00Z\nb@x.ch,31 Oct 2026 UTC\n'],
  ...[
    ['Correo electrónico', 'Endereço de e-mail', 'E-mailadres', 'Adres e-mail', 'E-postadress', 'E-post'],
    ['E-posta', 'Sähköposti', 'E-mailová adresa', 'メールアドレス'],
    ['电子邮件', '邮箱', '이메일', 'Электронная почта', 'Correo'],
  ]
    .flat()
    .map((header) => [header, `N;${header}\nA;a@x.ch\n`] as const),
];

it.each(REFUSED)('a list with other people is refused: %s', async (_, text, said) => {
  const answer = await read(text, {
    action: 'deactivate',
    reading: { now: Date.parse('2026-11-25T12:00Z') },
  });
  expect(answer.said.join('\n')).toContain(said);
});

it.each(TAKEN)('a list is taken: %s', async (_, text) => {
  const { said, kept } = await read(text, { action: 'deactivate' });
  expect([said, kept.length]).toEqual([[], (text.match(/@x/g) ?? []).length]);
});

it.each(['On leave', 'In Elternzeit'])('a roster has who is away: %s', async (header) => {
  const text = `email,${header}\na@x.ch,yes\nb@x.ch,no\n`;
  const { said, kept } = await read(text, { reading: { isRoster: true } });
  expect([said, kept.length]).toEqual([[], 2]);
});

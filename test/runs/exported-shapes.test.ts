import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const RESOURCE =
  '{"schemas":["urn:user"],"userName":"jane@example.com","emails":[{"value":"jane@example.com"}]}';

/** Files as programs write them, with Jane and perhaps John in them. */
const TAKEN: readonly (readonly [what: string, text: string, people: readonly string[]])[] = [
  [
    'a mailbox a line',
    '"Doe, Jane" <jane@example.com>\n"Smith, John" <john@example.com>\n',
    ['jane', 'john'],
  ],
  ['one mailbox', '"Doe, Jane" <jane@example.com>\n', ['jane']],
  [
    'mailboxes in one line',
    '"Doe, Jane" <jane@example.com>, Smith, John <john@example.com>\n',
    ['jane', 'john'],
  ],
  [
    'mailboxes and addresses in one line',
    '"Doe, Jane" <jane@example.com>, john@example.com; Doe, Ada <ada@example.com>\n',
    ['jane', 'john', 'ada'],
  ],
  [
    'a semicolon in quotes in a mailbox',
    'Jane <jane@example.com>; "Doe; Ada" <ada@example.com>\n',
    ['jane', 'ada'],
  ],
  [
    'mailboxes and commas',
    '"Doe, Jane" <jane@example.com>,\n"Smith, John" <john@example.com>\n',
    ['jane', 'john'],
  ],
  [
    'mailboxes, a comma in brackets',
    'Jane (Sales, EMEA) <jane@example.com>, John <john@example.com>\n',
    ['jane', 'john'],
  ],
  [
    'mailboxes, semicolons',
    'Doe, Jane <jane@example.com>;\nSmith, John <john@example.com>;\n',
    ['jane', 'john'],
  ],
  ['other quotes', "'Doe, Jane' <jane@example.com>\n'Smith, John' <john@example.com>\n", ['jane', 'john']],
  ['SCIM', `{"schemas":["urn:list"],"Resources":[${RESOURCE}]}`, ['jane']],
  ['SCIM, the other way round', `{"Resources":[${RESOURCE}],"schemas":["urn:list"]}`, ['jane']],
  ['SCIM without anybody', '{"schemas":["urn:list"],"totalResults":0,"Resources":[]}', []],
  [
    'two files put together',
    '\ufeffemail,name\r\njane@example.com,Jane\r\n\ufeffemail,name\r\njohn@example.com,John\r\n',
    ['jane', 'john'],
  ],
  [
    'two files put together, in quotes',
    '\ufeff"email","name"\r\n"jane@example.com","Jane"\r\n\ufeff"email","name"\r\n"john@example.com","John"\r\n',
    ['jane', 'john'],
  ],
  ['two lists put together', '\ufeffjane@example.com\n\ufeffjohn@example.com\n', ['jane', 'john']],
  [
    'rows of a directory that say what they are',
    '#TYPE ADUser\n"ObjectClass","UserPrincipalName"\n"user","jane@example.com"\n"user","john@example.com"\n',
    ['jane', 'john'],
  ],
  ['kinds of members below a title', 'Leavers\nType,Email\nUser,jane@example.com\n', ['jane']],
  ['a quote in a comment', '# the "leavers\nemail,name\njane@example.com,Jane\n', ['jane']],
  ['a quote in a title', 'Laptops of 13" and more\nemail,name\njane@example.com,Jane\n', ['jane']],
  ['a title in quotes', 'Report "Leavers", all\n\nemail;name\njane@example.com;Jane\n', ['jane']],
  [
    'a quote in a comment between rows',
    'email,name\njane@example.com,"Jane"\n# 13" laptops, they said "bye"\njohn@example.com,"John"\n',
    ['jane', 'john'],
  ],
  [
    'somebody from elsewhere',
    'Email\n[EXT] Jane <jane@example.com>\n[Extern] John <john@example.com>\n',
    ['jane', 'john'],
  ],
  [
    'a Markdown table with links and signs',
    '| **Email** |\n| --- |\n| [jane@example.com](mailto:jane@example.com) |\n| `john@example.com` |\n',
    ['jane', 'john'],
  ],
  [
    'mailboxes behind dashes',
    '- Doe, Jane <jane@example.com>\n- John <john@example.com>\n',
    ['jane', 'john'],
  ],
  ['a hyphen that does not break', 'E\u2011Mail\u2011Adresse;Name\njane@example.com;Jane\n', ['jane']],
  ['texts of JSON, one a line', '"jane@example.com"\n"john@example.com"\n', ['jane', 'john']],
  ['one text of JSON', '"jane@example.com"\n', ['jane']],
  ['a column in quotes', '"email"\n"jane@example.com"\n"john@example.com"\n', ['jane', 'john']],
  [
    'names before colons in a mailbox',
    'To: Jane <jane@example.com>\nTo: John <john@example.com>\n',
    ['jane', 'john'],
  ],
  ['titles that are fields', 'Report: leavers\nDate: today\n\nemail,name\njane@example.com,Jane\n', ['jane']],
  ['an Org table', '| email | n |\n|-------+---|\n| jane@example.com | x |\n', ['jane']],
  [
    'a list that goes on below',
    'Jane <jane@example.com>,\n\tJohn <john@example.com>,\n\tzoe@example.com\n',
    ['jane', 'john', 'zoe'],
  ],
  ['a list with commas, folded', 'jane@example.com,\n\tjohn@example.com,\n', ['jane', 'john']],
  ['a list that is indented all alike', '\n  jane@example.com\n john@example.com\n', ['jane', 'john']],
  ['a second address that is empty', 'E-mail Address,E-mail 2 Address\njane@example.com,\n', ['jane']],
  ['the same in German', 'E-Mail-Adresse;E-Mail 2: Adresse\njane@example.com;\n', ['jane']],
  ['the same in French', 'Adresse de messagerie;Adresse de messagerie 2\njane@example.com;\n', ['jane']],
  [
    'a second address that agrees elsewhere',
    'Email,Email 2\njane@example.com,Jane@example.com\n,john@example.com\n',
    ['jane', 'john'],
  ],
  ['a second label that is empty', 'E-mail 1 - Value,E-mail 2 - Value\njane@example.com,\n', ['jane']],
];

const REFUSED: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'a name without an address between mailboxes',
    'jane@example.com; Eva; John <john@example.com>\n',
    'is data, not column names',
  ],
  [
    'a second address further down',
    `Email,Email 2\n${'jane@example.com,\n'.repeat(1100)}jane@example.com,john@example.com\n`,
    'name two people',
  ],
  [
    'an address of another name in place of an empty one',
    'Email,HOD email\njane@example.com,\n,ada@example.com\n',
    'HOD email may name somebody else',
  ],
  [
    'two others that agree in place of an empty one',
    'Email,HOD email,RM email\njane@example.com,,\n,ada@example.com,ada@example.com\n',
    'HOD email, RM email may name somebody else, as no row has the same address in Email',
  ],
  [
    'a login of a system in place of an empty one',
    'Email,Okta Login\njane@example.com,\n,john@example.com\n',
    'Okta Login may name somebody else',
  ],
  [
    'a login that is another address',
    'Email,Login\njane@example.com,jane@login.example\n',
    'name two people',
  ],
  ['the same where all are empty', 'Email,HOD email\n,ada@example.com\n', 'HOD email may name somebody else'],
  [
    'an empty column that is nearly a target',
    'email,tranfer_to\njane@example.com,\n',
    'is nearly transfer_to',
  ],
  [
    'two lists with rows',
    '{"a":[{"email":"jane@example.com"}],"b":[{"email":"john@example.com"}]}',
    'more than one list',
  ],
  [
    'a list of columns before the people',
    '{"fields":[{"id":"mail","name":"Mail"}],"employees":[{"email":"jane@example.com"}]}',
    'more than one list',
  ],
  [
    'a list that is empty and another',
    '{"leavers":[],"stayers":[{"email":"jane@example.com"}]}',
    'more than one list',
  ],
  ['a quote in a row', 'email,name\njane@example.com,Ja"ne\n', 'leavers:2:name: a quote'],
  ['a quote in the names of columns', 'email,na"me\njane@example.com,Jane\n', 'leavers:1: a quote'],
  [
    'a quote in a first row without names',
    'jane@example.com,Ja"ne\njohn@example.com,John\n',
    'leavers:1: a quote',
  ],
  [
    'a row that is commented out, with a quote',
    'email,name\n#john@example.com,Jo"hn\nzoe@example.com,Zoe\n',
    'commented out',
  ],
  [
    'two people a line',
    'A <a@example.com>, B <b@example.com>\nC <c@example.com>, D <d@example.com>\n',
    'first line is data',
  ],
  [
    'a person without an address between mailboxes',
    'Jane <jane@example.com>, Eva Falsch, John <john@example.com>\n',
    'got "Eva Falsch"',
  ],
  ['the same first', 'Eva Falsch, Jane <jane@example.com>, john@example.com\n', 'got "Eva Falsch"'],
  [
    'a list that goes on below',
    'jane@example.com, john@example.com,\nada@example.com\n',
    'write one person a line',
  ],
  [
    'a list further within',
    '{"d":{"results":[{"email":"jane@example.com"},{"email":"john@example.com"}]}}',
    'the list d.results is nested: `jq .d.results` takes it out',
  ],
  [
    'the same in lines',
    '{\n"data":{"users":[{"email":"jane@example.com"},{"email":"john@example.com"}]}}',
    'jq .data.users',
  ],
  [
    'a column that JSON nests',
    '{"id":"U1","profile":{"email":"jane@example.com"}}\n',
    'no column names the person',
  ],
];

/** Tables with the address of who wrote a row, which says nothing of who leaves. */
const OF_OTHERS: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'answers to a form, with their times',
    'ID,Start time,Completion time,Email,Name,Employee leaving\n1,9:00,9:01,omar@example.com,Omar,Jane Doe\n',
    'Email may be of who filled in the form or asked (beside Start time, Completion time)',
  ],
  [
    'the same in German',
    'ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Wer geht?\n1;9:00;9:01;omar@example.com;Omar;Jane Doe\n',
    'E-Mail may be of who filled in the form or asked',
  ],
  [
    'answers with a time stamp first',
    'Timestamp,Email Address,Name of leaver\n2026/11/01 10:00:00,omar@example.com,Jane Doe\n',
    'Email Address may be of who filled in the form or asked (beside Timestamp)',
  ],
  [
    'answers with the address of the leaver',
    'Timestamp,Username,Who is leaving?\n2026/11/01 10:00:00,omar@example.com,jane@example.com\n',
    'Username and Who is leaving? name two people',
  ],
  [
    'tickets',
    'Ticket ID,Subject,Status,Full name,Email\n1,Offboarding: Jane Doe,Closed,Omar,omar@example.com\n',
    'Email may be of who filled in the form or asked (beside Ticket ID, Subject)',
  ],
  [
    'a ticket whose title stands behind',
    'Ticket ID,Email,Subject\n1,omar@example.com,Offboarding: Jane Doe\n',
    'Email may be of who filled in the form or asked (beside Ticket ID, Subject)',
  ],
  [
    'a form with its day first',
    'Submission Date,Email,Who leaves?\n2025-11-01,omar@example.com,Jane Doe\n',
    'Email may be of who filled in the form or asked (beside Submission Date)',
  ],
  [
    'a list of requests',
    'Requester,Email,Employee\nOmar,omar@example.com,Jane Doe\n',
    'Email may be of who filled in the form or asked (beside Requester)',
  ],
  [
    'a list of requests, in which one address is of who asked',
    'Requester,Email,Employee\nOmar,jane@example.com,Jane Doe\nOmar,omar@example.com,Jo Smith\n',
    'Email may be of who filled in the form or asked (beside Requester)',
  ],
  [
    'the same in German',
    'Antragsteller;E-Mail;Name\nOmar;omar@example.com;Jane Doe\n',
    'E-Mail may be of who filled in the form or asked (beside Antragsteller)',
  ],
  [
    'two people, the leaver by what is to be done',
    'Email,Employee to offboard\nomar@example.com,jane@example.com\n',
    'Email and Employee to offboard name two people',
  ],
  [
    'two people, the leaver by what they are',
    'Email,Departing employee\nomar@example.com,jane@example.com\n',
    'Email and Departing employee name two people',
  ],
];

/** Tables of what was done, in which the address may be of who did it. */
const LOGS: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'Salesforce',
    'Date,User,Source Namespace Prefix,Action,Section,Delegate User\n2026-11-20,omar@example.com,,Deactivated user Jane Doe,Manage Users,\n',
    'User may be of who did what is logged (beside Date, Action, Delegate User)',
  ],
  [
    'Purview',
    'RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n1,2026-11-20,8,Disable account.,omar@example.com,{}\n',
    'UserId may be of who did what is logged',
  ],
  [
    'Box',
    'Date,User Name,User Email,IP Address,Action,Item\n2026-11-20,Omar,omar@example.com,192.0.2.1,Deleted user,Jane Doe\n',
    'User Email may be of who did what is logged',
  ],
  [
    'the changes that the API tells',
    '{"logs":[{"id":"log_1","user_id":"usr_ops01","user_email":"omar@example.com","action":"deactivated","timestamp":"2026-11-20T10:00:00Z","resource_type":"user","resource_id":"usr_abc123"}]}',
    'user_id may be of who did what is logged',
  ],
  [
    'with a zone',
    'Date (UTC),User,Activity,Target\n2026-11-20,omar@example.com,Disable,Jane\n',
    'User may be of who did what is logged',
  ],
  [
    'in German',
    'Zeitpunkt;Benutzer;Aktion;Zielobjekt\n20.11.2026;omar@example.com;Benutzer gesperrt;Jane Doe\n',
    'Benutzer may be of who did what is logged',
  ],
  [
    'with the hour, and what was done in a sentence',
    'Timestamp,User,Event,Description\n2026-11-20T10:00:00Z,omar@example.com,user.update,Disabled Jane\n',
    'User may be of who did what is logged',
  ],
];

/** What says otherwise than in a cell of a plain column that people stay, came, or have gone while others have not. */
const NOT_ALL_GONE: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'a comment between rows',
    'email,name\n# leavers\njane@example.com,Jane\n# staying, do not touch\njohn@example.com,John\n',
    'leavers:4: this line is left out, and says that people are kept ("staying, do not touch")',
  ],
  ['a comment with a label', 'email\n# NOTE: do not deactivate\njane@example.com\n', 'leavers:2: this line'],
  [
    'what else it says',
    '# Still active, do not deactivate\nemail\njane@example.com\n',
    'leavers:1: this line',
  ],
  [
    'what is forbidden besides',
    '# Do not delete or disable\nemail\njane@example.com\n',
    'leavers:1: this line',
  ],
  ['that it waits', '# ON HOLD\nemail\njane@example.com\n', 'leavers:1: this line'],
  ['a name of a list above it', 'New hires\n\nemail,name\njane@example.com,Jane\n', 'leavers:1: this line'],
  ['one between rows', 'email\njane@example.com\n# Exceptions\njohn@example.com\n', 'leavers:3: this line'],
  ['a comment above a list', '# DO NOT DEACTIVATE\njane@example.com\n', 'leavers:1: this line is left out'],
  ['one in JSON Lines', '# keep these\n{"email":"jane@example.com"}\n', 'leavers:1: this line is left out'],
  ['a title', 'Staff that stays\n\nemail,name\njane@example.com,Jane\n', 'leavers:1: this line is left out'],
  ['a title in German', 'Nicht deaktivieren;\nE-Mail;Name\njane@example.com;Jane\n', 'leavers:1: this line'],
  [
    'names of Workday',
    'Worker,Email\nJane Doe (Terminated),jane@example.com\nJohn Smith,john@example.com\n',
    'Worker says of 1 of 2 that they have gone (Jane Doe (Terminated))',
  ],
  [
    'names with several marks',
    'Worker,Email\nJane Doe (Terminated) [C],jane@example.com\nJohn Smith,john@example.com\n',
    'Worker says of 1 of 2',
  ],
  [
    'names with marks before them',
    'Name,Email\n[INACTIVE] Jane Doe,jane@example.com\nJohn Smith,john@example.com\n',
    'Name says of 1 of 2',
  ],
  [
    'names of who is away',
    'Name,Email\nJane Doe (Terminated),jane@example.com\nJohn Smith (On Leave),john@example.com\n',
    'Name says of 1 of 2 that they are kept (John Smith (On Leave))',
  ],
  [
    'nested names',
    '[{"email":"jane@example.com","profile":{"name":"Jane Doe (Terminated)"}},{"email":"john@example.com","profile":{"name":"J"}}]',
    'profile.name says of 1 of 2',
  ],
  ...[
    ['Status', 'Do not deactivate'],
    ['Status', 'Deactivation cancelled'],
    ['New status', 'Active'],
    ['Approval', 'pending'],
    ['Approval status', 'Rejected'],
    ['Resolution', "Won't do"],
  ].map(
    ([header, cell]) =>
      [`${header} ${cell} alone`, `email,${header}\njane@example.com,${cell}\n`, `${header} holds`] as const,
  ),
  [
    'who is not approved yet',
    'email,Approved by\njane@example.com,Ada\njohn@example.com,\n',
    'Approved by holds',
  ],
  [
    'a report of dormant users',
    'login,dormant?\njane@example.com,true\njohn@example.com,false\n',
    'dormant?',
  ],
  [
    'who was one',
    'E-Mail;Ehemaliger Mitarbeiter\njane@example.com;ja\njohn@example.com;nein\n',
    'Ehemaliger',
  ],
  [
    'codes of events',
    'user,action\njane@example.com,org.remove_member\njohn@example.com,org.add_member\n',
    'action holds',
  ],
  ['nobody but who came', 'email,Event\njane@example.com,Hire\njohn@example.com,New hire\n', 'Event holds'],
  ['nobody but who is let in again', 'email,Acción\njane@example.com,Unsuspend\n', 'Acción holds'],
  ['nobody but who comes back', 'email,Action\njane@example.com,Reactivate\n', 'Action holds'],
  [
    'a date that stands for none',
    'email,terminated_at\njane@example.com,2026-11-20\njohn@example.com,1970-01-01\n',
    'terminated_at has no date in 1 of 2 rows',
  ],
  [
    'a time that stands for none',
    'email,terminated_at\njane@example.com,2026-11-20\njohn@example.com,0001-01-01T00:00:00\n',
    'terminated_at has no date in 1 of 2 rows',
  ],
  [
    'kinds of Slack',
    'email,Account type\njane@example.com,Deactivated\njohn@example.com,Member\n',
    'Account type',
  ],
  [
    'kinds of people',
    'email,Affiliation\njane@example.com,Former staff\njohn@example.com,Faculty\n',
    'Affiliation holds',
  ],
  [
    'kinds in French',
    'email,Catégorie\njane@example.com,Anciens\njohn@example.com,Salarié\n',
    'Catégorie holds',
  ],
  ['kinds in Spanish', 'email,Tipo\njane@example.com,Inactivo\njohn@example.com,Empleado\n', 'Tipo holds'],
  ['days in Norwegian', 'email,Sluttdato\njane@example.com,\njohn@example.com,2026-11-20\n', 'Sluttdato'],
  [
    'a list of who joined, by its name',
    '{"joined":[{"email":"jane@example.com"}]}',
    'is not of people who leave',
  ],
  [
    'a list of who came, by its name',
    '{"added":[{"email":"jane@example.com"}]}',
    'is not of people who leave',
  ],
  ...['new', 'active', 'current_employees', 'onLeave'].map(
    (name) =>
      [
        `the list ${name}`,
        `{"${name}":[{"email":"jane@example.com"}]}`,
        'is not of people who leave',
      ] as const,
  ),
  ...[
    'Current employees',
    'Employees on leave',
    'Staff who stay',
    'People on parental leave',
    'Aktive Mitarbeiter',
    'Employés actuels',
    'New users',
    'List of current employees',
    'All active',
    'Medewerkers actief',
    'Active employees as of 2026-11-25',
    ...['Joiners KW 48', 'New starters week 48', 'New hires Q1', 'Neueintritte 11/2026', 'Arrivals December'],
    ...['Nouveaux arrivants', 'Nuove assunzioni', '新入社員', '入职名单'],
    ...['신규 입사자', 'Принятые сотрудники', 'Internal transfers', 'Interne Versetzungen', 'JML'],
    ...['Added', 'Created:', 'Added 2026-11-25', 'To create'],
    ...[
      'Joiners and leavers',
      'Starters, leavers',
      'Entrées / sorties',
      'Altas y bajas',
      'Ein- und Austritte',
    ],
  ].map(
    (title) =>
      [`the title ${title}`, `${title}\nemail,name\njane@example.com,J\n`, 'that people are kept'] as const,
  ),
  ...[
    'INACTIVE - Jane',
    'Jane Doe (disabled)',
    'LEFT: Jane Doe',
    'Jane -- left',
    'inactive-Jane',
    'Jane（退職）',
  ].map(
    (name) =>
      [
        `the name ${name}`,
        `email,Name\njane@example.com,${name}\njohn@example.com,John\n`,
        'Name says of 1 of 2 that they have gone',
      ] as const,
  ),
  ...[
    ['orgUnitPath', '/Leavers', '/Sales'],
    ['Org Unit Path [Required]', '/Suspended Users', '/'],
    ['OU', '"OU=Disabled Users,DC=x"', '"OU=IT,DC=x"'],
    ['Department', 'Terminated', 'Sales'],
  ].map(
    ([header = '', gone = '', there = '']) =>
      [
        `places under ${header}`,
        `email,${header}\njane@example.com,${gone}\njohn@example.com,${there}\n`,
        `${header} holds`,
      ] as const,
  ),
];

/** Lists of leavers of which every row is taken. */
const WHOLE: readonly (readonly [what: string, text: string])[] = [
  [
    'beside who asked, of who is named',
    'Requester,Email,Employee\nOmar Ali,jane@example.com,Jane Doe\nOmar Ali,js42@example.com,Jo Smith\n',
  ],
  [
    'beside the login, which fills in',
    'Email,Okta Login\njane@example.com,jane@example.com\n,jo@example.com\n',
  ],
  [
    'beside an account of another system',
    'Email,Office 365\njane@example.com,jane@x.example\njo@example.com,\n',
  ],
  ['beside marks of what was closed', 'Email,SSO,Okta Login\njane@example.com,x,done\njo@example.com,,\n'],
  ['beside for whom it was asked', 'Requested for,Email\nJane Doe,jane.doe@example.com\n'],
  ['beside whom a thing is assigned to', 'Asset,Assigned to,Email\n1,Jane Doe,jane.doe@example.com\n'],
  ['beside a manager, of who is named', 'No,Manager,Email,Name\n1,Omar Ali,jane.doe@example.com,Jane Doe\n'],
  ['behind the day of a request', 'Request date,Email,Name\n2026-11-01,jd42@example.com,Jane Doe\n'],
  ['behind the kind of a request', 'Request type,Email,Name\nOffboarding,jd42@example.com,Jane Doe\n'],
  [
    'marks of who has gone already, where all go',
    'Worker,Email,Status\nJane Doe (Terminated),jane@example.com,Terminated\nJohn,john@example.com,Terminated\n',
  ],
  [
    'marks of who has gone already, where all have a day',
    'Worker,Email,Termination Date\nJane Doe (Terminated),jane@example.com,2026-11-19\nJohn,john@example.com,2026-11-20\n',
  ],
  [
    'roles that begin alike',
    'email,Role\njane@example.com,Aluminium Technician\njohn@example.com,Alumni Relations Manager\nada@example.com,Ex-pat Coordinator\nsam@example.com,Engineer\n',
  ],
];

/** Headers of the one who leaves, or of an account, beside a plain `Email` with another address. */
const OF_PERSON = [
  '退職者',
  '退職者メール',
  '対象者',
  '离职员工',
  '离职员工邮箱',
  '退社する社員のメールアドレス',
  '퇴사자',
  '퇴사자 이메일',
  'Vertrekkende medewerker',
  "Chi lascia l'azienda?",
  'Account to disable',
  'Konto zu sperren',
  'Employee account',
  'Compte à fermer',
  'Correo del usuario',
  'Сотрудник',
  'Почта сотрудника',
  'Çalışan e-posta',
  'Pracownik',
  'Personal email of the leaver',
];

/** The same of other people, whose addresses may stand beside the person's. */
const OF_ANOTHER = [
  '上司メール',
  '申請者メールアドレス',
  '管理者',
  '直属经理邮箱',
  '审批人邮箱',
  '상사 이메일',
  '담당자 메일',
  'Почта руководителя',
  'Correo del jefe',
  'Correo del gerente',
  'E-mail leidinggevende',
  'Yönetici e-posta',
  'E-mail przełożonego',
  'Account manager',
  'Account owner',
  'Accounting',
  'Forward mail to',
  'Mail-Weiterleitung an',
];

/** Their neighbours, in which the address is of the one who leaves. */
const OF_LEAVERS: readonly (readonly [what: string, text: string])[] = [
  ['who deals with it', 'email,Offboarding IT\njane@example.com,it@example.com\n'],
  ['what is written of the employee', 'email,Employee relations\njane@example.com,er@example.com\n'],
  ['a team', 'email,Offboarding team\njane@example.com,it@example.com\n'],
  ['a receipt', 'E-Mail;Quittung\njane@example.com;post@example.com\n'],
  ['a ticket and words behind the person', 'email,ticket,summary\njane@example.com,HR-1,left\n'],
  ['a number of the person, and what they teach', 'Number,Subject,Email\n1,Maths,jane@example.com\n'],
  ['when they handed in their notice', 'Email,Submission Date\njane@example.com,2025-10-01\n'],
  [
    'a work address beside a ticket and its title',
    'Ticket,Summary,Work Email\nT-1,Offboarding,jane@example.com\n',
  ],
  ['a ticket without a title', 'Ticket,Email,Name\nT-1,jane@example.com,Jane\n'],
  ['a number without a title', 'Number,Email\n1,jane@example.com\n'],
  ['a time that is no answer', 'timestamp,email\n2026-11-01T10:00:00Z,jane@example.com\n'],
  ['a start without an end', 'Email,Start time\njane@example.com,9:00\n'],
  [
    'an actor beside the person',
    'email,ActorUserPrincipalName,opened_by.email\njane@example.com,omar@example.com,ada@example.com\n',
  ],
  ['who leaves, by name', 'Email,Departing employee\njane@example.com,Jane Doe\n'],
  [
    'a day and what is to be done',
    'Date,Email,Action,Details\n2026-11-20,jane@example.com,Deactivate,left\n',
  ],
  ['a log of whom it was done to', 'Date,Employee email,Action,Object\n1,jane@example.com,Disable,account\n'],
  ['a comment of the file itself', '# keep sorted, do not edit\nemail,name\njane@example.com,Jane\n'],
  [
    'a log that names who acted as well',
    'Date,Actor,Action,User,Target type\n1,omar@example.com,Deactivate,jane@example.com,user\n',
  ],
  ['a kind of leaving', 'email,Leaver type\njane@example.com,Former - mutual agreement\n'],
  ['kinds that are all closed', 'email,Account type\njane@example.com,Deactivated\n'],
  ['a comment of what is to be done', '# please deactivate, do not delete\nemail\njane@example.com\n'],
  [
    'a title of what is to be done',
    'Still active accounts\nExclude: contractors\nemail,name\njane@example.com,J\n',
  ],
  ['a maiden name, and where one works', 'Name,Email\nJane Doe (formerly Roe) [Sales],jane@example.com\n'],
  ['a comment of the file', '# do not delete this row\nemail\njane@example.com\n'],
  ['a comment of the file in French', '# Ne pas supprimer cette ligne\nemail\njane@example.com\n'],
  ['what it is about', 'Date;Adresse e-mail;Action;Objet\n20.11.2026;jane@example.com;Désactiver;Départ\n'],
  ['a mark of all', 'Worker,Email\nJane Doe (Terminated),jane@example.com\n'],
  [
    'what was said on a day without an hour',
    'Created,Email,Event,Description\n2026-11-20T00:00:00Z,jane@example.com,Termination,left\n',
  ],
  ...[
    ...['Active users', 'Utenti attivi', 'Aktive Konten', 'Leavers on leave', 'Ended parental leave'],
    ...[
      'Leavers KW 48',
      'Austritte 11/2026',
      'Sorties, novembre',
      'New hires who left',
      'Leavers and replacements',
    ],
    ...[
      'Created 2026-11-25',
      'Report created',
      'Newly added leavers',
      'Account transfers',
      'Austritte & Kündigungen',
    ],
    ...['退職者（入社日順）', '离职人员', 'Offboarding / deactivation'],
  ].map((title) => [`the title ${title}`, `${title}\nemail,name\njane@example.com,Jane\n`] as const),
  ['a list of those who go, by its name', '{"leaversOnLeave":[{"email":"jane@example.com"}]}'],
  ['a title of the list itself', '# Current list\nemail\njane@example.com\n'],
  ['a title of a list of users', '# Current list of users\nemail\njane@example.com\n'],
  ['a current list', '{"currentList":[{"email":"jane@example.com"}]}'],
  ['whose accounts are still active', '{"stillActive":[{"email":"jane@example.com"}]}'],
  ['a title of a new report', 'New report of leavers 2026\nemail,name\njane@example.com,Jane\n'],
  ['a title above a kind', 'Leavers of May\nemail,Account type\njane@example.com,User\n'],
  ['a new list of those who go', '{"new_leavers":[{"email":"jane@example.com"}]}'],
  ['places that are all closed', 'email,OU\njane@example.com,"OU=Disabled Users,DC=example"\n'],
  [
    'a place beside a state',
    'email,Status,OU\njane@example.com,Left,OU=IT\njane@example.com,Left,OU=Leavers\n',
  ],
  ['those who moved away', 'email,Movement\njane@example.com,Transfer\n'],
  ['a table with short rules', '| email | Team |\n|:--|--:|\n| jane@example.com | Web |\n'],
  ['the same person twice', 'Email,Leaver\njane@example.com,jane@example.com\n'],
];

const beside = (header: string) => `Email;${header}\njane@example.com;omar@example.com\n`;

const people = async (text: string, columns?: ReadonlyMap<string, string>) => {
  const found = await read(text, columns && { reading: { columns } });
  return { said: found.said, emails: found.kept.map(({ user_id, email = user_id }) => email) };
};

describe('a second column with addresses', () => {
  it.each(OF_PERSON)('may name the person: %s', async (header) => {
    expect((await people(beside(header))).said.join()).toContain(`Email and ${header} name two people`);
  });

  it.each(OF_ANOTHER)('names another: %s', async (header) => {
    expect(await people(beside(header))).toEqual({ said: [], emails: ['jane@example.com'] });
  });
});

describe('a file as a program writes it', () => {
  it.each(TAKEN)('is taken: %s', async (_, text, names) => {
    expect(await people(text)).toEqual({ said: [], emails: names.map((name) => `${name}@example.com`) });
  });

  it.each(REFUSED)('is refused: %s', async (_, text, said) => {
    expect((await people(text)).said[0]).toContain(said);
  });

  it.each([...OF_OTHERS, ...LOGS])(
    'is refused where an address is of another person: %s',
    async (_, text, said) => {
      const answer = await read(text, { action: 'deactivate' });
      expect(answer.said[0]).toContain(said);
    },
  );

  it.each(NOT_ALL_GONE)('is refused where not all have gone: %s', async (_, text, said) => {
    const answer = await read(text, { action: 'deactivate' });
    expect(answer.said[0]).toContain(said);
    expect((await read(text, { action: 'reactivate' })).said.join()).not.toContain('left out, and says');
  });

  it.each(WHOLE)('is taken whole: %s', async (_, text) => {
    const { said, kept } = await read(text, { action: 'deactivate' });
    expect([said, kept.length]).toEqual([[], text.split('\n').length - 2]);
  });

  it.each<[name: string, count: number]>([
    ['in/current_employees.csv', 1],
    ['do-not-deactivate.csv', 1],
    ['Medewerkers actief 2026-11-25.csv', 1],
    ['current.csv', 0],
    ['active-users.csv', 0],
    ['new_leavers.csv', 0],
    ['new_users.csv', 1],
    ['users_new.csv', 0],
    ['members-current-2026.csv', 0],
    ['current employees/leavers.csv', 0],
  ])('is refused by a name that is a title of who stays: %s', async (name, count) => {
    const { column_problems } = await read('usr_1\n', { name, action: 'deactivate' });
    expect(column_problems).toHaveLength(count);
    expect((await read('usr_1\n', { name, action: 'reactivate' })).said).toEqual([]);
  });

  it.each(OF_LEAVERS)('is taken where it is of the leaver: %s', async (_, text) => {
    const { said, kept } = await read(text, { action: 'deactivate' });
    expect([said, kept.map(({ user_id }) => user_id)]).toEqual([[], ['jane@example.com']]);
  });

  it('never offers the address of who did it', async () => {
    const { column_problems } = await read(
      'ActorUserPrincipalName,TargetUPN\nada@example.com,jane@example.com\n',
    );
    expect(column_problems[0]?.mend).toEqual([['--column', 'email=TargetUPN']]);
  });

  it('takes who filled in a form where the call says so, and in a roster', async () => {
    const [, text = ''] = OF_OTHERS[0] ?? [];
    expect((await people(text, new Map([['email', 'Email']]))).emails).toEqual(['omar@example.com']);
    expect((await people(text)).emails).toEqual(['omar@example.com']);
  });

  it.each([
    ['{"profile":{"email":"jane@example.com"}}\n{"profile":{"email":"john@example.com"}}\n', 'profile.email'],
    [
      '[{"emails":[{"value":"jane@example.com"}]},{"emails":[{"value":"john@example.com"}]}]',
      'emails.0.value',
    ],
  ])('%s: a path names a nested value', async (text, path) => {
    const { column_problems } = await read(text);
    expect(column_problems[0]?.mend).toEqual([['--column', `email=${path}`]]);
    expect(await people(text, new Map([['email', path]]))).toEqual({
      said: [],
      emails: ['jane@example.com', 'john@example.com'],
    });
  });
});

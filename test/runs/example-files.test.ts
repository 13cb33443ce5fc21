import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const FOLDER = join(import.meta.dirname, '../data/files');
const world = useWorld();

/** What becomes of a file: whom it changes, each with where resources go, or the words with which it is refused. */
interface Example {
  readonly file: string;
  /** Options besides those that every call has, a word each. */
  readonly more?: readonly string[];
  /** Absent where the file is refused: exit 2, and nothing is sent. */
  readonly sent?: readonly string[];
  /** Each has to be found in stderr. */
  readonly says?: readonly (string | RegExp)[];
  readonly verb?: 'deactivate' | 'remove' | 'reactivate' | 'invite';
}

const [JANE, JOHN, ZOE] = ['usr_abc123', 'usr_def456', 'usr_zoe01'] as const;
/** Where resources go unless the file says it. */
const ENG = 'dept_eng001';
const SALES = 'dept_sales001';
const to = (department: string, ...people: readonly string[]) => people.map((who) => `${who} ${department}`);
const where = (text: string) => ['--where', text] as const;
const ZURICH = ['--time-zone', 'Europe/Zurich'] as const;

/** A mixed state, or a date to come, is refused with the options that would mend it. */
const refused = (file: string, ...says: readonly (string | RegExp)[]): Example => ({
  file,
  says: ['nothing was sent', ...says],
});
const taken = (file: string, sent: readonly string[], ...says: readonly (string | RegExp)[]): Example => ({
  file,
  sent,
  says,
});

const EXAMPLES: readonly Example[] = [
  // Exports that hold everybody.
  refused('001-google-users-export.csv', /Status \[READ ONLY\] holds/, '--ignore-column'),
  {
    file: '001-google-users-export.csv',
    more: where('Status [READ ONLY]=Suspended'),
    sent: to(ENG, JANE),
  },
  refused('001b-workspace-archived.csv', /Status \[READ ONLY\] holds/, "'Status [READ ONLY]=Archived'"),
  {
    file: '001b-workspace-archived.csv',
    more: where('Status [READ ONLY]=Suspended,archived'),
    sent: to(ENG, JANE, JOHN),
  },
  taken('002-entra-bulk-template.csv', to(ENG, JANE, JOHN), 'version:v1.0', 'begins with "Example:"'),
  taken('002b-bulk-delete-template.csv', to(ENG, JOHN, ZOE), 'version:v1.0', 'begins with "Example:"'),
  refused('003-entra-user-export.csv', /accountEnabled holds/, 'name the same person in every row'),
  { file: '003-entra-user-export.csv', more: where('accountEnabled=false'), sent: to(ENG, JANE) },
  refused('003b-directory-upn-mail.csv', /accountEnabled holds/, 'name the same person in every row'),
  { file: '003b-directory-upn-mail.csv', more: where('accountEnabled!=true'), sent: to(ENG, JANE) },
  refused('006-gam-print-users.csv', /suspended holds/, "--where 'suspended=True'"),
  { file: '006-gam-print-users.csv', more: where('suspended=True'), sent: to(ENG, JANE) },
  refused('006b-print-users-archived.csv', /archived holds/, /suspended holds/),
  {
    file: '006b-print-users-archived.csv',
    more: [...where('suspended=true'), '--ignore-column', 'archived'],
    sent: to(ENG, JANE, JOHN),
  },
  refused('010-bamboohr-leavers.csv', /Employment Status holds/, /:3: Termination Date is still to come/),
  {
    file: '010-bamboohr-leavers.csv',
    more: [...where('Employment Status=Terminated'), ...ZURICH],
    sent: to(ENG, JANE),
  },
  refused('010b-hr-inactive.csv', /Account Status holds/, /:3: Last Day of Work is still to come/),
  {
    file: '010b-hr-inactive.csv',
    more: [...where('Account Status=Inactive'), '--due', ...ZURICH],
    sent: to(ENG, JOHN),
  },
  refused('012-personio-de.csv', /Status holds/, /Letzter Arbeitstag is still to come/, 'DD.MM.YYYY'),
  {
    file: '012-personio-de.csv',
    more: [...where('Status=Ausgeschieden'), '--due', '--date-format', 'DD.MM.YYYY', ...ZURICH],
    sent: to(ENG, JANE),
  },
  refused('012b-hr-fr.csv', /Statut holds/, /Date de sortie is still to come/, 'DD/MM/YYYY'),
  {
    file: '012b-hr-fr.csv',
    more: [...where('Statut=parti'), '--due', '--date-format', 'DD/MM/YYYY', ...ZURICH],
    sent: to(ENG, JOHN),
  },
  // Shapes and encodings.
  taken('020-semicolon.csv', to(SALES, JANE), 'columns are separated by semicolons'),
  taken('020b-semicolon-quoted.csv', to(SALES, JOHN), 'columns are separated by semicolons'),
  taken('021-sep-line.csv', to(SALES, JANE)),
  taken('021b-sep-pipe.csv', to(SALES, JOHN), 'vertical bars'),
  taken('023-tab.tsv', to(SALES, JANE), 'columns are separated by tabs'),
  taken('023b-tab-quoted.tsv', to(SALES, JOHN), 'columns are separated by tabs'),
  taken('024-utf16le-bom-tab.txt', to(SALES, ZOE), 'the file is UTF-16'),
  taken('024b-utf16be-semicolon.csv', to(SALES, JOHN), 'the file is UTF-16'),
  refused('026-cp1252.csv', ':2: the file is not UTF-8', '"Zoë"', '--encoding windows-1252'),
  { file: '026-cp1252.csv', more: ['--encoding', 'windows-1252'], sent: to(ENG, ZOE, JANE) },
  refused('026b-cp1252-list-of-names.csv', ':2: the file is not UTF-8', '"José"'),
  { file: '026b-cp1252-list-of-names.csv', more: ['--encoding', 'windows-1252'], sent: to(ENG, JOHN) },
  taken('028-cr-only.csv', to(ENG, JANE, JOHN)),
  taken('028b-cr-only-one-row.csv', to(ENG, JOHN)),
  refused('031-xlsx.xlsx', 'this is an Excel workbook (.xlsx): save the sheet as CSV'),
  refused('031b-opendocument.ods', 'this is an OpenDocument spreadsheet (.ods): save the sheet as CSV'),
  taken('033-gz.csv.gz', to(ENG, JANE), 'the file is gzip'),
  taken('033b-gz-list.txt.gz', to(ENG, JOHN, ZOE), 'the file is gzip'),
  taken('037-header-newline.csv', to(ENG, JANE)),
  taken('037b-header-in-brackets.csv', to(ENG, JOHN)),
  taken('124-list-with-header-Email-Address.csv', to(ENG, JANE, JOHN)),
  taken('124b-one-column-adresse.csv', to(ENG, JOHN, ZOE)),
  taken('041-trailing-comma.csv', to(ENG, JANE, JOHN)),
  taken('041b-surplus-empty-cells.csv', to(ENG, JOHN, ZOE)),
  refused('045-semicolon-rows-comma-header.csv', 'separated by ";", those of the header by ","'),
  refused('045b-tab-rows-semicolon-header.csv', 'separated by "\\t", those of the header by ";"'),
  taken('046-semicolon-list.txt', to(ENG, JANE, JOHN, ZOE)),
  taken('046b-comma-list.txt', to(ENG, JOHN, ZOE)),
  refused('049-comma-headerless.csv', ':1: the first line is data', 'put a line above it such as email,note'),
  refused('049b-headerless-ids.csv', ':1: the first line is data', 'such as user_id;note'),
  // Cells.
  taken('051-zwsp.csv', to(ENG, JANE, JOHN), 'invisible characters'),
  taken('051b-direction-marks.csv', to(ENG, JANE, JOHN), 'invisible characters'),
  taken('054-smart-quotes.csv', to(ENG, JANE), 'quotes around 1 cell'),
  taken('054b-low-quotes.csv', to(ENG, JANE, JOHN), 'quotes around 2 cells'),
  taken('056-angle.csv', to(ENG, JANE), 'names beside 1 address'),
  taken('056b-angle-outlook.csv', to(ENG, JANE, JOHN), 'names beside 2 addresses'),
  taken('059-mailto.csv', to(ENG, JANE), 'mailto: before'),
  taken('059b-mailto-coded.csv', to(ENG, JANE, JOHN), 'mailto: before'),
  refused('064-dup-header-transfer.csv', '2 columns are named for transfer_to', "'transfer_to=#2'"),
  refused('064b-two-emails-of-two-people.csv', 'name two people in one row', "'email=#1'", "'email=#2'"),
  taken('066-title-lines.csv', to(SALES, JANE), 'are on line 3'),
  taken('066b-title-with-commas.csv', to(SALES, JOHN), 'are on line 3'),
  taken('068-comments-csv.csv', to(SALES, JANE), 'begin with # are left out'),
  taken('068b-comments-in-list.txt', to(ENG, JOHN, ZOE), 'begin with # are left out'),
  refused('071-commented-row-in-csv.csv', ':2: this row is commented out'),
  refused('071b-commented-row-in-list.txt', /:2: .*# jane@example\.com/),
  // JSON.
  taken('072-json-array-pretty.json', to(ENG, JANE)),
  taken('072b-json-array-one-line.json', to(SALES, JOHN, ZOE)),
  taken('074-json-pretty.json', to(ENG, JANE), '"users"'),
  taken('074b-json-object-value.json', to(ENG, JOHN), '"value"'),
  taken('075-ndjson-trailing-comma.jsonl', to(ENG, JANE, JOHN), 'the comma after each JSON object'),
  taken('075b-ndjson-comma-but-last.jsonl', to(ENG, JOHN, ZOE), 'the comma after each JSON object'),
  taken('077-ndjson-nested.jsonl', to(ENG, JANE), 'id holds user ids, and is read as user_id'),
  taken('077b-ndjson-nested-id.jsonl', to(ENG, JOHN), 'id holds user ids, and is read as user_id'),
  // Who is meant, when, and where resources go.
  refused('100-id-email-contradict.csv', JOHN, JANE),
  refused('100b-id-email-contradict.jsonl', JOHN, JANE),
  refused('101-future-last-day.csv', /status holds/, ':3: last_day is still to come'),
  {
    file: '101-future-last-day.csv',
    more: [...where('status=Leaver'), '--due', ...ZURICH],
    sent: to(ENG, JANE),
  },
  refused('101b-future-end-date.csv', /Employment Status holds/, ':3: Termination Date is still to come'),
  {
    file: '101b-future-end-date.csv',
    more: [...where('Employment Status=terminated'), '--due', ...ZURICH],
    sent: to(ENG, JOHN),
  },
  taken('102-transfer-near-names.csv', to(SALES, JANE)),
  refused('102b-transfer-typo.csv', 'tranfer_to is nearly transfer_to', "'transfer_to=tranfer_to'"),
  taken('103-transfer-api-name-jsonl.jsonl', to(SALES, JANE)),
  taken('103b-transferred-to.jsonl', to(SALES, JOHN)),
  taken('104-transfer-human.csv', to(SALES, JANE)),
  taken('104b-ressourcen-an.csv', to(SALES, JOHN)),
  taken('112-user-col.csv', to(SALES, JANE), 'user holds addresses, and is read as email'),
  taken('112b-username-column.csv', to(SALES, JOHN), 'email (User name)'),
  taken('113-id-col.csv', to(ENG, JANE), 'id holds user ids, and is read as user_id'),
  taken('113b-user-column-of-ids.csv', to(ENG, JOHN), 'User holds user ids, and is read as user_id'),
  taken(
    '113c-user-column-of-both.csv',
    to(ENG, JOHN, ZOE),
    'User holds user ids and addresses, and is read as',
  ),
  // Invitations.
  ...(
    [
      ['151-inv-api-names.csv', ['sam@example.com Sam Lee role_member dept_sales001']],
      ['151b-inv-api-names.jsonl', ['sam@example.com Sam Lee role_member dept_sales001,dept_eng001 false']],
      ['152-inv-human.csv', ['sam@example.com Sam Lee role_member dept_sales001']],
      ['152b-inv-german.csv', ['sam@example.com Sam Lee role_member dept_sales001,dept_eng001 false']],
      ['155-inv-rolename.csv', ['sam@example.com Sam Lee role_member']],
      ['155b-inv-rolenames.csv', ['sam@example.com Sam Lee role_member,role_admin']],
      ['164-inv-smartquote.csv', ['sam@example.com Sam']],
      ['164b-inv-guillemets.csv', ['sam@example.com Sam', 'kim@example.com Kim']],
      ['168-inv-send-false-col.csv', ['sam@example.com Sam false']],
      [
        '168b-inv-envoyer.csv',
        ['sam@example.com Sam Lee false', 'kim@example.com Kim Roe', 'lee@example.com Lee Moe'],
      ],
    ] as const
  ).map(([file, sent]) => ({ file, sent, verb: 'invite' as const })),
  {
    ...refused('163-inv-typo-domain.csv', ':2: email', ':3: email', ':4: email', 'kim@exampel..com'),
    verb: 'invite',
  },
  { ...refused('163b-inv-cyrillic.csv', 's\\u0430m@example.com'), verb: 'invite' },
  // Removals, and results of other commands.
  { file: '171-rem-transfer-typo.csv', sent: to(SALES, JOHN), verb: 'remove' },
  { file: '171b-removal-handover.csv', sent: to(SALES, JOHN), verb: 'remove' },
  { ...refused('172-rem-future.csv', ':2: last_day is still to come'), verb: 'remove' },
  { ...refused('172b-removal-later.csv', ':2: effective_at is still to come'), verb: 'remove' },
  refused('174-swallow-rows.csv', ':2: a cell of the column "note" holds line breaks'),
  { file: '174-swallow-rows.csv', more: ['--ignore-column', 'note'], sent: to(ENG, JANE) },
  refused('174b-swallow-far-down.csv', ':3: a cell of the column "note" holds line breaks'),
  taken('200-repeated-header.csv', to(SALES, JANE, JOHN), 'a repeated header line is left out'),
  taken('200b-repeated-header-tabs.tsv', to(SALES, JOHN, ZOE), 'a repeated header line is left out'),
  taken('208-results-failed.csv', to(ENG, JANE)),
  taken('208b-results-unknown.csv', to(ENG, JOHN)),
  refused('210-some-unknown-emails.csv', 'never.had.account@example.com'),
  {
    file: '210-some-unknown-emails.csv',
    more: ['--missing', 'skip'],
    sent: to(ENG, JANE, JOHN),
    says: ['1 of 3 users is not in org_xyz789: never.had.account@example.com'],
  },
  refused('210-some-unknown-ids-and-emails.csv'),
  { ...refused('217-remove-results-of-invite-failed.csv', /outcome holds failed/), verb: 'remove' },
  { ...refused('217b-reactivate-failed.csv', /outcome holds not_sent/), verb: 'reactivate' },
  taken('219-User-ID-hr-number---email.csv', to(ENG, JANE), 'User ID holds no user id'),
  taken('219b-user-id-login.csv', to(ENG, JOHN), 'User ID holds no user id'),
  refused('220-work-email-and-email.csv', 'name two people', "'email=Work Email'", "'email=Email'"),
  refused('220b-mail-and-upn-differ.csv', 'name two people', "'email=userPrincipalName'"),
  refused('221-manager-email-named-email.csv', 'name two people', "'email=Employee E-mail'"),
  refused('221b-employee-mail-and-login.csv', 'name two people', "'email=Login'"),
  taken('230-own-column-changed.csv', to(ENG, JANE)),
  taken('230b-own-outcome-like-columns.csv', to(ENG, JOHN), 'State is Bern in every row'),
];

/** The changes that arrived, as a line each. */
function changes(): string[] {
  return world.current.requests.flatMap(({ method, path, body }) => {
    const of = body === '' ? {} : JSON.parse(body);
    if (/invit/.test(path)) {
      const { email, full_name, role_ids, department_ids, send_invitation } = of;
      return [
        [email, full_name, role_ids, department_ids, send_invitation].filter((part) => part !== undefined),
      ].map((parts) => parts.join(' '));
    }
    const [who] = /usr_\w+/.exec(path) ?? [];
    const isChange = method === 'DELETE' || /activate$/.test(path);
    return who && isChange ? [`${who} ${of.transfer_resources_to_department_id}`] : [];
  });
}

describe('a file as administrators hold it', () => {
  it.each(EXAMPLES.map((one) => [one.file, one.more?.join(' ') ?? '', one] as const))(
    '%s %s',
    async (_file, _more, { file, more = [], sent, says = [], verb = 'deactivate' }) => {
      const path = join(world.current.home, file);
      await copyFile(join(FOLDER, file), path);
      const line = `users ${verb} --from ${path} --org org_xyz789 --now 2026-11-25T12:00:00Z --yes --concurrency 1`;
      const target = verb === 'deactivate' ? ['--transfer-to', ENG] : [];
      const ended = await world.current.run([...line.split(' '), ...target, ...more]);
      const got = { exit: ended.exit, sent: changes() };
      expect(got, ended.stderr).toEqual({ exit: sent === undefined ? 2 : 0, sent: sent ?? [] });
      for (const words of says) {
        if (typeof words === 'string') expect(ended.stderr).toContain(words);
        else expect(ended.stderr).toMatch(words);
      }
      if (sent !== undefined) return;
      expect(ended.stdout).toBe('');
      expect(await runFolders(world.current)).toEqual([]);
    },
  );

  it('has a line here for each, and two of each kind', async () => {
    const files = (await readdir(FOLDER)).sort();
    expect([...new Set(EXAMPLES.map(({ file }) => file))].sort()).toEqual(files);
    const kinds = files.map((file) => file.slice(0, 3));
    const alone = kinds.filter((kind) => kinds.indexOf(kind) === kinds.lastIndexOf(kind));
    expect(alone).toEqual([]);
  });
});

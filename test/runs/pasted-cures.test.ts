import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const NOW = '2026-11-25T12:00:00Z';
const TO_ORG = ['--org', 'org_xyz789', '--no-check', '--dry-run', '--now', NOW];
const TARGET = ['--transfer-to', 'dept_eng001', ...TO_ORG];

/** The words of a command line as a shell divides it. */
const shellWords = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted, single) => quoted ?? single),
  );

/** The command lines that an ending offers; the one placeholder that only a person can fill is filled. */
const cures = (stderr: string): string[][] =>
  stderr
    .split('\n')
    .flatMap((line) => /^(?:hint: | {6})aitronos (.*)/.exec(line)?.[1] ?? [])
    .map((line) => shellWords(line).map((word) => (word === '<zone>' ? 'Europe/Zurich' : word)));

/** What is wrong, line by line. */
const problems = (stderr: string): string[] =>
  stderr.split('\n').filter((line) => line !== '' && !/^(?:note|hint|error): | {6}/.test(line));

const dates = (header: string, ...cells: readonly string[]) =>
  `user_id,${header}\n${cells.map((cell, at) => `usr_${['abc123', 'def456', 'zoe01'][at]},"${cell}"\n`).join('')}`;

const FILES: readonly (readonly [what: string, text: string, words: readonly string[]])[] = [
  ['31.12.26', dates('Last day', '31.12.26'), ['--date-format DD.MM.YY']],
  ['31.12.2026', dates('Last day', '31.12.2026'), ['--date-format DD.MM.YYYY']],
  ['1.12.2026', dates('Last day', '1.12.2026', '15.11.2026'), ['--date-format D.MM.YYYY']],
  ['31. 12. 2026', dates('Last day', '31. 12. 2026'), ["--date-format 'DD. MM. YYYY'"]],
  ['12/31/26', dates('Last day', '12/31/26'), ['--date-format MM/DD/YY']],
  ['31/12/26', dates('Last day', '31/12/26'), ['--date-format DD/MM/YY']],
  ['12/31/2026 5:00 PM', dates('Last day', '12/31/2026 5:00 PM'), ['--date-format MM/DD/YYYY']],
  ['2026/12/31', dates('Last day', '2026/12/31'), ['--date-format YYYY/MM/DD']],
  ['2026.12.31', dates('Last day', '2026.12.31'), ['--date-format YYYY.MM.DD']],
  ['20261231', dates('Last day', '20261231'), ['--date-format YYYYMMDD']],
  ['2026-12-31 17:00', dates('Last day', '2026-12-31 17:00'), ['--date-format YYYY-MM-DD']],
  [
    'an order that another row tells',
    dates('Last day', '1/12/2026', '31/10/2026'),
    ['--date-format D/MM/YYYY'],
  ],
  [
    'one of two orders',
    dates('Last day', '11/12/2026'),
    ['--date-format DD/MM/YYYY', '--date-format MM/DD/YYYY'],
  ],
  ['31-Dec-2026', dates('Last day', '31-Dec-2026'), ['--date-format D-MMM-YYYY']],
  ['31-Dec-26', dates('Last day', '31-Dec-26', '1-Jan-27'), ['--date-format D-MMM-YY']],
  ['Dec 31, 2026', dates('Last day', 'Dec 31, 2026', 'Oct 1, 2026'), ["--date-format 'MMM D, YYYY'"]],
  [
    '31. Dezember 2026',
    dates('Last day', '31. Dezember 2026', '1. Okt. 2026'),
    ["--date-format 'D MMM YYYY'"],
  ],
  ['Thursday, December 31, 2026', dates('Last day', 'Thursday, December 31, 2026'), ["'MMM D, YYYY'"]],
  ['1 de enero de 2027', dates('Last day', '1 de enero de 2027'), ["--date-format 'D MMM YYYY'"]],
  ['an instant', dates('Last day', '2026-12-31T17:00:00+01:00'), ["--column 'effective_at=Last day'"]],
  [
    'a day where an instant is wanted',
    dates('effective_at', '2026-12-31'),
    ["--due --column 'last_day=effective_at'"],
  ],
  ['a day that ends today', dates('Last day', '2026-11-25'), ["--time-zone '<zone>'"]],
  ['31122026', dates('Last day', '31122026'), ['--date-format DDMMYYYY']],
  [
    'a date beside none',
    dates('Last day', '31.12.2026', 'soon'),
    ["--due --date-format DD.MM.YYYY --where 'Last day!=soon'"],
  ],
  ['dates of two kinds', dates('Last day', '31.12.2026', '2026-12-31'), ['--due --date-format DD.MM.YYYY']],
  [
    'another name, ISO',
    dates('Until', '2026-12-31'),
    ["--due --column 'last_day=Until'", '--ignore-column Until'],
  ],
  [
    'another name, names of months',
    dates('Until', '31 Dec 2026'),
    ["--due --column 'last_day=Until' --date-format 'D MMM YYYY'"],
  ],
  ['an end', dates('Contract end', '2026-12-31'), ["--due --column 'last_day=Contract end'"]],
  ['a state from a day on', dates('Inactive from', '2026-12-31'), ["--column 'last_day=Inactive from'"]],
  ['another name, digits', dates('Until', '20261231'), ['--date-format YYYYMMDD']],
  [
    'remarks of who leaves later',
    'user_id,Notes\nusr_abc123,left\nusr_def456,leaves next month\nusr_zoe01,"last day 31 Dec, laptop back"\n',
    [`--where 'Notes!=leaves next month,"last day 31 Dec, laptop back"'`, '--ignore-column Notes'],
  ],
  [
    'remarks of who leaves later and of who stays',
    'user_id,Notes\nusr_abc123,left\nusr_def456,leaves next month\nusr_zoe01,keep\n',
    [`--where 'Notes!=keep' --where 'Notes!=leaves next month'`],
  ],
  [
    'two other names',
    'user_id,A,B\nusr_abc123,2026-12-31,2027-01-01\n',
    [
      "--due --column 'last_day=A' --ignore-column B\n",
      "--ignore-column A --due --column 'last_day=B'\n",
      '--ignore-column A --ignore-column B',
    ],
  ],
  [
    'a known name and another',
    'user_id,Last day,Until\nusr_abc123,31.12.2026,2027-01-01\n',
    ['--due --date-format DD.MM.YYYY --ignore-column Until'],
  ],
];

/** Two things are wrong with one column: what ignores it for the one settles the other, and is said once. */
const TWICE_WRONG: typeof FILES = [
  [
    'days of which one is to come and one is empty',
    'email,Austritt\njane@example.com,2027-02-01\njohn@example.com,\n',
    ["--where 'Austritt!=' --due", '--ignore-column Austritt'],
  ],
  [
    'two columns of such days',
    'email,Last day,Leaving date\njane@example.com,2027-02-01,2026-02-01\njohn@example.com,,\n',
    [
      "--where 'Last day!=' --due --column 'last_day=Last day'\n",
      "--ignore-column 'Last day' --ignore-column 'Leaving date'",
    ],
  ],
  [
    'a state in some rows and a date in others',
    'email,Terminated\njane@example.com,2027-02-01\njohn@example.com,\nzoe@example.com,no\n',
    ['--ignore-column Terminated'],
  ],
];

const COLUMNS: typeof FILES = [
  [
    'two addresses of a contact',
    'First Name,E-mail 1 - Value,E-mail 2 - Value\nJane,jane@example.com,zoe@example.com\n',
    ["--column 'email=E-mail 1 - Value'", "--column 'email=E-mail 2 - Value'"],
  ],
  ['a name and nearly that', 'email,emaill\njane@example.com,zoe@example.com\n', ["--column 'email=emaill'"]],
  ['a name that stands twice', 'email,email\njane@example.com,zoe@example.com\n', ["--column 'email=#2'"]],
  [
    'a name that stands twice, with one person',
    'email,name,email\njane@example.com,Jane,jane@example.com\n',
    ["--column 'email=#1'", "--column 'email=#3'"],
  ],
  ['a name with what cannot be seen in it', 'em\u202eail,foo\njane@example.com,1\n', ["--column 'email=#1'"]],
  [
    'a target that is nearly one',
    'email,tranfer_to\njane@example.com,Sales\n',
    ["--column 'transfer_to=tranfer_to'"],
  ],
  [
    'a leaver beside a successor',
    'Departing email,Successor email\njane@example.com,zoe@example.com\n',
    ["--column 'email=Departing email' --ignore-column 'Successor email'"],
  ],
  ['two targets', 'email,New owner,Handover to\njane@example.com,Sales,Support\n', ['--ignore-column']],
  [
    'the same target twice',
    'email,transfer_to,transfer_to\njane@example.com,Sales,Support\n',
    ["'transfer_to=#3'"],
  ],
  [
    'where mail goes',
    'email,Transfer Email\njane@example.com,zoe@example.com\n',
    ["--ignore-column 'Transfer Email'"],
  ],
  ['last days, and none', dates('Last day', '2026-12-31', ''), ["--where 'Last day!=' --due"]],
  [
    'days of another name, and none',
    dates('LAT', '31.12.2026', '', '-'),
    ["--due --column 'last_day=LAT' --date-format DD.MM.YYYY --where 'LAT!=,-'"],
  ],
  [
    'days of another name, and words for none',
    dates('LAT', '31.12.2026', 'n/a', '-'),
    ["--due --column 'last_day=LAT' --date-format DD.MM.YYYY --where 'LAT!=n/a,-'"],
  ],
  [
    'days of leaving, and words for none',
    dates('Exit', '2026-12-31', 'n/a', '2026-10-31'),
    ["--where 'Exit!=n/a' --due --column 'last_day=Exit'"],
  ],
  [
    'one date of two kinds in a row',
    'user_id,last_day,effective_at\nusr_abc123,2026-12-31,\nusr_def456,,2026-12-31T00:00:00Z\n',
    ['--due'],
  ],
  ['a day among remarks that are empty', dates('Notes', '2026-12-31', ''), ["--where 'Notes!=2026-12-31'"]],
  [
    'a day among long remarks',
    dates('Notes', '2026-12-31', 'returned it '.repeat(9)),
    ["--where 'Notes!=2026-12-31'"],
  ],
  [
    'remarks by which some go, some come, and who stays',
    dates('Notes', 'ok', 'new joiner', 'keep'),
    ["--where 'Notes!=new joiner,keep'"],
  ],
  [
    'what is to be done, and not with whom',
    dates('What to do', 'Offboard', 'Skip', 'Create'),
    ["--where 'What to do=Offboard'"],
  ],
  [
    'remarks with days',
    dates('Notes', 'until 31/12/2026', 'last day 31 January 2027', 'laptop returned'),
    ["--where 'Notes!=until 31/12/2026,last day 31 January 2027'"],
  ],
  [
    'remarks by which some go, and who stays',
    dates('Notes', 'resigned', 'cancelled', 'moved abroad'),
    ["--where 'Notes!=cancelled'"],
  ],
  [
    'two last days, of which the second is to come',
    'user_id,Notice date,Exit date,Final day\nusr_abc123,2026-09-01,2026-11-01,2026-12-31\n',
    ["--due --column 'last_day=Final day'\n", "--due --column 'last_day=Exit date'\n"],
  ],
  [
    'a last day beside the bare day of an entry',
    'user_id,Last day,Effective from\nusr_abc123,2026-12-31,2026-11-01\n',
    ["--due --ignore-column 'Effective from'\n"],
  ],
  [
    'a last day beside the bare day of an entry that is to come',
    'user_id,Last day,Effective from\nusr_abc123,2026-12-31,2026-12-01\nusr_zoe01,2026-12-31,2026-11-01\n',
    ["--due --ignore-column 'Effective from'\n"],
  ],
  [
    'a last day beside days of entries that may be to come',
    'user_id,Last day,Effective from\nusr_abc123,12/31/2026,12/11/2026\nusr_zoe01,12/31/2026,11/13/2026\n',
    ["--due --date-format MM/DD/YYYY --ignore-column 'Effective from'\n"],
  ],
  [
    'a last day beside an effective date that is empty',
    'user_id,Last day,Effective from\nusr_abc123,2026-12-31,\n',
    ['--due\n'],
  ],
  [
    'a day beside last days that are all empty',
    'user_id,Last day,Until\nusr_abc123,,2026-12-31\nusr_zoe01,-,2026-11-01\n',
    ["--due --column 'last_day=Until'\n"],
  ],
  [
    'a day beside a last day',
    'user_id,Last day,Effective from\nusr_abc123,2026-11-20,2026-12-01\n',
    ['--due --column'],
  ],
  [
    'numbers of HR beside an address of another name',
    'User ID,Business contact\n1001,jane@example.com\n1002,zoe@example.com\n',
    ["--column 'email=Business contact'"],
  ],
  [
    'an address of another name beside an empty one',
    'Email,HOD email\n,ada@example.com\n',
    ["--column 'email=Email'\n"],
  ],
  ['another name', 'Who,Team\njane@example.com,Web\n', ["--column 'email=Who'"]],
  [
    'two addresses and two states',
    'mail,upn,status\njane@example.com,zoe@example.com,A\njohn@example.com,,B\n',
    ["'email=mail'"],
  ],
  [
    'an address within its own column',
    '{"email":{"address":"jane@example.com"}}\n',
    ["--column 'email=email.address'"],
  ],
  ['a nested address', '{"profile":{"email":"jane@example.com"}}\n', ["--column 'email=profile.email'"]],
  ['words beside dates', dates('Resigned', '2026-11-01', 'verbal'), ["--where 'Resigned=verbal'\n"]],
  ['an answer and a remark', dates('Has access', 'yes', 'tomorrow'), ["--where 'Has access=yes' --where"]],
  ['two states', 'email,status\njane@example.com,Active\njohn@example.com,Leaver\n', ['--where']],
  [
    'a state and a date',
    'email,status,Until\njane@example.com,Active,2027-01-01\njohn@example.com,Leaver,\n',
    ['--where'],
  ],
];

describe('a command line that a refusal of a file offers', () => {
  it.each([...FILES, ...TWICE_WRONG, ...COLUMNS])(
    'is taken, or leads to the next question: %s',
    async (_, text, words) => {
      const path = await file(world.current, 'leavers', text);
      const first = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
      expect(first.exit).toBe(2);
      for (const some of words) expect(first.stderr).toContain(some);
      const offered = cures(first.stderr);
      expect(offered.length).toBeGreaterThan(0);
      for (const argv of offered) {
        // Nothing is said twice, nor is a column a state and a field.
        const options = argv.join('\n').match(/^--(?:where|column|ignore-column|due).*(?:\n[^-].*)?/gm) ?? [];
        expect(new Set(options).size).toBe(options.length);
        // Nobody is chosen and left out.
        const chosen = argv.filter((word) => argv.includes(word.replace('!=', '=')) && word.includes('!='));
        expect(chosen).toEqual([]);
        // No remark is sorted by one problem and ignored by the other.
        expect(argv.join(' ')).not.toMatch(/--where Notes.*--ignore|--ignore-column Notes --where/);
        const { exit, stderr } = await world.current.run(argv);
        if (exit === 0) continue;
        expect(exit).toBe(2);
        expect(problems(stderr).join()).not.toContain('an instant with an offset');
        expect(problems(stderr)).not.toEqual([]);
        for (const problem of problems(first.stderr)) expect(problems(stderr)).not.toContain(problem);
      }
      expect(world.current.requests.filter(({ path: url }) => url.endsWith('/deactivate'))).toEqual([]);
    },
  );
});

/** Rows of whom only Zoë's is over: the one line that is offered leaves out all others. */
const TO_COME: readonly (readonly [header: string, rows: readonly string[], line: string])[] = [
  ['Last day', ['Q1 2027', 'Q2 2027', '2026-01-31'], "'Last day!=Q1 2027,Q2 2027'"],
  ['Last day', ['soon', 'open', '2026-01-31'], "'Last day!=soon,open'"],
  ['Last day', ['Q1 2027', 'open', '2026-01-31'], "'Last day!=Q1 2027' --where 'Last day!=open'"],
  ['Contract end', ['Q1 2027', 'tomorrow', '2026-01-31'], "'Contract end!=Q1 2027,tomorrow'"],
  ['Start date', ['2027-01-01', '01.02.2027', '2026-01-31'], "'Start date!=2027-01-01,01.02.2027'"],
  [
    'Exit date,effective_at',
    ['2026-11-01,2026-12-01', '2026-11-01,2026-12-02', '2026-11-01,'],
    "'effective_at!=2026-12-01,2026-12-02'",
  ],
  [
    'Exit date,effective_at',
    ['2026-11-01,2026-12-01T18:00:00Z', '2026-11-01,2026-12-02', '2026-11-01,'],
    "'effective_at!=2026-12-01T18:00:00Z,2026-12-02'",
  ],
];

const named = (header: string, rows: readonly string[]) =>
  `user_id,${header}\n${rows.map((row, at) => `usr_${at === rows.length - 1 ? 'zoe01' : at},${row}\n`).join('')}`;

describe('a line that leaves out what is to come', () => {
  it.each(TO_COME)('leaves out all of it: %s, %j', async (header, rows, line) => {
    const path = await file(world.current, 'leavers', named(header, rows));
    const { exit, stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
    expect({ exit, line: cures(stderr).length > 0 }).toEqual({ exit: 2, line: true });
    expect(stderr).toContain(`--where ${line}\n`);
    expect(stderr.includes('where --due needs an instant with an offset')).toBe(
      line.includes('effective_at'),
    );
    const { stdout } = await world.current.run([...(cures(stderr)[0] ?? []), '--json']);
    expect(JSON.parse(stdout).requests).toMatchObject([{ url: expect.stringContaining('usr_zoe01') }]);
  });

  it.each(['Last day', 'Contract end', 'Start date'])(
    'is offered only where it has room for all of it: %s',
    async (header) => {
      const days = Array.from(
        { length: 25 },
        (_, at) => `${header === 'Start date' ? '1 Jan' : 'Q1'} ${2027 + at}`,
      );
      const path = await file(world.current, 'leavers', named(header, [...days, '2026-01-31']));
      const { exit, stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
      expect({ exit, lines: cures(stderr) }).toEqual({ exit: 2, lines: [] });
      expect(stderr).toContain('hint: correct the above');
    },
  );

  it.each([
    ['over', 'Last day,Until', '2026-11-01,2026-12-31', ['--ignore-column Until']],
    ['to come', 'Last day,Until', '2026-12-01,2026-12-31', ['--due --ignore-column Until']],
    ['empty', 'Last day,Until', ',2026-12-31', ['--due --column last_day=Until', '--ignore-column Until']],
    ['an instant', 'effective_at,Until', '2026-11-01T00:00:00Z,2026-12-31', ['--ignore-column Until']],
  ])(
    'reads another day as the last one only where that is empty, and not %s',
    async (_, header, row, lines) => {
      const path = await file(world.current, 'leavers', named(header, [row]));
      const argv = ['users', 'deactivate', '--from', path, ...TARGET];
      const { stderr } = await world.current.run(argv);
      expect(cures(stderr).map((line) => line.slice(argv.length).join(' '))).toEqual(lines);
    },
  );

  it.each(['last_day', 'effective_at'])(
    'leaves nobody out who has no %s, which may be now',
    async (header) => {
      const path = await file(world.current, 'leavers', named(header, ['2026-12-31T00:00:00Z', '']));
      const { stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
      expect(stderr).not.toContain(`--where '${header}!='`);
    },
  );

  it('reads first the last day by which most people are still to go', async () => {
    const rows = ['2026-11-01,2026-12-31', '2026-12-01,2026-11-01', '2026-12-02,2026-11-01'];
    const path = await file(world.current, 'leavers', named('Last day,Termination date', rows));
    const { stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
    expect(stderr).toContain('Termination date or Last day is still to come in 3 rows');
    expect(cures(stderr).map((argv) => argv.at(-1))).toEqual([
      'last_day=Last day',
      'last_day=Termination date',
    ]);
  });

  it.each([
    ['effective_at', '2026-12-31T00:00:00+01:00', '--due'],
    ['Last day', '2026-12-31T00:00:00+01:00', "--where 'Last day!=2026-12-31T00:00:00+01:00'"],
  ])(
    'takes the beginning of a day for that day under %s only where that is a last day',
    async (header, cell, line) => {
      const path = await file(world.current, 'leavers', named(header, [cell, '2026-01-31T00:00:00+01:00']));
      const argv = ['users', 'deactivate', '--from', path, ...TARGET, '--time-zone', 'Europe/Zurich'];
      const { stderr } = await world.current.run(argv);
      expect(stderr).toContain(`${line}\n`);
      expect(stderr.includes('which no --date-format reads: write 2026-12-31 into the file')).toBe(
        header === 'Last day',
      );
    },
  );
});

const WRITTEN_OTHERWISE: readonly (readonly [cell: string, headers: readonly string[], how: string])[] = [
  ['Dez 2026', ['Last day', 'Until', 'Notes'], 'write the last one (2026-12-31) into the file'],
  ['Q1 2027', ['Last day', 'Until', 'Notes'], 'write the last one (2027-03-31) into the file'],
  ['until 2026-12-12', ['Last day', 'Until', 'Notes'], 'write 2026-12-12 alone into the file'],
  ['letzter Tag 31. Dezember 2026', ['Last day', 'Notes'], 'write 2026-12-31 alone into the file'],
  ['2026-12-12 or 2026-12-15', ['Last day', 'Until', 'Notes'], 'write the date alone into the file'],
  ['next month', ['Last day', 'Until'], 'write the date (2026-12-31) into the file'],
  ['31 Dec', ['Last day', 'Contract ends'], 'write the day with its year'],
  ['31.11.2026', ['Last day', 'Until'], 'is not a day of the calendar: correct it in the file'],
  ['soon', ['Last day'], 'which cannot be read as a date'],
  ['46387', ['Last day', 'Until'], 'save the column as dates'],
];

describe('a last day that is to be written otherwise', () => {
  it.each(WRITTEN_OTHERWISE)(
    'brings a line that leaves out who leaves then: %s',
    async (cell, headers, how) => {
      for (const header of headers) {
        const text = `user_id,${header}\nusr_abc123,"${cell}"\nusr_zoe01,2026-01-31\n`;
        const path = await file(world.current, 'leavers', text);
        const { exit, stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
        expect(exit).toBe(2);
        expect(problems(stderr).at(-1)).toContain(`leavers:2: ${header} `);
        expect(stderr).toContain(how);
        const [line = [], ...others] = cures(stderr);
        expect(others).toEqual([]);
        const { stdout } = await world.current.run([...line, '--json']);
        expect(JSON.parse(stdout).requests.map(({ url }: { url: string }) => url)).toEqual([
          expect.stringContaining('usr_zoe01'),
        ]);
      }
    },
  );
});

describe('a day to come of somebody who is let in', () => {
  it.each([
    ['Last day', 'Dez 2026'],
    ['Last day', 'soon'],
    ['Notes', 'until 2026-12-12'],
  ])('brings the line that ignores it: %s, %s', async (header, cell) => {
    const path = await file(world.current, 'people', dates(header, cell));
    const { exit, stderr } = await world.current.run(['users', 'reactivate', '--from', path, ...TO_ORG]);
    expect(exit).toBe(2);
    expect(cures(stderr)).toEqual([expect.arrayContaining(['--ignore-column', header])]);
  });
});

/** What the first line that is offered does with each of the people. */
const MEANT = [
  [
    'states of who left',
    'deactivate',
    'email,Status\njane@example.com,Terminated\nzoe@example.com,Resigned\n',
  ],
  [
    'an address beside a second one',
    'deactivate',
    'profile.secondEmail,profile.email\nada@example.com,jane@example.com\n,zoe@example.com\n',
  ],
  ['addresses of who takes over', 'deactivate', 'email,Handover to\njane@example.com,ada@example.com\n'],
  ['ids of who takes over', 'deactivate', 'email,Recipient\njane@example.com,usr_zoe01\n'],
  ['a department that takes over', 'deactivate', 'email,Handover to\njane@example.com,dept_sales001\n'],
  ['a first day', 'invite', 'email,Start date\nnia@x.example,2027-05-01\n'],
] as const;

describe('a command line that a refusal offers', () => {
  it.each(MEANT)('does first what is meant: %s', async (_, verb, text) => {
    const path = await file(world.current, 'people', text);
    const target = TARGET.filter((word) => verb !== 'invite' || !/transfer|dept|no-check/.test(word));
    const refused = await world.current.run(['users', verb, '--from', path, ...target, '--json']);
    expect(refused.exit).toBe(2);
    const { hint } = JSON.parse(refused.stderr.trim().split('\n').at(-1) ?? '').error;
    const [line = []] = cures(`hint: ${hint.split('\n')[0]}`);
    const { exit, stdout } = await world.current.run(line);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests).toHaveLength(text.split('\n').length - 2);
  });

  it('gives an option anew, and not twice', async () => {
    const path = await file(world.current, 'leavers', dates('Last day', '31.12.26'));
    const wrong = ['--date-format', 'MM/DD/YYYY', '--time-zone=UTC'];
    const line = ['users', 'deactivate', '--from', path, ...TARGET, ...wrong];
    const [offered = []] = cures((await world.current.run(line)).stderr);
    expect(offered).toEqual([
      ...line.filter((word) => !['--date-format', 'MM/DD/YYYY'].includes(word)),
      ...['--due', '--date-format', 'DD.MM.YY'],
    ]);
    expect((await world.current.run(offered)).exit).toBe(0);
  });

  it.each([
    ['actor', 'actor.alternateId,target0.alternateId\nada@example.com,jane@example.com\n', 'target0'],
    ['reviewer', 'Reviewer,Reviewed\nada@example.com,jane@example.com\n', null],
    ['reporter', 'Reporter,Case,Who goes\nada@example.com,1,jane@example.com\n', 'Who goes'],
    [
      'reporter in JSON',
      '[{"fields":{"reporter":{"mail":"ada@example.com"},"f1":"jane@example.com"}}]',
      'fields.f1',
    ],
    ['leader', 'Reporting to,Leaver\nada@example.com,jane@example.com\n', 'Leaver'],
    ['manager', 'Manager,Leaver\nada@example.com,jane@example.com\n', 'Leaver'],
  ])('never takes for the person who acts about them: %s', async (_, text, column) => {
    const path = await file(world.current, 'leavers', text);
    const { exit, stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
    expect(exit).toBe(2);
    const offered = cures(stderr).map((argv) => argv.at(-1));
    expect(offered).toEqual(column === null ? [] : [expect.stringContaining(column)]);
  });

  it.each([
    ...[
      'Start Date',
      'Hire date',
      'Contract start',
      'Eintritt',
      'Vertragsbeginn',
      "Date d'entrée",
      'startDate',
    ],
    ...['Rehire date', 'Returns on', 'Back on', 'Parental leave until', 'Elternzeit bis', 'End of leave'],
    ...['Probation end', 'Wiedereintritt'],
  ])('never takes for a last day when people begin or come back: %s', async (header) => {
    const path = await file(world.current, 'leavers', dates(header, '2027-01-01', ''));
    const line = ['users', 'deactivate', '--from', path, ...TARGET];
    expect((await world.current.run([...line, '--due'])).stderr).not.toContain('last_day=');
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(2);
    expect(stderr).not.toContain('--due');
    const [first = []] = cures(stderr);
    const { stdout } = await world.current.run([...first, '--json']);
    expect(JSON.parse(stdout).requests).toMatchObject([{ url: expect.stringContaining('usr_def456') }]);
  });

  it.each(['Leaver e-mail', 'Wer verlässt uns? (E-Mail)', 'Second login'])(
    'names first who leaves, and not who filled in the form: %s',
    async (leaver) => {
      const form = `Start time,Completion time,Email,${leaver}\n1,2,ada@example.com,jane@example.com\n`;
      const path = await file(world.current, 'leavers', form);
      const { stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...TARGET]);
      expect(cures(stderr).map((argv) => argv.at(-1))).toEqual([`email=${leaver}`, 'email=Email']);
    },
  );
});

describe('--due with dates that it does not read', () => {
  it.each([
    ['31.12.26', '--date-format DD.MM.YY'],
    ['11/12/2026', '--date-format DD/MM/YYYY or --date-format MM/DD/YYYY'],
    ['31 Dec 2026', "--date-format 'D MMM YYYY'"],
  ])('says how they are written: %s', async (cell, words) => {
    const path = await file(world.current, 'leavers', dates('Last day', cell));
    const { exit, stderr } = await world.current.run([
      'users',
      'deactivate',
      '--from',
      path,
      ...TARGET,
      '--due',
    ]);
    expect(exit).toBe(2);
    expect(stderr).toContain(`hint: say how the dates are written: ${words}\n`);
  });
});

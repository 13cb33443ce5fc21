import { describe, expect, it } from 'vitest';
import type { ReadingOptions } from '../../src/runs/input/reading-options.ts';
import { type Row, readRows, rowsOfArguments } from '../../src/runs/input/rows.ts';
import { chunks, department, printed, read, USER_ID } from './reading.ts';

const ids = (rows: readonly Row[]) => rows.map(({ user_id }) => user_id);

describe('a CSV file', () => {
  it('is read by the names of its columns, and carries the others', async () => {
    const { kept, problems } = await read('name,transfer_to,user_id\nAda,dept_a,usr_1\nBob,,usr_2\n');
    expect(problems).toEqual([]);
    expect(kept).toEqual([
      {
        row: 1,
        user_id: 'usr_1',
        department_id: 'dept_a',
        input: { name: 'Ada', transfer_to: 'dept_a', user_id: 'usr_1' },
      },
      {
        row: 2,
        user_id: 'usr_2',
        department_id: 'dept_hq',
        input: { name: 'Bob', transfer_to: '', user_id: 'usr_2' },
      },
    ]);
  });

  it('may have a byte order mark, CRLF, blank lines, quotes, quoted line breaks and no line break at its end', async () => {
    const text =
      '\ufeff\r\n"user_id","note"\r\n\r\n"usr_1","said ""bye, all""\r\nand left"\r\n,\r\n  \r\nusr_2,x\nusr_3,y';
    const { kept, said } = await read(text);
    expect(said).toEqual([]);
    expect(kept.map(({ input }) => input)).toEqual([
      { user_id: 'usr_1', note: 'said "bye, all"\r\nand left' },
      { user_id: 'usr_2', note: 'x' },
      { user_id: 'usr_3', note: 'y' },
    ]);
  });

  it('may write the names of our columns with blanks and capitals, and ids with blanks around them', async () => {
    const { kept } = await read(' User_ID ,TRANSFER_TO, Team \n  usr_1\t, dept_a ,  A \n');
    expect(kept).toEqual([
      {
        row: 1,
        user_id: 'usr_1',
        department_id: 'dept_a',
        input: { User_ID: '  usr_1\t', TRANSFER_TO: ' dept_a ', Team: '  A ' },
      },
    ]);
  });

  it('may be a single column', async () => {
    expect(ids((await read('user_id\nusr_1\nusr_2\n')).kept)).toEqual(['usr_1', 'usr_2']);
  });

  it('may have a header of several lines', async () => {
    const { kept, said } = await read('"Full\nname","user_id"\nAda,usr_1\nBob,no\n');
    expect(kept.map(({ input }) => input)).toEqual([{ 'Full\nname': 'Ada', user_id: 'usr_1' }]);
    expect(said).toEqual([`leavers:4:user_id: ${USER_ID}, got "no"`]);
  });

  it('keeps a column of any name, and numbers the second of two with the same', async () => {
    const { kept } = await read('user_id,__proto__,a,a\nusr_1,p,1,2\n');
    expect(Object.entries(kept[0]?.input ?? {})).toEqual([
      ['user_id', 'usr_1'],
      ['__proto__', 'p'],
      ['a', '1'],
      ['a_2', '2'],
    ]);
  });

  it('says on which line a row begins, whatever breaks its cells', async () => {
    const text = 'user_id,note\r\n\r\nusr_1,"a\r\nb\n\r\nc"\r\nbad,x\r\nusr_2,"\n"\nworse,x';
    expect((await read(text)).said).toEqual([
      `leavers:7:user_id: ${USER_ID}, got "bad"`,
      `leavers:10:user_id: ${USER_ID}, got "worse"`,
    ]);
  });

  it('must give no row more cells than the header has; missing ones at its end are empty', async () => {
    expect((await read('user_id,name\nusr_1,Ada,x\nusr_2\nusr_3,Cy\n')).said).toEqual([
      'leavers:2: 3 cells, but the header has 2: put cells that hold a comma in quotes',
    ]);
  });

  it('must close its quotes, and the rows before are checked still', async () => {
    expect((await read('user_id,name\nbad,x\nusr_1,"Ada\nusr_2,Bob\n')).said).toEqual([
      `leavers:2:user_id: ${USER_ID}, got "bad"`,
      'leavers:3:name: a quote (") that opens in the row that begins here is never closed: close it after the cell; nothing after it was checked',
    ]);
  });

  it('must not go on after a closing quote', async () => {
    const { said } = await read('user_id,name\nusr_0,x\nusr_1,"Ada\nusr_2,"Bob"\n');
    expect(said).toEqual([
      expect.stringMatching(/^leavers:3:name: a quoted cell in the row that begins here goes on after/),
    ]);
  });

  it('must not open a quote within a cell', async () => {
    expect((await read('user_id,name\nusr_1,6" pipe\n')).said).toEqual([
      expect.stringMatching(
        /^leavers:2:name: a quote \("\) stands within a cell .* put the whole cell in quotes/,
      ),
    ]);
  });

  it('is given up at a row over 1 MiB: a quote was not closed', async () => {
    const { said } = await read(`user_id,name\nusr_1,"Ada\n${'usr_2,Bob\n'.repeat(200_000)}`);
    expect(said).toEqual([
      expect.stringMatching(/^leavers:2:name: the row that begins here is longer than 1 MiB/),
    ]);
  });

  it('must name a column user_id or email', async () => {
    expect((await read('name,team\nAda,x\n')).said).toEqual([
      'leavers:1: no column names the person: expected user_id or email, found name, team',
    ]);
    for (const text of ['usr_1,dept_a\nusr_2,dept_a\n']) {
      expect((await read(text)).said).toEqual([
        expect.stringMatching(/^leavers:1: the first line is data, .*: put a line above it such as user_id/),
      ]);
    }
  });

  it.each<[what: string, text: string, reading: ReadingOptions]>([
    ['by its place', 'usr_1,dept_a\nusr_2,dept_b\n', { columns: new Map([['user_id', '#1']]) }],
    ['by its place, of a list', 'usr_1\nusr_2\n', { columns: new Map([['email', '#1']]) }],
    ['by the person', 'Ada;a@b.ch\nBob;b@b.ch\n', { columns: new Map([['email', 'a@b.ch']]) }],
    [
      'with the line of the names',
      'a@b.ch,x\nb@b.ch,y\n',
      { columns: new Map([['email', '#1']]), header_line: 1 },
    ],
    ['with a name beside it', 'Ada <a@b.ch>,x\nBob <b@b.ch>,y\n', { columns: new Map([['email', '#1']]) }],
  ])('leaves out nobody whose row would be the names of columns, chosen %s', async (_what, text, reading) => {
    const { said } = await read(text, { reading });
    expect(said).toEqual([expect.stringMatching(/^leavers:1: the first line is data, not column names/)]);
  });

  it('may name users by their e-mail addresses alone', async () => {
    for (const text of ['email\na@b.c\nb@b.c\n', 'name,"E-Mail",Email\nAda,,a@b.c\nBob,,b@b.c\n']) {
      const { said, kept } = await read(text);
      expect(said).toEqual([]);
      expect(ids(kept)).toEqual(['a@b.c', 'b@b.c']);
    }
    expect((await read('email\na@b.c\njane\na@\n')).said).toEqual([
      `leavers:3:email: ${USER_ID}, got "jane"`,
      'leavers:4:email: expected an e-mail address such as jane@example.com, got "a@"',
    ]);
    // Also where the ids are those of another program.
    expect((await read('user_id,email\n1001,a@b.c\n1002,jane\n')).said).toEqual([
      `leavers:3:email: ${USER_ID}, got "jane"`,
    ]);
  });

  it('with both says by the id who is meant, wherever it stands', async () => {
    const { kept } = await read('email,user_id\na@b.c,usr_1\nb@b.c,\n');
    expect(kept).toMatchObject([
      { user_id: 'usr_1', input: { email: 'a@b.c', user_id: 'usr_1' } },
      { user_id: 'b@b.c' },
    ]);
  });

  it('may hold semicolons and tabs in its cells and names', async () => {
    expect((await read('user_id,a;b\nusr_1,x;\ty\n')).kept).toMatchObject([{ input: { 'a;b': 'x;\ty' } }]);
  });
});

describe('results as CSV', () => {
  const added =
    'row,user_id,outcome,changed,account_state,transferred_to_department_id,error_code,error_message,request_id,attempts';
  const cells = 'usr_1,changed,true,deactivated,dept_old,,,req_1,1';

  it('are input again, and do not grow', async () => {
    const { kept, said } = await read(
      `name,input_user_id,transfer_to,${added}\nAda,usr_1,dept_a,1,${cells}\nBob,usr_2,dept_b,2,usr_2,failed,false,,,X,"a, b",,3\n`,
    );
    expect(said).toEqual([]);
    expect(kept.map(({ user_id, department_id }) => [user_id, department_id])).toEqual([
      ['usr_1', 'dept_a'],
      ['usr_2', 'dept_b'],
    ]);
    expect(kept[0]?.input).toEqual({ name: 'Ada', input_user_id: 'usr_1', transfer_to: 'dept_a' });
  });

  it('do not grow when the row wrote user_id in its own way', async () => {
    expect((await read(`User_Id,${added}\nusr_1,1,${cells}\n`)).kept[0]?.input).toEqual({ User_Id: 'usr_1' });
  });

  it.each(['a@b.c', 'usr_1'])('name their users when the row had no such column, and %s', async (email) => {
    const { kept } = await read(`email,${added}\n${email},1,${cells}\n`);
    expect(kept).toMatchObject([{ user_id: 'usr_1' }]);
  });
});

describe('a JSON Lines file', () => {
  it('is read by its keys, and carries the others as text', async () => {
    const { kept, said } = await read(
      '\ufeff\n {"user_id":"usr_1","transfer_to":"dept_a","n":4.5,"ok":true,"none":null}\r\n\n{"Team":"x","USER_ID":" usr_2","row":1}',
    );
    expect(said).toEqual([]);
    expect(kept).toEqual([
      {
        row: 1,
        user_id: 'usr_1',
        department_id: 'dept_a',
        input: { user_id: 'usr_1', transfer_to: 'dept_a', n: '4.5', ok: 'true', none: '' },
      },
      {
        row: 2,
        user_id: 'usr_2',
        department_id: 'dept_hq',
        input: { Team: 'x', user_id: ' usr_2', row: '1' },
      },
    ]);
  });

  it('carries lists and objects as JSON, where they mean nothing to us', async () => {
    const { kept, said } = await read('{"user_id":"usr_1","role":{"id":"role_a"},"tags":["a","b"]}');
    expect(said).toEqual([]);
    expect(kept[0]?.input).toEqual({ user_id: 'usr_1', role: '{"id":"role_a"}', tags: '["a","b"]' });
  });

  it('must hold an object that names a user on each line', async () => {
    const lines = [
      '{"user_id":"usr_1"}',
      '{"user_id":',
      '["usr_1"]',
      '"usr_1"',
      'null',
      '{"id":"usr_1"}',
      '{"user_id":7}',
      '{"user_id":{"id":"usr_2"}}',
      '{"email":"a@b\\u0020c"}',
      '{"user_id":"usr_3","number":12345678901234567890}',
    ];
    const { said, kept } = await read(lines.join('\n'));
    const object = 'expected a JSON object such as {"user_id":"usr_…"} on each line';
    expect(kept).toEqual([]);
    expect(said).toEqual([
      expect.stringMatching(/^leavers:2: not one whole JSON object a line: ./),
      `leavers:3: ${object}`,
      `leavers:4: ${object}`,
      `leavers:5: ${object}`,
      `leavers:6:email: ${USER_ID}, got ""`,
      `leavers:7:user_id: ${USER_ID}, got "7"`,
      expect.stringMatching(/^leavers:8:user_id: .*, got "{.*usr_2.*}"$/),
      'leavers:9:email: expected an e-mail address such as jane@example.com, got "a@b c"',
      'leavers:10:number: the number is too large to be carried exactly: put it in quotes',
    ]);
  });
});

describe('a number within an object of JSON', () => {
  const ROWS = [
    '9007199254740992',
    '9007199254740993',
    '-12345678901234567890',
    '1e400',
    '0.12345678901234567',
  ].map((id, at) => `{"user_id":"usr_${at}","manager":{"id":${id},"of":[${id}]}}`);
  it.each([
    ['JSON Lines', ROWS.join('\n')],
    ['a list', `[${ROWS.join(',')}]`],
  ])('is carried and compared as it was written: %s', async (_what, text) => {
    const all = await read(text);
    expect(all.said).toEqual([]);
    expect(all.kept.map(({ input }) => input['manager'])).toEqual(
      ROWS.map((row) => /\{"id.*\}(?=\})/.exec(row)?.[0]),
    );
    for (const [at, row] of ROWS.entries()) {
      const where = [`manager.id=${/"id":([^,]*)/.exec(row)?.[1]}`];
      expect(ids((await read(text, { reading: { where } })).kept)).toEqual([`usr_${at}`]);
    }
  });

  it('has no more levels for it', async () => {
    const deep = `${'['.repeat(20_000)}12345678901234567890${']'.repeat(20_000)}`;
    expect((await read(`{"user_id":"usr_1","manager":${deep}}`)).said).toEqual([
      'leavers:1: the JSON has more than 100 levels',
    ]);
  });
});

describe('a bare list', () => {
  it('is one id or address a line', async () => {
    const { kept, said, lines } = await read('\ufeffusr_1\r\n\n   usr_2  \na@b.c');
    expect(said).toEqual([]);
    expect(lines).toEqual([1, 3, 4]);
    expect(kept).toEqual(
      ['usr_1', 'usr_2', 'a@b.c'].map((user_id, index) => ({
        row: index + 1,
        user_id,
        department_id: 'dept_hq',
        input: { user_id },
      })),
    );
  });

  it('holds comments before its first row, and no columns', async () => {
    expect((await read('# leavers\nusr_1\na@b.c\nusr_2,dept_a\n# end\n')).said).toEqual([
      `leavers:4:user_id: ${USER_ID}, got "usr_2,dept_a"`,
      'leavers:5:user_id: expected a user (comments go above the first row of a list), got "# end"',
    ]);
  });
});

describe('several arguments', () => {
  const options = { name: 'arguments', form: department() };

  it('are rows by the same rules', async () => {
    const kept: Row[] = [];
    const answer = await rowsOfArguments(['usr_1', 'usr_2', 'usr_1'], options, (row) => {
      kept.push(row);
    });
    expect(answer).toMatchObject({ rows: 2, duplicates: 1, problems: [], problem_count: 0 });
    expect(kept).toEqual([
      { row: 1, line: null, user_id: 'usr_1', department_id: 'dept_hq', input: { user_id: 'usr_1' } },
      { row: 2, line: null, user_id: 'usr_2', department_id: 'dept_hq', input: { user_id: 'usr_2' } },
    ]);
  });

  it('have no line', async () => {
    const answer = await rowsOfArguments(['usr_1', 'dept_a'], options, () => {});
    expect(printed(answer)).toEqual([`arguments:user_id: ${USER_ID}, got "dept_a", a department id`]);
  });
});

describe('the department', () => {
  const text = 'user_id,transfer_to\nusr_1,dept_a\nusr_2,\nusr_3,role_eng\n';
  const wrong =
    'leavers:4:transfer_to: expected a department id (dept_…: letters, digits, _ and -) or a department\'s name, got "role_eng", a role id';

  it('is wanted in each row when there is no default', async () => {
    expect((await read(text, { form: department('required', null) })).said).toEqual([
      'leavers:3:transfer_to: no department takes over: give --transfer-to for all rows, or fill in transfer_to',
      wrong,
    ]);
  });

  it('is missed once where no row could name one', async () => {
    const form = department('required', null);
    expect((await read('usr_1\nusr_2\nusr 3\nusr_4\n', { form })).said).toEqual([
      'leavers:1:transfer_to: no department takes over: give --transfer-to for all rows, or add a column transfer_to',
      expect.stringMatching(/^leavers:3:user_id: expected/),
    ]);
  });

  it.each(['Transfer-To', 'transfer to', 'transferTo', 'TRANSFER_TO'])(
    'may stand in a column %s',
    async (column) => {
      const { kept } = await read(`User ID,${column}\nusr_1,dept_a\n`, {
        form: department('required', null),
      });
      expect(kept).toMatchObject([{ user_id: 'usr_1', department_id: 'dept_a' }]);
      expect(kept[0]?.input).toEqual({ 'User ID': 'usr_1', [column]: 'dept_a' });
    },
  );

  it('may be missing where it is optional, but not wrong', async () => {
    const { kept, said } = await read(text, { form: department('optional', null) });
    expect(kept.map(({ department_id }) => department_id)).toEqual(['dept_a', null]);
    expect(said).toEqual([wrong]);
  });

  it('is not looked at where none is used', async () => {
    const { kept, said } = await read(text, { form: department('none', 'dept_hq') });
    expect(said).toEqual([]);
    expect(kept.map(({ department_id, input }) => [department_id, input['transfer_to']])).toEqual([
      [null, 'dept_a'],
      [null, ''],
      [null, 'role_eng'],
    ]);
  });
});

describe('the same user twice', () => {
  it('with the same target is one row', async () => {
    const { kept, rows, duplicates } = await read(
      'user_id,transfer_to,n\nusr_1,dept_hq,1\nusr_1,,2\nusr_2,,3\nusr_1,dept_hq,4\n',
    );
    expect(kept.map(({ row, input }) => [row, input['n']])).toEqual([
      [1, '1'],
      [2, '3'],
    ]);
    expect({ rows, duplicates }).toEqual({ rows: 2, duplicates: 2 });
  });

  it('with different targets is a problem that names both', async () => {
    const text = 'user_id,transfer_to\nusr_1,dept_a\nusr_2,dept_a\nusr_1,\n';
    expect((await read(text)).said).toEqual([
      'leavers:4:transfer_to: usr_1 has two targets: dept_hq on line 4, dept_a on line 2; keep one of them',
    ]);
    expect((await read(text, { form: department('optional', null) })).said).toEqual([
      'leavers:4:transfer_to: usr_1 has two targets: no department on line 4, dept_a on line 2; keep one of them',
    ]);
  });
});

describe('problems', () => {
  it('are all found, and no row is handed on after the first', async () => {
    const { kept, said } = await read('user_id,transfer_to\nusr_1,\nx,dept_\nusr_2,\nz,\n');
    expect(ids(kept)).toEqual(['usr_1']);
    expect(said.map((text) => text.split(': ')[0])).toEqual([
      'leavers:3:user_id',
      'leavers:3:transfer_to',
      'leavers:5:user_id',
    ]);
  });

  it('are counted beyond the 10,000 that are held', async () => {
    const { problems, problem_count } = await read('bad\n'.repeat(80_000));
    expect(problems).toHaveLength(10_000);
    expect(problem_count).toBe(80_000);
    expect(problems.at(-1)?.line).toBe(10_000);
  });

  it('at the end of 80,000 rows are found', async () => {
    const good = Array.from({ length: 80_000 }, (_, index) => `usr_${index},x\n`).join('');
    const { rows, said } = await read(`user_id,name\n${good}oops,x`);
    expect(rows).toBe(80_000);
    expect(said).toEqual([`leavers:80002:user_id: ${USER_ID}, got "oops"`]);
  });

  it.each(['', '\n \r\n\n', '\ufeff'])('are that there are no rows in %j', async (text) => {
    expect((await read(text)).said).toEqual(['leavers: holds no rows']);
  });

  it.each(['user_id,name\n', 'user_id'])('are none where there are only columns: %j', async (text) => {
    expect(await read(text)).toMatchObject({ said: [], rows: 0 });
  });
});

describe('what is no text in UTF-8', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  const notUtf8 = (line: number) =>
    expect.stringMatching(
      new RegExp(`^leavers:${line}: the file is not UTF-8: read as windows-1252, this line says "`),
    );

  it('is named once by its line, and the other rows are checked still', async () => {
    const text = latin1('user_id,name\nbad,x\nusr_1,Zoë\nusr_2,Zoé\nworse,x\n');
    const { said, kept } = await read(text);
    expect(kept).toEqual([]);
    expect(said).toEqual([
      notUtf8(3),
      `leavers:2:user_id: ${USER_ID}, got "bad"`,
      `leavers:5:user_id: ${USER_ID}, got "worse"`,
    ]);
  });

  it.each([
    ['windows-1251', 'd1f2e0f2f3f1', 'Статус'],
    ['windows-1251', 'c7eeff', 'Зоя'],
    ['koi8-r', 'f3d4c1d4d5d3', 'Статус'],
    ['shift_jis', '8381815b838b', 'メール'],
    ['shift_jis', '8e52936320918f9859', '山田'],
    ['big5', 'b971a46cb66ca5f3', '電子郵件'],
    ['euc-kr', 'c0ccb8dec0cf', '이메일'],
    ['gb18030', 'd3cacfe4', '邮箱'],
    ['windows-1253', 'cae1f4dcf3f4e1f3e7', 'Κατάσταση'],
    ['windows-1255', 'eee9e9ec', 'מייל'],
    ['windows-1256', 'c7e1c8d1edcf', 'البريد'],
    ['windows-1250', '4d61b3676f727a617461', 'Małgorzata'],
    ['windows-1250', 'a3756b61737a', 'Łukasz'],
    ['macintosh', '4672616e8d6f6973', 'François'],
    ['macintosh', '4d9f6c6c6572', 'Müller'],
    ['windows-1251', 'c8e2e0ed97cfe5f2f0ee', 'Иван—Петро'],
    ['windows-1252', '53616c61727920a36b', '£k'],
    ['windows-1252', '4465c16e67656c6973', 'DeÁngelis'],
    ['windows-1252', '4a6573a373', 'Jes£s'],
    ['windows-1252', '96969696', '––––'],
    ['windows-1252', '844dfc6c6c657293', '„Müller“'],
    ['windows-1252', '6c92e974e9', 'l’été'],
    // In no script where it stands beside Latin letters.
    ['windows-1252', '6183', 'aƒ'],
  ])('is named in the encoding that makes words of it: %s', async (encoding, bytes, word) => {
    const cells = Buffer.from(',x\njane@example.com,x\n');
    const { column_problems } = await read(Buffer.concat([Buffer.from(bytes, 'hex'), cells]));
    const [problem] = column_problems;
    expect(problem?.message).toContain(`read as ${encoding}, this line says "${word}"`);
    expect(problem?.mend).toContainEqual(['--encoding', encoding]);
    // What cannot be read cannot be typed either.
    expect(JSON.stringify(column_problems.map(({ mend }) => mend))).not.toContain('\ufffd');
  });

  // Node has no encoding of DOS: it is named only where no other reads the line.
  it.each([
    ['J\x81rgen', 'Jürgen'],
    ['M\x81f', 'Müf'],
    ['j\x81rgen@example.com', 'jürgen@example.com'],
    ['B\x84rbel Sch\x94n', 'Bärbel'],
    ['Andr\x82 Garc\xa1a', 'André'],
    ['GR\x9aN, M\x81ller', 'GRÜN'],
  ])('is named as one of DOS, with what makes UTF-8 of it: %j', async (name, word) => {
    const [problem] = (await read(latin1(`user_id,n\nusr_1,"${name}"`))).column_problems;
    expect(problem?.message).toContain(`read as CP850, this line says "${word}"; if that is right, `);
    expect(problem?.message).toContain('make UTF-8 of it: iconv -f CP850 -t UTF-8');
    expect(problem?.mend).toEqual([]);
  });

  it('is found wherever the chunks are cut, and good text is not mistaken for it', async () => {
    for (const size of [1, 2, 3, 5]) {
      expect((await read(chunks('user_id,n\nusr_1,Zoë 🦉 漢字\n', size))).said).toEqual([]);
      expect((await read(chunks(latin1('user_id,n\nusr_1,Zoë\n'), size))).said).toEqual([notUtf8(2)]);
    }
    expect((await read(Buffer.from('usr_1\nusr_\xf0\x9f', 'latin1'))).said[0]).toEqual(notUtf8(2));
  });

  it('with NUL bytes is a binary file', async () => {
    expect((await read('usr_1\nbad\nus\0r_2\nusr_3\n')).said).toEqual([
      `leavers:2:user_id: ${USER_ID}, got "bad"`,
      expect.stringMatching(/^leavers:3: holds NUL bytes: this is a binary file/),
    ]);
  });
});

describe('a line over 64 KiB', () => {
  const tooLong = (line: number) =>
    `leavers:${line}: the line is longer than 64 KiB: this looks like the wrong kind of file (expected CSV, JSON or one id a line)`;

  it('is refused by its number, in one chunk or many, after the rows before it', async () => {
    const text = `user_id,name\nbad,x\nusr_1,${'x'.repeat(1_000_000)}\nusr_2,x\n`;
    for (const size of [1_000, 64 * 1024, 2_000_000]) {
      expect((await read(chunks(text, size))).said).toEqual([
        `leavers:2:user_id: ${USER_ID}, got "bad"`,
        tooLong(3),
      ]);
    }
  });

  it('is not read to its end', async () => {
    let given = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          given += 10_000;
          yield Buffer.alloc(10_000, 'x');
        }
      } finally {
        closed = true;
      }
    }
    expect((await read(endless())).said).toEqual([tooLong(1)]);
    expect(given).toBeLessThan(100_000);
    expect(closed).toBe(true);
  });

  it('is not a line of exactly that length', async () => {
    const line = `usr_1,${'x'.repeat(64 * 1024 - 6)}`;
    expect((await read(`user_id,name\n${line}\n`)).said).toEqual([]);
    expect((await read(`user_id,name\n${line}x\n`)).said).toEqual([tooLong(2)]);
  });
});

describe('reading', () => {
  it('waits until a row is kept before it hands on the next', async () => {
    const log: string[] = [];
    const keep = async ({ user_id }: Row) => {
      log.push(`${user_id} begun`);
      await new Promise((done) => setImmediate(done));
      log.push(`${user_id} kept`);
    };
    for (const head of ['', 'user_id\n']) {
      log.length = 0;
      await readRows(chunks(`${head}usr_1\nusr_2\n`), { name: '-', form: department('none', null) }, keep);
      expect(log).toEqual(['usr_1 begun', 'usr_1 kept', 'usr_2 begun', 'usr_2 kept']);
    }
  });

  it('hands on rows before the input has ended', async () => {
    const seen: string[] = [];
    const first = Array.from({ length: 10_000 }, (_, index) => `usr_${index}`);
    async function* slow() {
      yield Buffer.from(`user_id\n"${first.join('"\n"')}"\n`);
      expect(seen).toContain('usr_1');
      yield Buffer.from('usr_last\n');
    }
    const options = { name: '-', form: department() };
    await readRows(slow(), options, ({ user_id }) => {
      seen.push(user_id ?? '');
    });
    expect(seen).toEqual([...first, 'usr_last']);
  });

  it('throws on what the source throws', async () => {
    // biome-ignore lint/correctness/useYield: a source that fails before its first byte, as a directory does.
    async function* directory(): AsyncGenerator<Uint8Array> {
      throw new Error('EISDIR');
    }
    await expect(read(directory())).rejects.toThrow('EISDIR');
  });

  it.each(['usr_1\n', 'user_id\nusr_1\n', '{"user_id":"usr_1"}\n'])(
    'throws on what keep throws, at %j',
    async (text) => {
      const options = { name: '-', form: department() };
      const full = () => Promise.reject(new Error('ENOSPC'));
      await expect(readRows(chunks(text), options, full)).rejects.toThrow('ENOSPC');
    },
  );
});

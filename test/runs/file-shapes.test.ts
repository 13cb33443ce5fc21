import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ReadingOptions } from '../../src/runs/input/reading-options.ts';
import { chunks, read } from './reading.ts';

const utf16 = (text: string, mark = '') => Buffer.from(mark + text, 'utf16le');
const people = ({ kept }: Awaited<ReturnType<typeof read>>) =>
  kept.map(({ user_id, department_id }) => `${user_id} ${department_id}`);

const TWO = ['usr_1 dept_a', 'usr_2 dept_hq'];

/** Files of every shape that hold the same two rows, and what is said of them. */
const SHAPES: readonly (readonly [what: string, content: string | Buffer, note?: RegExp])[] = [
  ['commas', 'user_id,transfer_to\nusr_1,dept_a\nusr_2,\n'],
  ['semicolons', 'user_id;transfer_to\nusr_1;dept_a\nusr_2;\n', /semicolons/],
  [
    'semicolons in quotes',
    '"user_id";"transfer_to";"n"\n"usr_1";"dept_a";"x, y"\n"usr_2";"";""\n',
    /semicolons/,
  ],
  ['tabs', 'user_id\ttransfer_to\nusr_1\tdept_a\nusr_2\t\n', /tabs/],
  ['vertical bars', 'user_id|transfer_to\nusr_1|dept_a\nusr_2|\n', /vertical bars/],
  ['a sep= line', 'sep=;\nuser_id;transfer_to\nusr_1;dept_a\nusr_2;\n', /line 2/],
  ['a sep= line with a rare character', 'sep=^\nuser_id^transfer_to\nusr_1^dept_a\nusr_2^\n', /line 2/],
  ['LF', 'user_id,transfer_to\nusr_1,dept_a\nusr_2,'],
  ['CRLF', 'user_id,transfer_to\r\nusr_1,dept_a\r\nusr_2,\r\n'],
  ['CR', 'user_id,transfer_to\rusr_1,dept_a\rusr_2,\r'],
  ['CR without a last one', 'user_id,transfer_to\rusr_1,dept_a\rusr_2,'],
  ['mixed line ends', 'user_id,transfer_to\rusr_1,dept_a\nusr_2,\r\n'],
  ['a mark', '\ufeffuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n'],
  ['UTF-16 with a mark', utf16('user_id,transfer_to\nusr_1,dept_a\nusr_2,\n', '\ufeff'), /UTF-16/],
  ['UTF-16 without one', utf16('user_id,transfer_to\r\nusr_1,dept_a\r\nusr_2,\r\n'), /UTF-16/],
  [
    'the same, for the most part in other letters',
    utf16(
      'user_id,transfer_to,Причина увольнения\nusr_1,dept_a,по собственному желанию\nusr_2,,по соглашению сторон\n',
    ),
    /UTF-16/,
  ],
  [
    'UTF-16 of the other order',
    utf16('user_id,transfer_to\nusr_1,dept_a\nusr_2,\n', '\ufeff').swap16(),
    /UTF-16/,
  ],
  ['gzip', gzipSync('user_id,transfer_to\nusr_1,dept_a\nusr_2,\n'), /gzip/],
  ['gzip of UTF-16', gzipSync(utf16('user_id;transfer_to\nusr_1;dept_a\nusr_2;\n', '\ufeff')), /UTF-16/],
  ['a Ctrl-Z at the end', 'user_id,transfer_to\r\nusr_1,dept_a\r\nusr_2,\r\n\x1a'],
  ['commas at the end of lines', 'user_id,transfer_to,\nusr_1,dept_a,\nusr_2,,\n'],
  ['too many empty cells', 'user_id,transfer_to\nusr_1,dept_a,,,\nusr_2,,,\n'],
  ['too few cells', 'user_id,transfer_to\nusr_1,dept_a\nusr_2\n'],
  ['blanks before quotes', 'user_id, "transfer_to"\nusr_1, "dept_a"\nusr_2, ""\n'],
  ['cells that are said to be text', 'user_id,transfer_to\n="usr_1",="dept_a"\n="usr_2",=""\n', /="text"/],
  ['the same of all cells', '="user_id";="transfer_to"\r\n="usr_1";="dept_a"\r\n="usr_2";\r\n', /="text"/],
  [
    'the same with quotes within',
    'user_id,transfer_to,n\nusr_1,dept_a,="a, ""b"""\n"usr_2",,"x"\n',
    /="text"/,
  ],
  [
    'the same beside a comment with quotes',
    'user_id,transfer_to\n="usr_1",dept_a\n# 13" and ="x"\n="usr_2",\n',
    /="text"/,
  ],
  [
    'Markdown',
    '| user_id | transfer_to |\n| --- | :-: |\n| usr_1 | dept_a |\n| usr_2 | |\n',
    /line 2 rules off/,
  ],
  [
    'a line of dashes',
    'user_id,transfer_to\n-------,-----------\nusr_1,dept_a\nusr_2,\n',
    /line 2 rules off/,
  ],
  [
    'a table as SAP lists it',
    '---------\n|user_id|transfer_to|\n---------\n|usr_1|dept_a|\n|usr_2| |\n---------\n',
    /lines of dashes/,
  ],
  ['title lines', 'Leavers\n\nuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n', /line 3/],
  [
    'a title with commas',
    'Leavers, November\nConfidential\nuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n',
    /line 3/,
  ],
  ['a version line', 'version:v1.0\nuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n', /line 2/],
  ['a #TYPE line', '#TYPE System.Object\n"user_id","transfer_to"\n"usr_1","dept_a"\n"usr_2",""\n', /line 2/],
  ['an example', 'user_id,transfer_to\nExample: usr_9,dept_x\nusr_1,dept_a\nusr_2,\n', /Example/],
  [
    'the header once more',
    'user_id,transfer_to\nusr_1,dept_a\nuser_id,transfer_to\nusr_2,\n',
    /a repeated header line/,
  ],
  [
    'comments like what a spreadsheet did not find',
    '#Leavers?\nuser_id,transfer_to\n#DONE!\n#ACHTUNG!\n#CONFIDENTIAL!\n#LEAVERS?\nusr_1,dept_a\n#TODO?\n#Team!\nusr_2,\n',
    /#/,
  ],
  ['comments', '# from HR\nuser_id,transfer_to\n# Jane left\nusr_1,dept_a\nusr_2,\n# end\n', /#/],
  [
    'indented comments',
    '\t# from HR\nuser_id,transfer_to\n  # Jane left\nusr_1,dept_a\n \t# say "so"\nusr_2,\n # end\n',
    /#/,
  ],
  [
    'comments behind tabs, of columns that tabs separate',
    '\t# from HR\nuser_id\ttransfer_to\n\t# Jane left\nusr_1\tdept_a\n\t\t# say "so"\nusr_2\t\n \t# end\n',
    /begin with #/,
  ],
  [
    'comments in a column that is not the first',
    ',# from HR\nuser_id,transfer_to\n,# Jane left\nusr_1,dept_a\nusr_2,\n,,# end\n',
    /begin with #/,
  ],
  [
    'Markdown with comments',
    '| # from HR |\n| user_id | transfer_to |\n|---|---|\n| # x |\n| usr_1 | dept_a |\n|  | # y | |\n| usr_2 | |\n',
    /begin with #/,
  ],
  [
    'Markdown below a title',
    '# Leavers\n\n| user_id | transfer_to |\n|---|---|\n| usr_1 | dept_a |\n| usr_2 | |\n',
    /line 3/,
  ],
  ['JSON Lines', '{"user_id":"usr_1","transfer_to":"dept_a"}\n{"user_id":"usr_2"}\n'],
  [
    'JSON Lines with comments',
    '# from HR\n{"user_id":"usr_1","transfer_to":"dept_a"}\n\t# Jane left\n{"user_id":"usr_2"}\n# end\n',
    /#/,
  ],
  ['JSON Lines with commas', '{"user_id":"usr_1","transfer_to":"dept_a"},\n{"user_id":"usr_2"}\n', /comma/],
  ['a JSON array', '[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]'],
  [
    'a JSON array below and above comments',
    '\ufeff# from HR: "x" [1]\r\n\n\t## of May {\n[{"user_id":"usr_1","transfer_to":"dept_a"},\n{"user_id":"usr_2"}]\n # end ]\n#',
    /begin with #/,
  ],
  [
    'an object with a list below a comment',
    '# [2026-11] from HR\r{\r"users":[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]\r}\r# end\r',
    /begin with #/,
  ],
  [
    'a JSON array in lines',
    '[\n  {\n    "user_id": "usr_1",\n    "transfer_to": "dept_a"\n  },\n  {\n "user_id": "usr_2"}\n]\n',
  ],
  [
    'a list in an object',
    '{"users":[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]}',
    /"users"/,
  ],
  [
    'our own results',
    '{\n  "summary": {"run_id": "x", "a": {"b": "]}"}},\n  "results": [\n {"user_id":"usr_1","transfer_to":"dept_a"},\n{"user_id":"usr_2"}\n]\n}\n',
    /"results"/,
  ],
  [
    'a list beside the id of the document',
    '{"id":"list_7","users":[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]}',
    /"users"/,
  ],
  [
    'a list beside the user who made it, as in lines',
    '{"user":"ada@example.com","users":[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]}',
    /"users"/,
  ],
  [
    'lists of other people in rows',
    '{"user_id":"usr_1","transfer_to":"dept_a","members":[{"email":"a@b.ch"}]}\n{"user_id":"usr_2"}\n',
    /members/,
  ],
  ['JSON with a mark', '\ufeff[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]'],
  ['JSON as gzip', gzipSync('[{"user_id":"usr_1","transfer_to":"dept_a"},{"user_id":"usr_2"}]'), /gzip/],
];

describe('a file', () => {
  it.each(SHAPES.map(([what, content, note]) => ({ what, content, note })))(
    'with $what is read as it is',
    async ({ content, note }) => {
      for (const size of [1, 7, 64 * 1024]) {
        const found = await read(chunks(content, size));
        expect(found.said, `chunks of ${size}`).toEqual([]);
        expect(people(found)).toEqual(TWO);
        if (note) expect(found.notes.join('\n')).toMatch(note);
        else expect(found.notes.filter((text) => !text.startsWith('columns: '))).toEqual([]);
      }
    },
  );

  it.each([
    ['one a line', 'usr_1\nusr_2\n'],
    ['one line', 'usr_1;usr_2'],
    ['ids in brackets', '<usr_1>\n<usr_2>\n'],
    ['said to be text', '="usr_1"\r\n="usr_2"\r\n'],
    ['one line with commas and blanks', ' usr_1 , usr_2 '],
    ['separators at the end of lines', 'usr_1;\r\nusr_2;\r\n'],
    ['comments before the first', '# leavers\n# of May\nusr_1\nusr_2\n'],
    ['indented comments before the first', '\t# leavers\n  # of May\nusr_1\nusr_2\n'],
    ['JSON', '["usr_1", "usr_2"]'],
    ['CR', 'usr_1\rusr_2'],
    ['a Ctrl-Z', 'usr_1\nusr_2\x1a'],
    ['with dashes before them', '- usr_1\n- usr_2\n'],
    ['with numbers before them', '1. usr_1\n2) usr_2\n'],
    ['with bullets and tabs before them', '•\tusr_1\n\n•\tusr_2\n'],
    ['with stars before them and commas behind', '* usr_1,\n* usr_2\n'],
    ['in quotes behind dashes', '- "usr_1"\n- `usr_2`\n'],
    ['in bold letters', '**usr_1**\n**usr_2**\n'],
  ])('that is a list: %s', async (_, content) => {
    const found = await read(content);
    expect(found.said).toEqual([]);
    expect(found.kept.map(({ user_id }) => user_id)).toEqual(['usr_1', 'usr_2']);
  });

  it.each<readonly [string, string | Buffer, ReadingOptions]>([
    ['--delimiter', 'user_id~transfer_to\nusr_1~dept_a\nusr_2~\n', { delimiter: '~' }],
    [
      '--encoding',
      Buffer.from('user_id,transfer_to,n\nusr_1,dept_a,Zo\xeb\nusr_2,,\n', 'latin1'),
      { encoding: 'windows-1252' },
    ],
    ['--header-line', 'user_id,x\nold,y\nuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n', { header_line: 3 }],
    [
      '--header-line, far below titles,',
      `${'title\n'.repeat(11)}user_id;transfer_to\nusr_1;dept_a\nusr_2;\n`,
      { header_line: 12 },
    ],
    [
      '--header-line, below people,',
      `${'usr_9\n'.repeat(10)}user_id\ttransfer_to\nusr_1\tdept_a\nusr_2\t\n`,
      { header_line: 11 },
    ],
    [
      '--header-line, below other separators,',
      'Left; in May; in June\nuser_id,transfer_to\nusr_1,dept_a\nusr_2,\n',
      { header_line: 2 },
    ],
  ])('is read as %s says', async (_, content, reading) => {
    const found = await read(content, { reading });
    expect(found.said).toEqual([]);
    expect(people(found)).toEqual(TWO);
  });
});

/** What is refused, and the words that say what it is or what to do. */
const REFUSED: readonly (readonly [what: string, content: string | Buffer, words: RegExp])[] = [
  [
    'an Excel workbook',
    Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml', 'latin1'),
    /Excel workbook \(.xlsx\): save the sheet as CSV/,
  ],
  ['an old Excel workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0', 'latin1'), /\(.xls\)/],
  [
    'an OpenDocument sheet',
    Buffer.from('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'latin1'),
    /\.ods/,
  ],
  [
    'a printed table with single blanks',
    'Name Mail\n---- ----\nJane jane@example.com\n',
    /for people to read/,
  ],
  [
    'fields below each other',
    'Name    : Jane\nMail    : jane@example.com\nEnabled : False\n',
    /fields of users/,
  ],
  [
    'fields with equals signs',
    'email = jane@example.com\n name = Jane\n\nemail = john@example.com\n',
    /fields/,
  ],
  [
    'fields below stars',
    '*** 1. row ***\nemail: jane@example.com\n name: Jane\n1 row in set (0.00 sec)\n',
    /fields of users/,
  ],
  [
    'an old Word document',
    Buffer.from(`\xd0\xcf\x11\xe0${[...'WordDocument'].join('\0')}`, 'latin1'),
    /\(.doc\)/,
  ],
  ['a saved mail', Buffer.from(`\xd0\xcf\x11\xe0${[...'__substg1.0_'].join('\0')}`, 'latin1'), /\(.msg\)/],
  ['an encrypted message', '-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n', /decrypt it first/],
  [
    'lines that comm printed',
    'jane@example.com\n\tzoe@example.com\n\t\tjohn@example.com\n',
    /leavers:2: this line is not indented as those before/,
  ],
  ['a list with one line indented', '\tusr_1\nusr_2\n', /not indented as|no column/],
  [
    'an outline, with managers below',
    '- usr_1\n  - usr_9\n- usr_2\n',
    /leavers:2: this line is not indented/,
  ],
  [
    'headings in the column of addresses',
    'email,n\nTERMINATED,\nusr_1,x\nACTIVE,\nusr_2,y\n',
    /leavers:2:email: expected/,
  ],
  ['a ZIP', Buffer.from('PK\x03\x04list.csv', 'latin1'), /a ZIP archive: unpack it first/],
  ['a PDF', '%PDF-1.7\n%\xe2', /a PDF/],
  ['a web page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', /web page/],
  ['XML', '<?xml version="1.0"?><users/>', /XML/],
  ['XML without a declaration', '<users><user email="jane@example.com"/></users>', /XML/],
  ['a part of a web page', '<meta charset="utf-8"><table><tr><td>usr_1</td></tr></table>', /web page/],
  ['LDIF below comments', '# extended LDIF\n#\ndn: uid=jane,dc=example\nmail: jane@example.com\n', /LDIF/],
  ['an e-mail', 'Return-Path: <ada@example.com>\nTo: jane@example.com\n', /an e-mail/],
  ['an answer with its headers', 'HTTP/1.1 200 OK\r\n\r\n["usr_1"]', /curl without -i/],
  ['YAML', 'users:\n  - email: jane@example.com\n', /YAML/],
  ['YAML below its mark', '---\n- email: jane@example.com\n', /YAML/],
  ['a table drawn with signs', '+-------+\n| email |\n+-------+\n| usr_1 |\n+-------+\n', /drawn with lines/],
  ['a table drawn with lines', '┌───────┐\n│ email │\n├───────┤\n│ usr_1 │\n└───────┘\n', /drawn with lines/],
  ['a table as psql prints it', ' email | n \n-------+---\n usr_1 | x\n(1 row)\n', /drawn with lines/],
  ['the same with lines', ' email │ n \n───────┼───\n usr_1 │ x\n(1 row)\n', /drawn with lines/],
  [
    'a row behind a semicolon',
    '; jane@example.com\njohn@example.com\n',
    /leavers:1: this line begins with ;/,
  ],
  [
    'a row behind a semicolon further down',
    'jane@example.com\n;john@example.com\n',
    /leavers:2: this line begins with ;/,
  ],
  ['other ends of lines', 'email,n\u0085jane@example.com,x\u0085', /leavers:1: the lines end in U\+0085/],
  ['other ends of lines of a list', 'jane@example.com\u2028john@example.com', /the lines end in U\+2028/],
  ['RTF', '{\\rtf1 usr_1}', /RTF/],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /picture/],
  ['gzip that is cut off', gzipSync('user_id\nusr_1\n').subarray(0, 20), /cut off/],
  ['gzip that is damaged', Buffer.from('\x1f\x8b\x08\0garbage', 'latin1'), /damaged|cut off/],
  [
    'rows with another separator',
    'user_id,transfer_to\nusr_1;dept_a\n',
    /separated by ";", those of the header by ","/,
  ],
  ['no header', 'jane@example.com,Sales\n', /first line is data.* such as email,note$/],
  ['no header, with tabs', 'Jane\tjane@example.com\n', /first line is data.* such as note<tab>email$/],
  [
    'whole lines in quotes',
    '"Name,Email"\n"Jane,jane@example.com"\n',
    /each line stands in quotes as a whole/,
  ],
  ['the same with quotes within', '"Name;""Email"""\n"Jane;""usr_1"""\n', /each line stands in quotes/],
  [
    'an @ that is half a letter in another encoding',
    Buffer.from('\xb3\xcc\xab\xe1\xa7@\xa4\xe9,n\nusr_1,x\n', 'latin1'),
    /^leavers:1: the file is not UTF-8: [^\n]*$/,
  ],
  ['a row that is commented out', 'user_id,n\n#usr_1,x\nusr_2,y\n', /leavers:2: this row is commented out/],
  [
    'a quote that swallows rows',
    'user_id,n\nusr_1,"x\nusr_2,y\nusr_3,"\n',
    /leavers:2: a cell of the column "n" holds line breaks/,
  ],
  [
    'two lists',
    '{"a":[{"user_id":"usr_1"}],"b":[{"user_id":"usr_2"}]}',
    /more than one list in it \("a", "b"\): keep/,
  ],
  ['JSON that is cut off', '[{"user_id":"usr_1"},', /ends in the middle/],
  ['JSON with more after it', '[{"user_id":"usr_1"}]\n[{"user_id":"usr_2"}]', /after its end.*jq -s add/],
  [
    'JSON without a comma before a field',
    '{"meta":{}\n"users":[{"user_id":"usr_1"}]}',
    /leavers:2: .*a field without a comma before it/,
  ],
  ['JSON with a bracket too many', '[{"user_id":"usr_1"}]]\nusr_2', /leavers:1: .*goes on after its end/],
  [
    'JSON whose list is closed as an object',
    '{"users":[{"user_id":"usr_1"}},\n{"user_id":"usr_2"}]}',
    /leavers:1: .*closes a bracket with one of the other kind/,
  ],
  [
    'JSON whose object is closed as a list',
    '{"users":["usr_1"],\n"usr_2"]}',
    /leavers:2: .*closes a bracket with one of the other kind/,
  ],
  ['JSON without a list', '{\n  "message": "hello"\n}\n', /no list/],
  [
    'one person in lines, with a list beside the address',
    '{\n "email":"jane@example.com",\n "aliases":["john@example.com"]\n}',
    /one object with "email", and a list beside it is not one of users/,
  ],
  [
    'the same with the list first',
    '{\n "aliases":["john@example.com"],\n "userName":"jane@example.com"\n}',
    /one object with "userName"/,
  ],
  ['one person in lines', '{\n "email":"jane@example.com"\n}', /put \[ before it and \] behind it/],
  ...['username":"ada', 'login":"ada', 'email":"hr@example.com', 'user_id":"usr_9'].flatMap((maker) =>
    ['\n', ''].map(
      (end) =>
        [
          `who made it (${maker.split('"')[0]}) beside a list of people, ${end === '' ? 'on one line' : 'in lines'}`,
          `{${end}"${maker}",${end}"users":[{"email":"zoe@example.com"},{"email":"jane@example.com"}]}`,
          /beside its list "users" of people: where the rows are that list, take "\w+" out/,
        ] as const,
    ),
  ),
  ...[
    'leaver":"jane@example.com"',
    'employee":{"email":"jane@example.com"}',
    'user":\n"jane@example.com"',
  ].flatMap((leaver) =>
    ['"reports":["zoe@example.com"]', '"colleagues":[{"email":"zoe@example.com"}]'].map(
      (list) =>
        [
          `who leaves (${leaver.split('"')[0]}) beside ${list.split('"')[1]}`,
          `{\n"${leaver},${list}}`,
          /one object with "\w+", and a list beside it is not one of users/,
        ] as const,
    ),
  ),
  [
    'a field twice in one row',
    '{"email":"jane@example.com","email":"john@example.com"}\n{"email":"zoe@example.com"}\n',
    /leavers:1: the field "email" appears twice in one object: keep only the one that is meant/,
  ],
  [
    'a field twice in a list of JSON',
    '[{"user_id":"usr_1"},\n{"user_id":"usr_2","transfer_to":"a","transfer_to":"b"}]',
    /leavers:2: the field "transfer_to" appears twice/,
  ],
  [
    'a field twice, once in another spelling',
    '{"email":"jane@example.com","\\u0065mail":"john@example.com"}\n',
    /the field "email" appears twice/,
  ],
  [
    'a field twice within another',
    '[{"user_id":"usr_1","profile":{"email":"a@b.ch","email":"c@d.ch"}}]',
    /the field "email" appears twice/,
  ],
  [
    'JSON of very many levels',
    `[{"user_id":"usr_1","x":${'['.repeat(5000)}${']'.repeat(5000)}}]`,
    /leavers:1: the JSON has more than 100 levels/,
  ],
  [
    'what a spreadsheet did not find',
    'email,n\n#N/A,1\njane@example.com,2\n',
    /leavers:2:email: .*got "#N\/A"/,
  ],
  ['the same in German', 'email\n#BEZUG!\njane@example.com\n', /leavers:2:email: .*got "#BEZUG!"/],
  ['the same in a list', '#NV\njane@example.com\n', /leavers:1:user_id: .*got "#NV"/],
  ['a person who is not meant', 'email\nNOT <jane@example.com>\n', /leavers:2:email: /],
  ['a person to keep', 'email\nkeep: Jane <jane@example.com>\n', /leavers:2:email: /],
  ['a person to keep, asked kindly', 'email\nPlease keep: Jane <jane@example.com>\n', /leavers:2:email: /],
  ['a person who is an exception', 'email\nsauf - Ali <ali@example.com>\n', /leavers:2:email: /],
  ['a person not to be sent', 'email\nDo not deactivate: Jane <jane@example.com>\n', /leavers:2:email: /],
  ['what a Spanish spreadsheet did not find', 'email\n#¿NOMBRE?\njane@example.com\n', /got "#¿NOMBRE\?"/],
  ['a statement with a value', "INSERT INTO leavers VALUES ('jane@example.com');\n", /leavers:1:user_id: /],
  [
    'a list of boxes to tick',
    '- [ ] jane@example.com\n- [x] john@example.com\n',
    /leavers:2: the lines before have a - \[ \]/,
  ],
  [
    'a line without what is before the others',
    `${'- usr_1\n'.repeat(12)}usr_2\n`,
    /leavers:13: the lines before have a - before/,
  ],
  ['what a comparison writes', '- usr_1\n+ usr_2\n', /leavers:1:user_id: /],
  ['a line that is struck out', 'usr_1\n~~usr_2~~\n', /leavers:2: this line is struck out/],
  ['one that is struck out behind a dash', '- ~~usr_1~~\n- usr_2\n', /leavers:1:/],
  ['a person to be held back', 'email\n[HOLD] Jane <jane@example.com>\n', /leavers:2:email: /],
  ['the link of another', 'email\n[john@example.com](mailto:jane@example.com)\n', /leavers:2:email: /],
  ['a statement', "DELETE FROM users WHERE id=1 OR email IN ('jane@example.com')\n", /leavers:1:user_id: /],
  ['records of psql', '-[ RECORD 1 ]--\nid | usr_1\nn | x\n', /leavers:1: this is a table that is drawn/],
  ['a table of mysql behind its prompt', 'mysql> select;\n+--+\n| a |\n+--+\n', /is a table that is drawn/],
  [
    'what sqlcmd prints',
    'Changed database\nid  email\n--- ---\n1  jane@example.com\n',
    /table for people to read/,
  ],
  ['LDIF with its version', 'version: 1\n\ndn: cn=Jane\nmail: jane@example.com\n', /\(LDIF\)/],
  ['a broken element', '[\n{"user_id":"usr_1"},\n{"user_id"}\n]', /leavers:3: this is not JSON/],
];

describe('a file is refused, and called by what it is', () => {
  it.each(REFUSED)('%s', async (_, content, words) => {
    const { said } = await read(content);
    expect(said.join('\n')).toMatch(words);
  });
});

describe('what is said of a file that is refused', () => {
  it.each<[what: string, content: string, mend: readonly string[]]>([
    ['a swallowed note', 'user_id,n\nusr_1,"x\nusr_2,y"\n', ['--ignore-column n']],
    ['a swallowed column that alone names the person', 'user_id,n\n"usr_1\nusr_2",y\n', []],
    ['one of two such columns', 'email,Mail\n"a@x.ch\nb@x.ch",a@x.ch\n', ['--ignore-column email']],
  ])('offers nothing that would leave nobody: %s', async (_, content, mend) => {
    const [problem] = (await read(content)).column_problems;
    expect(problem?.mend.map((words) => words.join(' '))).toEqual(mend);
  });

  it('names no list as that of the rows where there are two', async () => {
    const { notes } = await read('{"a":[{"user_id":"usr_1"}],"b":[{"user_id":"usr_2"}]}');
    expect(notes).toEqual([]);
  });
});

describe('a page of several', () => {
  const page = (field: string) => `{${field},"users":[{"user_id":"usr_1"}]}`;
  const PAGES = [
    page('"nextPageToken":"x"'),
    page('"page":1,"total_pages":3'),
    page('"pagination":{"page":3,"total_pages":3}'),
    page('"totalResults":500,"startIndex":1,"itemsPerPage":1'),
    '{"users":[{"user_id":"usr_1"}],"last_page":2}',
    page('"maxResults":50,"startAt":0,"isLast":false'),
    page('"total_users_count":200,"skip":0,"take":100'),
    page('"meta":{"total":200,"per_page":100}'),
    page('"@odata.nextLink": "https://graph.example/users?$skiptoken=x"'),
    page('"has_more":true'),
    '{"users":[{"user_id":"usr_1"}],\n"next_page" : 2}',
    '{"users":[{"user_id":"usr_1"}],"next":"https://api.example/users?page=2","total":9}',
    ...[
      '"next": {"page":2}',
      '"next": {"href":"https://api.example/users?page=2"}',
      '"meta":{"count":1,"next_cursor":"x"}',
      '"links":{"prev":null,"next":"https://api.example/users?page=2"}',
      '"_links":{"next":{"href":"https://api.example/users?page=2"}}',
      '"paging":{"cursors":{"after":"x"},"next":{"after":"x"}}',
      '"pagination":{"has_more":true}',
      '"pageInfo":{"hasNextPage":true}',
    ].flatMap((field) => [page(field), `{"users":[{"user_id":"usr_1"}],${field}}`]),
  ];

  it.each(PAGES)('is noted, and refused as a roster: %s', async (content) => {
    for (const size of [1, 64 * 1024]) {
      const found = await read(chunks(content, size));
      expect(found.said).toEqual([]);
      expect(found.notes.join('\n')).toContain('the JSON is one page of several');
      const { said } = await read(chunks(content, size), { reading: { isRoster: true } });
      expect(said.join('\n')).toContain('put all pages into one list');
    }
  });

  it.each([
    '"next":null',
    '"has_more":false',
    '"nextPageToken":""',
    '"next":{}',
    '"next":{"href":null}',
    '"links":{"self":"https://api.example/users","next":null}',
    '"meta":{"count":1,"next_cursor":""}',
    '"meta":{"tags":["a"],"about":{"next":"x"}}',
    '"total":9',
    '"page":1,"total_pages":1',
    '"totalResults":1,"itemsPerPage":1',
    '"total_users_count":1,"skip":0,"take":100',
    '"maxResults":50,"isLast":true',
    '"totalResults":9',
  ])('is none where nothing follows: %s', async (field) => {
    for (const content of [page(field), `{"users":[{"user_id":"usr_1"}],${field}}`]) {
      const { said, notes } = await read(chunks(content, 1), { reading: { isRoster: true } });
      expect(said).toEqual([]);
      expect(notes.join('\n')).not.toContain('page of several');
    }
  });
});

describe('an object beside the list that is too long to be looked at', () => {
  it('is left aside', async () => {
    const { said, kept } = await read(
      chunks(`{"meta":{"long":"${'x'.repeat(1_100_000)}"},"users":[{"user_id":"usr_1"}]}`),
    );
    expect(said).toEqual([]);
    expect(kept).toHaveLength(1);
  });
});

describe('a line that may also be the column names', () => {
  it.each<[what: string, content: string, line: number]>([
    ['below a title of one word', 'Users\n\nemail,name\njane@example.com,Jane\n', 3],
    ['below a title that is a name of a column', 'Email\nuser_id,transfer_to\nusr_1,dept_a\n', 2],
    ['below names of groups', 'User;;Transfer\nEmail;Name;Team\njane@example.com;Jane;Web\n', 2],
    ['one of two', 'Report\nemail,name\nuser_id,name\nusr_1,x\n', 3],
    ['below conditions', 'User,all\n\nemail,name\njane@example.com,Jane\n', 3],
  ])('is told, and can be named: %s', async (_what, content, line) => {
    const { said, notes } = await read(content);
    expect(said).not.toEqual([]);
    expect(notes.join('\n')).toContain(`line ${line} may also be the column names`);
    const named = await read(content, { reading: { header_line: line } });
    expect(named.said).toEqual([]);
    expect(named.kept).toHaveLength(1);
  });

  it.each<[what: string, content: string, said: readonly string[]]>([
    ['a person, a comment, the same', 'email,user\njane@example.com,user\n# user\nemail,user\n', []],
    ['other names below a row', 'email\njane@example.com\nEmail\n', [expect.stringContaining('got "Email"')]],
  ])('is none where it would leave out a row, and where it is none: %s', async (_what, content, words) => {
    const { said, notes } = await read(content);
    expect(said).toEqual(words);
    expect(notes.join('\n')).not.toContain('may also be');
  });
});

describe('what might be meant otherwise', () => {
  const JANE = 'jane@example.com';
  const zipped = (name: string) => Buffer.from(`PK\x03\x04\x14\0\0\0${name}`, 'latin1');
  it.each<[what: string, content: string | Uint8Array, words: RegExp, reading?: ReadingOptions]>([
    ['two people on each line', `${JANE},boss@a.ch\njohn@a.ch,boss@a.ch\n`, /:1: the first line is data/],
    ['two people on the last line', `${JANE};\njohn@a.ch;boss@a.ch\n`, /:1: the first line is data/],
    ['two people far down', `${'usr_1;\n'.repeat(12)}usr_2;usr_3\n`, /:13:user_id: .*got "usr_2;usr_3"/],
    ['a person who is commented out of a list', `# ${JANE}\njohn@a.ch\n`, /:1: this row is commented/],
    [
      'a row that is commented out and indented',
      `email,n\n\t# ${JANE},x\njohn@a.ch,y\n`,
      /:2: this row is commented/,
    ],
    [
      'an object that is commented out',
      '{"user_id":"usr_1"}\n # {"user_id":"usr_2"}\n',
      /:2: this row is commented/,
    ],
    [
      'an object that is commented out above a document',
      '# {"user_id":"usr_1"}\n[{"user_id":"usr_2"}]\n',
      /:1: this row is commented/,
    ],
    ['a list of ids above one', '\t## ["usr_1"]\n["usr_2"]\n', /:1: this row is commented/],
    ['a list of rows below one', '["usr_2"]\n# [ {"user_id":"usr_1"}]', /:2: this row is commented/],
    ['words behind the end of a document', '["usr_2"] # end\n', /:1: the JSON goes on after its end/],
    ['a person behind a # and a tab', `n\temail\n\t# ${JANE}\nx\tjohn@a.ch\n`, /:2:email: .*got "# jane@/],
    ['a number and a row behind a tab', 'n\tticket\temail\n\t#1\tjohn\n', /:2:email: .*got "john"/],
    ['a person behind a # in Markdown', `| email |\n|---|\n| # ${JANE} |\n`, /:3:email: .*got "# jane@/],
    [
      'a mailbox behind a # and a tab',
      `n\temail\n\t# Jane <${JANE}>\nx\tjohn@a.ch\n`,
      /:2: this row is comm/,
    ],
    ['a row of a ticket alone', 'email\tticket\n\t#4711\njohn@a.ch\t#1\n', /:2:email: /],
    ['what was not found behind a tab', 'n\temail\n\t#N/A\nx\tjohn@a.ch\n', /:2:email: .*got "#N\/A"/],
    ['an indented value that was not found', 'email,n\n  #N/A,x\njohn@a.ch,y\n', /:2:email: .*got "#N\/A"/],
    [
      'a comment between the rows of a list',
      'usr_1\n\t# on leave\nusr_2\n',
      /:2:user_id: expected a user \(comments go above the first row of a list\), got "# on leave"/,
    ],
    ['the same of signed rows', '- usr_1\n# on leave\n- usr_2\n', /:2:user_id: .*go above the first row/],
    ['a person above the header', `${JANE},x\nemail,n\njohn@a.ch,x\n`, /:1: is above the col/],
    ['an id above the header', 'usr_1\n\nuser_id\nusr_2\n', /:1: is above the column names/],
    [
      'UTF-16 that ends in half a letter',
      Buffer.from('\ufeffusr_1\nx', 'utf16le').subarray(0, 15),
      /no UTF-16LE/,
    ],
    [
      'another encoding than said',
      Buffer.from('usr_1\n\xff', 'latin1'),
      /no SHIFT_JIS/,
      { encoding: 'shift_jis' },
    ],
    ['a workbook with an encoding', zipped('xl/x'), /an Excel workbook/, { encoding: 'windows-1252' }],
    ['gzip twice', gzipSync(gzipSync('usr_1')), /this is packed by gzip twice/],
    ['a header line below the last row', 'user_id,n\nusr_1,x\n', /last row is on line 2/, { header_line: 9 }],
    ['a header line below a list', 'usr_1\nusr_2\n', /last row is on line 2/, { header_line: 3 }],
    [
      'a header line that is a row',
      'email,n\njane@a.ch,x\njohn@a.ch,y\n',
      /:2: this line is data/,
      { header_line: 2 },
    ],
    ['an address book', 'BEGIN:VCARD\r\nEMAIL:a@b.c\r\n', /an address book \(vCard\)/],
    ['LDIF', 'dn: uid=jane,dc=example\nmail: jane@example.com\n', /LDIF/],
    ['a tar archive', `${'leavers.csv'.padEnd(257, '\0')}ustar`, /a tar archive/],
  ])('%s is refused', async (_what, content, words, reading = {}) => {
    const { said } = await read(content, { reading });
    expect(said.join('\n')).toMatch(words);
  });

  it.each<[what: string, content: string, reading?: ReadingOptions]>([
    ['a person above the header that the call names', 'usr_2,x\nuser_id,n\nusr_1,x\n', { header_line: 2 }],
    ['blanks behind a closing quote', 'user_id,n,m\n"usr_1" ,"a, b" ,c\n'],
    ['one row under lines that end in CR', 'user_id,n\rusr_1,x\r'],
    ['the same without a last one', 'user_id,n\rusr_1,x'],
    ['UTF-8 that is said to be so', '\ufeffuser_id,n\nusr_1,é\n', { encoding: 'utf-8' }],
    ['an example in another language', 'user_id,n\nBeispiel: usr_0,x\nusr_1,x\n'],
  ])('%s is taken', async (_what, content, reading = {}) => {
    const { said, kept } = await read(content, { reading });
    expect(said).toEqual([]);
    expect(kept.map(({ user_id }) => user_id)).toEqual(['usr_1']);
  });
});

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
    'mailboxes and commas',
    '"Doe, Jane" <jane@example.com>,\n"Smith, John" <john@example.com>\n',
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
  ['a second address that is empty', 'E-mail Address,E-mail 2 Address\njane@example.com,\n', ['jane']],
  ['the same in German', 'E-Mail-Adresse;E-Mail 2: Adresse\njane@example.com;\n', ['jane']],
  ['the same in French', 'Adresse de messagerie;Adresse de messagerie 2\njane@example.com;\n', ['jane']],
  ['a second label that is empty', 'E-mail 1 - Value,E-mail 2 - Value\njane@example.com,\n', ['jane']],
];

const REFUSED: readonly (readonly [what: string, text: string, said: string])[] = [
  [
    'a second address further down',
    `Email,Email 2\n${'jane@example.com,\n'.repeat(1100)}jane@example.com,john@example.com\n`,
    'name two people',
  ],
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
    'a list further within',
    '{"d":{"results":[{"email":"jane@example.com"},{"email":"john@example.com"}]}}',
    'the list d.results is further within: `jq .d.results` takes it out',
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

const people = async (text: string, columns?: ReadonlyMap<string, string>) => {
  const found = await read(text, columns && { reading: { columns } });
  return { said: found.said, emails: found.kept.map(({ user_id, email = user_id }) => email) };
};

describe('a file as a program writes it', () => {
  it.each(TAKEN)('is taken: %s', async (_, text, names) => {
    expect(await people(text)).toEqual({ said: [], emails: names.map((name) => `${name}@example.com`) });
  });

  it.each(REFUSED)('is refused: %s', async (_, text, said) => {
    expect((await people(text)).said[0]).toContain(said);
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

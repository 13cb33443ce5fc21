import { describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';

const LEAVER = '$ aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --sandbox';
const TABLE = `USER        NAME      EMAIL             STATE        RESOURCES TO
usr_abc123  Jane Doe  jane@example.com  deactivated  dept_eng001
note: to undo: aitronos users reactivate usr_abc123 --org org_xyz789 --sandbox
note: sandbox: nothing real was changed`;

function block(...lines: readonly string[]): string {
  return ['```console', ...lines, '```', ''].join('\n');
}

const good: Readonly<Record<string, string>> = {
  'the output as it is': block(LEAVER, TABLE),
  'two commands in one block': block('$ echo one', 'one', '$ echo two', 'two'),
  'a blank line before the next prompt': block('$ echo one', 'one', '', '$ echo two', 'two'),
  'nothing where nothing is printed': block('$ true'),
  'stderr in its place': block('$ echo one; echo two >&2; echo three', 'one', 'two', 'three'),
  'an exit code that is shown': block('$ (exit 3)', '$ echo $?', '3'),
  'a line that goes on': block('$ echo one \\', '  two', 'one two'),
  'lines left out': block('$ seq 9', '1', '...', '8', '9'),
  'lines left out where there are none': block('$ echo one', 'one', '…'),
  'a text left out of a line': block('$ echo one two three', 'one…three'),
  'what an earlier block exported': `${block('$ export WHO=jane')}text\n${block('$ echo $WHO', 'jane')}`,
  'a folder that an earlier line went to': block('$ mkdir in && cd in', '$ pwd', '/home/jane/in'),
  'a file of the page': `<!-- file: a.csv -->\n\n\`\`\`csv\nemail\n\`\`\`\n${block('$ cat a.csv', 'email')}`,
  'a line that is not shown': `<!-- run: WHO=jane -->\n${block('$ echo $WHO', 'jane')}`,
  'a block of more marks': `\`\`\`\`console\n$ echo '\`\`\`'\n\`\`\`\n\`\`\`\`\n`,
  'a block closed by more marks': '```console\n$ echo one\none\n````\n',
  'a block in a list': `1. First\n\n   \`\`\`console\n   $ echo one\n   one\n   \`\`\`\n`,
  'another time': block('$ echo 2026-11-26T03:04:05Z', '2025-01-02T10:20:30Z'),
  'another duration': block('$ echo took 2.5 s', 'took 10 s'),
  'another run': block('$ echo 20261126-030405-aa11', '20250102-102030-e9e2'),
  'a run named again': block(
    '$ echo 20261126-030405-aa11',
    '20250102-102030-e9e2',
    '$ test 20250102-102030-e9e2 = 20261126-030405-aa11',
    '$ test 20250102-1020 = 20261126-030405-aa11',
  ),
  'a server in the background': `<!-- background: aitronos sandbox start --port 0 -->\n${block('$ echo one', 'one')}`,
  'a server that is shown, and named again': [
    '<!-- background -->',
    block(
      '$ aitronos sandbox start',
      'The sandbox of the API is at http://127.0.0.1:4700 until Ctrl-C. …',
      '...',
    ),
    block(
      '$ export AITRONOS_API_URL=http://127.0.0.1:4700 AITRONOS_ACCESS_TOKEN=sandbox-access-token',
      '$ aitronos auth token',
      'sandbox-access-token',
    ),
  ].join('\n'),
  'a command that is interrupted': `<!-- background -->\n${block(
    '$ aitronos sandbox start',
    'The sandbox of the API is at http://127.0.0.1:4700 until Ctrl-C.…',
    '...',
    '^C',
    '$ echo $?',
    '0',
  )}`,
};

const bad: Readonly<Record<string, { readonly page: string; readonly says: RegExp }>> = {
  'another output': { page: block('$ echo one', 'two'), says: /line 2, block 1: \$ echo one\n.*\n +two/ },
  'a part of the output': { page: block('$ seq 2', '1'), says: /line 2/ },
  'more than the output': { page: block('$ echo one', 'one', 'two'), says: /line 2/ },
  'no output where some is': { page: block('$ echo one'), says: /\(nothing\)/ },
  'another name in a table': { page: block(LEAVER, TABLE.replace('Jane', 'June')), says: /June/ },
  'a failure that is not shown': { page: block('$ false'), says: /ended with 1/ },
  'another exit code': { page: block('$ (exit 3)', '$ echo $?', '2'), says: /line 3/ },
  'a wrong line after lines left out': { page: block('$ seq 9', '...', '8'), says: /line 2/ },
  'a wrong word after a text left out': { page: block('$ echo one two', 'one…three'), says: /line 2/ },
  'another word beside a time': { page: block('$ echo at 10:20:30', 'on 10:20:30'), says: /line 2/ },
  'a command that is not there': { page: block('$ aitronos users deactive'), says: /line 2/ },
  'a syntax error': { page: block('$ echo "one'), says: /line 2/ },
  'a command that ends the shell': { page: block('$ exit 0', '$ echo one', 'one'), says: /the shell ended/ },
  'a hidden line that fails': { page: '<!-- run: false -->\n', says: /line 1: \$ false/ },
  'a block without a prompt': { page: block('one'), says: /line 1: .*does not begin/ },
  'an empty block': { page: block(), says: /line 1: .*does not begin/ },
  'output before the first prompt': { page: block('one', '$ echo one', 'one'), says: /line 1: .*not begin/ },
  'a prompt in another block': { page: '```\n$ aitronos help\n```\n', says: /line 2: .*outside/ },
  'a prompt in the text': { page: '\n$ aitronos help\n', says: /line 2: .*outside/ },
  'a prompt in the midst of the text': { page: 'Type `$ aitronos help`.\n', says: /line 1: .*outside/ },
  'a prompt in a list': { page: '- `$ npm ci`\n', says: /line 1: .*outside/ },
  'a prompt of another program in another block': {
    page: '```sh\n$ npm ci\n```\n',
    says: /line 2: .*outside/,
  },
  'a prompt in a quotation': { page: '> $ ls\n', says: /line 1: .*outside/ },
  'a block closed by too few marks': {
    page: '````console\n$ echo one\none\n```\n',
    says: /line 1: .*not closed/,
  },
  'a block that is not closed': { page: '```console\n$ echo one\none\n', says: /line 1: .*not closed/ },
  'a file without a block': { page: '<!-- file: a.csv -->\nText\n', says: /line 1: no block/ },
  'a file at the end': { page: '<!-- file: a.csv -->\n', says: /line 1: no block/ },
  'a request to another machine': {
    page: block('$ AITRONOS_ACCESS_TOKEN=a aitronos users list --org org_1 --retries 0'),
    says: /proxy 127\.0\.0\.1:9/,
  },
  'a request to another machine without a proxy': {
    page: block(
      '$ unset HTTPS_PROXY HTTP_PROXY',
      '$ AITRONOS_ACCESS_TOKEN=a aitronos users list --org org_1 --retries 0',
    ),
    says: /HOST_UNREACHABLE/,
  },
  'a request by way of a proxy elsewhere': {
    page: block(
      '$ export HTTPS_PROXY=http://proxy.example.com:3128',
      '$ AITRONOS_ACCESS_TOKEN=a aitronos users list --org org_1 --retries 0',
    ),
    says: /proxy\.example\.com/,
  },
};

describe('a page', () => {
  it.concurrent.each(Object.entries(good))('may show %s', { timeout: 30_000 }, async (_, page) => {
    expect((await checkPage(page)).join('\n')).toBe('');
  });

  it.concurrent.each(Object.entries(bad))(
    'may not show %s',
    { timeout: 30_000 },
    async (_, { page, says }) => {
      expect((await checkPage(page)).join('\n')).toMatch(says);
    },
  );
});

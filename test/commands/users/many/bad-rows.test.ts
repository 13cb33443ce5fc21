import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, errorOf, ids, runFolders, TARGET } from './leavers.ts';

const world = useWorld();

/** The file is refused with these words: nothing was sent, and no run is left behind. */
async function refuses(content: string | Uint8Array, words: RegExp, more = '--yes'): Promise<string> {
  const { exit, stdout, stderr } = await deactivateFrom(world.current, content, more);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(words);
  expect(world.current.requests).toEqual([]);
  expect(await runFolders(world.current)).toEqual([]);
  return stderr;
}

const numbered = (count: number, row: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => row(at + 1));

describe('bad rows are all told at once, before anything is sent', () => {
  const hundred = `user_id,name\n${ids(200)
    .map((id, index) => (index % 2 ? id : `jane${index}`))
    .map((id) => `${id},x\n`)
    .join('')}`;

  it('a hundred of them, with file, line and column', async () => {
    const stderr = await refuses(hundred, /error: 100 problems in .*leavers: nothing was sent \(BAD_ROWS\)/);
    const lines = stderr.split('\n').filter((line) => /leavers:\d+: user_id: expected a user id/.test(line));
    expect(lines).toHaveLength(10);
    expect(stderr).toContain('\n… and 90 more lines say the same (-o json has all)\n');
    expect(lines[0]).toMatch(
      /leavers:2: user_id: expected a user id \(usr_….*\) or an e-mail address, got "jane0"$/,
    );
    expect(lines[9]).toMatch(/leavers:20: user_id: .* got "jane18"$/);
    expect(stderr).toContain('hint: correct the rows and run the same command again');
  });

  it.each([
    ['a workbook', 'PK\u0003\u0004xl/'],
    ['JSON that was cut off', '[{"user_id":"usr_1"}'],
    ['a quote that never ends', 'user_id,name\nusr_1,"x\n'],
  ])('or the file as a whole is to be mended: %s', async (_, text) => {
    const stderr = await refuses(text, /error: 1 problem in .*leavers: nothing was sent \(BAD_ROWS\)/);
    expect(stderr).toContain('hint: correct the file or name another, and run the command again\n');
  });

  it('also of those that are typed', async () => {
    const typed = 'users deactivate usr_1 bad Foo --org org_xyz789 --transfer-to dept_eng001 --yes';
    const { exit, stderr } = await world.current.run(typed);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/got "bad"\n.*got "Foo"\n.*error: 2 problems in arguments/s);
    expect(world.current.requests).toEqual([]);
  });

  it('and two files are one too many', async () => {
    const { exit, stderr } = await deactivateFrom(world.current, 'usr_1\n', '--yes --from other.csv');
    expect({ exit, stderr }).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--from <file>: it is given twice: put all in one file'),
    });
  });

  it('a hundred of them in JSON', async () => {
    const ended = await deactivateFrom(world.current, hundred, '--yes --json');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    const { code, details } = errorOf(ended);
    expect(code).toBe('BAD_ROWS');
    expect(details.problem_count).toBe(100);
    expect(details.problems).toHaveLength(100);
    expect(details.problems[0]).toEqual({
      file: expect.stringMatching(/leavers$/),
      line: 2,
      column: 'user_id',
      message: expect.stringContaining('got "jane0"'),
    });
    expect(world.current.requests).toEqual([]);
  });

  it('with a row of every kind of fault', async () => {
    const content = [
      'user_id,transfer_to',
      'org_1,dept_eng001',
      'usr_1,role_eng',
      'usr_2',
      'jane@,',
      ',dept_eng001',
      '',
    ].join('\n');
    const stderr = await refuses(content, /4 problems/);
    expect(stderr).toMatch(/:2: user_id: expected a user id.*got "org_1"/);
    expect(stderr).toMatch(/:3: transfer_to: expected a department id.*got "role_eng"/);
    expect(stderr).toMatch(/:5: user_id: expected an e-mail address such as .*got "jane@"/);
    expect(stderr).toMatch(/:6: user_id: expected a user id.*got ""/);
  });

  const KINDS: readonly (readonly [what: string, rows: readonly string[], lines: readonly string[]])[] = [
    ['eleven that say the same', numbered(11, (at) => `jane${at},`), ['… and 1 more line says the same']],
    [
      'two kinds in turn',
      numbered(3000, (at) => (at % 2 ? 'kim@exampel..com,' : `usr_${at},usr_${at}`)),
      ['… and 1,490 more lines say the same', '… and 1,490 more lines say the same'],
    ],
    [
      'values with blanks and digits',
      numbered(1200, (at) => `Jane ${at} Doe,`),
      ['… and 1,190 more lines say the same'],
    ],
    [
      'more than are kept',
      numbered(10_100, () => 'x y,'),
      ['… and 9,990 more lines say the same among the first 10000', '(-o json has the first 10000)'],
    ],
  ];

  it.each(KINDS)('many are put together: %s', async (_, rows, words) => {
    const stderr = await refuses(`user_id,transfer_to\n${rows.join('\n')}\nusr_good,\n`, /problems in/);
    const printed = stderr.split('\n');
    const counts = printed.filter((line) => line.startsWith('…'));
    expect(counts).toHaveLength(words.filter((word) => word.startsWith('…')).length);
    expect(printed.filter((line) => /leavers:\d/.test(line))).toHaveLength(10 * counts.length);
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toContain('every row is bad');
  });

  it('a file without one good row is said to be the wrong one, in one sentence', async () => {
    const words = numbered(40, (at) => `Minutes of meeting ${at}`).join('\n');
    const stderr = await refuses(`${words}\n`, /hint: every row is bad: is this the right file/);
    expect(stderr.split('\n').length).toBeLessThan(16);
    await refuses('E-pošta\nusr_1\n', /hint: correct the rows .* with --column 'email=#1'/);
    await refuses('E-Mail;Cost\nusr_1;7\n;7\n', /hint: correct the rows, or .* --where 'E-Mail!='\n/);
    const few = await refuses('usr 1\nusr 2\n', /2 problems/);
    expect(few).not.toContain('every row');
  });

  it('on stdin they stand in stdin', async () => {
    const ended = await world.current.run(`users deactivate --from - ${TARGET} --yes`, {
      stdin: 'usr_1\njane\n',
    });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toMatch(/^stdin:2: user_id: expected a user id/);
  });

  it('the last row of 80,000 is bad, and nothing was sent', async () => {
    await refuses(`${ids(79_999).join('\n')}\nusr 80000\n`, /leavers:80000: user_id: expected a user id/);
  });

  it('control characters of a file do not reach the terminal', async () => {
    const stderr = await refuses('user_id\n\u001b[31mred\n', /leavers:2: user_id/);
    expect(stderr).not.toContain('\u001b');
  });
});

describe('a file that cannot be read is refused with words that name the cause', () => {
  it.each<readonly [string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /leavers: holds no rows/],
    ['blank lines only', '\n\n  \n', /leavers: holds no rows/],
    [
      'Latin-1',
      Buffer.from('user_id,name\nusr_1,Zo\xeb\n', 'latin1'),
      /leavers:2: the file is not UTF-8: .*Zoë.*hint: .*--encoding windows-1252/s,
    ],
    [
      'a line of 1 MB',
      `user_id,name\nusr_1,${'x'.repeat(1_000_000)}\n`,
      /leavers:2: the line is longer than/,
    ],
    ['a JSON document that is cut off', '["usr_1","usr_2"', /ends in the middle/],
    [
      'no column that names users',
      'name,team\nx,y\n',
      /leavers:1: no column names the person: expected user_id or email/,
    ],
    ['a quote that is never closed', 'user_id,name\nusr_1,"x\nusr_2,y\n', /leavers:2: .*never closed/],
    ['broken JSON', '{"user_id":"usr_1"}\n{"user_id":\n', /leavers:2: not one whole JSON object a line/],
  ])('%s', async (_what, content, words) => {
    await refuses(content, words);
  });

  it.each([
    ['a missing file', 'nowhere.csv', /cannot read .*nowhere\.csv: there is no such file/],
    ['a directory', 'folder', /cannot read .*folder: it is a folder/],
  ])('%s', async (_what, name, words) => {
    const w = world.current;
    const path = `${w.home}/${name === 'folder' ? '' : name}`;
    const { exit, stdout, stderr } = await w.run(`users deactivate --from ${path} ${TARGET} --yes`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(name === 'folder' ? /cannot read .*: it is a folder/ : words);
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });
});

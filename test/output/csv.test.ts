import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/output/csv.ts';
import { type Row, readRows } from '../../src/runs/input/rows.ts';
import { userRows } from '../../src/runs/input/user-rows.ts';
import { useWorld } from '../world.ts';

const cells = (...texts: readonly (string | number)[]) => renderCsv({ columns: ['a'], rows: [texts] }, false);

describe('a text that a spreadsheet would run', () => {
  it.each([
    ['=HYPERLINK("https://x";"y")', `"'=HYPERLINK(""https://x"";""y"")"\r\n`],
    ['+cmd|x', "'+cmd|x\r\n"],
    ['-cmd|x', "'-cmd|x\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\t=1', "'=1\r\n"],
    ['\u200b=1', "'=1\r\n"],
    ['\u001b[1m=1', "'=1\r\n"],
    ['=', "'=\r\n"],
    ['--1', "'--1\r\n"],
    ['-1-1', "'-1-1\r\n"],
    ['+49 170', "'+49 170\r\n"],
  ])('gets a quote before it: %j', (text, expected) => {
    expect(cells(text)).toBe(expected);
  });

  it.each(['-12', '+12', '-1.5', '-.5', '-1.5e3', '-1.', "'x", "O'Neil", 'a=b', ' =x', '1-1'])(
    'and %j is none',
    (text) => {
      expect(cells(text)).toBe(`${text}\r\n`);
    },
  );

  it.each(['', null, '\u200b'])(
    'a record of one empty field is no empty line, which readers pass over: %j',
    (cell) => {
      expect(renderCsv({ columns: ['a'], rows: [[cell]] })).toBe('a\r\n""\r\n');
      expect(renderCsv({ columns: ['a', 'b'], rows: [[cell, null]] }, false)).toBe(',\r\n');
    },
  );

  it('a number stays one', () => {
    expect(cells(-12, -0.5)).toBe('-12,-0.5\r\n');
  });

  it('the user’s own cells stay as they are', () => {
    expect(renderCsv({ columns: ['a', 'b'], rows: [['=x', '=x']], verbatim: 1 }, false)).toBe("=x,'=x\r\n");
  });
});

/** What the reader of rows makes of a file. */
async function rowsOf(text: string): Promise<Row[]> {
  const rows: Row[] = [];
  const options = { name: 'x.csv', form: userRows({ use: 'none', fallback: null }) };
  const bytes = async function* () {
    yield Buffer.from(text);
  };
  const read = await readRows(bytes(), options, (row) => {
    rows.push(row);
  });
  expect(read.problems).toEqual([]);
  return rows;
}

it('what was printed is read back without the quote, whatever it was', async () => {
  const start = fc.constantFrom('=', '+', '-', '@', "'", "''", '');
  const rest = fc.string({ unit: fc.constantFrom('=', '-', '1', '.', 'a', '"', ',', "'", 'é') });
  const text = fc.tuple(start, rest).map(([first, more]) => first + more);
  await fc.assert(
    fc.asyncProperty(
      text.filter((one) => !/^'[=+\-@]/.test(one)),
      async (note) => {
        const printed = renderCsv({ columns: ['user_id', 'note'], rows: [['usr_1', note]] });
        expect((await rowsOf(printed))[0]?.input['note']).toBe(note);
      },
    ),
  );
});

describe('a list that was printed as CSV, given back to a run', () => {
  const world = useWorld();
  const NAME = '=HYPERLINK("https://evil.example","Jane")';
  const MEMBER = { user_id: 'usr_abc123', full_name: NAME, email: '+jane@example.com' };
  const GONE = { id: 'usr_abc123', account_state: 'deactivated' };
  const ORG = '--org org_xyz789';

  it('means what it meant, and comes out as it went in', async () => {
    const w = world.current;
    await w.script({ status: 200, body: { members: [MEMBER], total: 1 } });
    const list = await w.run(`users list ${ORG} -o csv`);
    const line = `usr_abc123,"'${NAME.replaceAll('"', '""')}",'+jane@example.com,,`;
    expect(list.stdout).toBe(`user_id,full_name,email,role,status\r\n${line}\r\n`);
    const file = join(w.home, 'people.csv');
    writeFileSync(file, list.stdout);
    const run = `users deactivate --from ${file} ${ORG} --transfer-to dept_eng001 --yes --no-check`;
    await w.script({ status: 200, body: { members: [MEMBER], total: 1 } }, { status: 200, body: GONE });
    const done = await w.run(`${run} --json`);
    const input = {
      user_id: 'usr_abc123',
      full_name: NAME,
      email: '+jane@example.com',
      role: '',
      status: '',
    };
    expect(JSON.parse(done.stdout).results).toMatchObject([{ outcome: 'changed', input }]);
    expect(done.stdout).not.toContain('quoted');
    const { run_id } = JSON.parse(done.stdout).summary;
    expect((await w.run(`runs show ${run_id} -o csv`)).stdout).toContain(`\r\n${line},1,usr_abc123,changed`);
    expect((await w.run(`runs show ${run_id} -o jsonl`)).stdout).not.toContain('quoted');
  });

  it('an address is read without the quote where it must be looked up', async () => {
    const w = world.current;
    const file = join(w.home, 'people.csv');
    writeFileSync(file, "email,note\r\n'+jane@example.com,'-x\r\n");
    await w.script({ status: 200, body: { members: [MEMBER], total: 1 } }, { status: 200, body: GONE });
    const line = `users deactivate --from ${file} ${ORG} --transfer-to dept_eng001 --yes --no-check -o csv`;
    const { exit, stdout, stderr } = await w.run(line);
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    expect(stdout).toContain("\r\n'+jane@example.com,'-x,1,usr_abc123,changed");
    expect(JSON.parse(w.requests[0]?.body ?? '{}').search_term).toBe('+jane@example.com');
  });
});

import { describe, expect, it } from 'vitest';
import { RESULT_COLUMNS, recordsCsv, runCsv } from '../../src/results/csv-columns.ts';
import { carriedColumns } from '../../src/runs/input/columns/input-columns.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const headerOf = (csv: string) => (csv.split('\r\n')[0] ?? '').split(',');
const DEACTIVATE = 'users deactivate --from - --yes -o csv --org org_xyz789 --transfer-to dept_eng001';

/** The headers of a file and what stands in the results before the columns that the run adds. */
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['user_id,team', ['input_user_id', 'team']],
  ['email,Team', ['email', 'Team']],
  ['user_id,outcome', ['input_user_id', 'input_outcome']],
  ['user_id,Outcome,OUTCOME', ['input_user_id', 'input_Outcome', 'input_OUTCOME_2']],
  ['user_id,outcome,input_outcome', ['input_user_id', 'input_outcome', 'input_outcome_2']],
  ['user_id,input_outcome,outcome', ['input_user_id', 'input_outcome', 'input_outcome_2']],
  ['user_id,Row,row,Attempts', ['input_user_id', 'input_Row', 'input_row_2', 'input_Attempts']],
  ['USER_ID,user_id', ['input_USER_ID', 'input_user_id_2']],
  ['userId,team', ['userId', 'team']],
  ['user_id,Team,Team', ['input_user_id', 'Team', 'Team_2']],
  ['user_id,Team,team', ['input_user_id', 'Team', 'team_2']],
  ['user_id,Team,Team,Team_2', ['input_user_id', 'Team', 'Team_3', 'Team_2']],
  ['user_id,TEAM_2,Team,Team', ['input_user_id', 'TEAM_2', 'Team', 'Team_2_2']],
  ['user_id, Team ,Team', ['input_user_id', 'Team', 'Team_2']],
  ['user_id,,', ['input_user_id', '', '_2']],
  ['user_id,__proto__,constructor', ['input_user_id', '__proto__', 'constructor']],
];

/** Those of a run in which no reason and no ticket was given. */
const PLAIN_COLUMNS = RESULT_COLUMNS.filter((name) => !['reason', 'ticket'].includes(name));

describe('the columns of results', () => {
  it('are those of the CSV, of a run and of one call', () => {
    expect(runCsv([], [], true).columns).toEqual(RESULT_COLUMNS);
    expect(['row', ...recordsCsv([], true).columns]).toEqual(RESULT_COLUMNS);
    expect(runCsv([], []).columns).toEqual(PLAIN_COLUMNS);
  });

  it.each(HEADERS)('have no name twice, whatever its case: %s', async (header, own) => {
    const cells = header
      .split(',')
      .map((name, at) => (/email/.test(name) ? 'jane@example.com' : `cell${at}`));
    const at = header.split(',').findIndex((name) => /^user_?id$/i.test(name.trim()));
    header.split(',').forEach((name, index) => {
      if (/^user_?id$/i.test(name.trim())) cells[index] = 'usr_abc123';
    });
    if (at >= 0) cells[at] = 'usr_abc123';
    const stdin = `${header}\r\n${cells.join(',')}\r\n`;
    const first = await world.current.run(DEACTIVATE, { stdin });
    expect(first.exit).toBe(0);
    expect(headerOf(first.stdout)).toEqual([...own, ...PLAIN_COLUMNS]);
    const folded = headerOf(first.stdout).map((name) => name.toLowerCase());
    expect(new Set(folded).size).toBe(folded.length);
    expect(first.stdout.split('\r\n')[1]).toContain(`${cells.join(',')},1,usr_abc123,changed,true,`);
    // The results are read right as an input, and have the same columns again.
    const again = await world.current.run(DEACTIVATE, { stdin: first.stdout });
    expect(again.exit).toBe(0);
    expect(headerOf(again.stdout)).toEqual(headerOf(first.stdout));
    expect(again.stdout.split('\r\n')[1]).toContain(`${cells.join(',')},1,usr_abc123,unchanged,false,`);
  });

  it('of JSON Lines are no columns of the user either', async () => {
    const { stdout } = await world.current.run(DEACTIVATE.replace('csv', 'jsonl'), {
      stdin: 'user_id\nusr_abc123\n',
    });
    const again = await world.current.run(DEACTIVATE, { stdin: stdout });
    expect(again.exit).toBe(0);
    // The user's own are there as they are when results come as CSV.
    expect(headerOf(again.stdout)).toEqual(['input_user_id', ...PLAIN_COLUMNS]);
  });

  it.each(RESULT_COLUMNS)('%s is not carried along when results are the input again', (column) => {
    const first = runCsv(['user_id', 'team'], [], true).columns;
    const carried = carriedColumns(first);
    const again = runCsv(
      carried.map(({ name }) => name),
      [],
      true,
    ).columns;
    expect(again).toEqual(first);
    expect(again.filter((name) => name === column)).toHaveLength(1);
  });
});

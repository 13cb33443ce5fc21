import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/output/csv.ts';
import { runCsv } from '../../src/results/csv-columns.ts';
import { type Action, type Outcome, type RunRecord, unansweredRecord } from '../../src/results/record.ts';
import { invitationRows } from '../../src/runs/input/invitation-rows.ts';
import { department, read } from './reading.ts';

type Own = Readonly<Record<string, string>>;
type Result = readonly [user_id: string | null, outcome: Outcome, input: Own];

const recordsOf = (results: readonly Result[]): RunRecord[] =>
  results.map(([user_id, outcome, input], index) => ({
    ...unansweredRecord({
      ...{ action: 'deactivate', user_id, organization_id: 'org_xyz789', outcome },
      changed: outcome === 'changed',
    }),
    ...{ row: index + 1, input },
  }));

const csv = (records: readonly RunRecord[]): string =>
  renderCsv(runCsv(Object.keys(records[0]?.input ?? {}), records));
const jsonl = (records: readonly RunRecord[]): string =>
  records.map((record) => JSON.stringify(record)).join('\n');
const json = (records: readonly RunRecord[]): string =>
  JSON.stringify({ summary: { run_id: 'x' }, results: records });

/** What the rows of a run had, and what the next command does with its results. */
const READ: readonly (readonly [what: string, action: Action, results: readonly Result[]])[] = [
  ['ids', 'deactivate', [['usr_1', 'changed', { user_id: 'usr_1', Team: 'A' }]]],
  ['an address that nobody has', 'deactivate', [[null, 'not_found', { Email: 'gone@example.com' }]]],
  ['an invitation', 'invite', [[null, 'failed', { email: 'sam@example.com', role: 'role_member' }]]],
  ['names of ours', 'deactivate', [['usr_1', 'changed', { row: '7', outcome: 'by post', input_row: '8' }]]],
  ['a name twice', 'reactivate', [['usr_1', 'changed', { userId: 'usr_1', Team: 'A', Team_2: 'B' }]]],
  ['who takes over', 'deactivate', [['usr_1', 'changed', { id: 'usr_1', transfer_to: 'dept_own' }]]],
  ['differences', 'reactivate', [['usr_1', 'changed', { kind: 'orphan', user_id: 'usr_1' }]]],
  ['another kind', 'deactivate', [['usr_1', 'changed', { kind: 'contractor', user_id: 'usr_1' }]]],
  ['one of JavaScript', 'deactivate', [['usr_1', 'changed', { constructor: 'x', user_id: 'usr_1' }]]],
  ['nothing done', 'reactivate', [['usr_1', 'unchanged', { user_id: 'usr_1' }]]],
];

describe('results of a run as input', () => {
  it.each(READ)('are read alike as CSV and as JSON: %s', async (_what, action, results) => {
    const records = recordsOf(results);
    const form = action === 'invite' ? invitationRows({ role_ids: [], department_ids: [] }) : department();
    const reread = async (text: string) => {
      const { kept, carried, said } = await read(text, { form, action });
      return { kept, carried: carried.toSorted(), said: said.map((words) => words.replace(/^[^ ]* /, '')) };
    };
    const asCsv = await reread(csv(records));
    expect(asCsv.kept).toHaveLength(1);
    expect(await reread(jsonl(records))).toEqual(asCsv);
    expect(await reread(json(records))).toEqual(asCsv);
  });

  it('carry their own columns alone, however often they are read again', async () => {
    const again = async (records: readonly RunRecord[]) => {
      const { kept } = await read(jsonl(records));
      return recordsOf(kept.map(({ user_id, input }) => [user_id, 'changed', input]));
    };
    const first = recordsOf([['usr_1', 'changed', { Team: 'A "x"', action: 'q', user: 'b', row: '1' }]]);
    const second = await again(first);
    expect(second[0]?.input).toEqual({ Team: 'A "x"', input_action: 'q', input_user: 'b', input_row: '1' });
    expect(await again(await again(second))).toEqual(second);
  });
});

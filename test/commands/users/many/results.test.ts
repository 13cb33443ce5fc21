import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { answer, asked, deactivateFrom, file, later, list, outcomes, refusal, TARGET } from './leavers.ts';

const world = useWorld();
const MIXED =
  'user_id,name,transfer_to\nusr_000001,"Smith\nJane",dept_be001\nusr_nobody,"a, ""b""",\nusr_left01,Lena,\n';

describe('the answer from a run', () => {
  it('is a table of all rows, in their order', async () => {
    await world.current.sandbox({ users: 20 });
    const { exit, stdout } = await deactivateFrom(world.current, MIXED);
    expect(exit).toBe(3);
    expect(stdout).toBe(
      'ROW  OUTCOME    USER        NAME       EMAIL                    STATE        RESOURCES TO  ERROR\n' +
        '1    changed    usr_000001  Alex Abel  alex.abel.1@example.com  deactivated  dept_be001    -\n' +
        '2    failed     usr_nobody  -          -                        -            -             ' +
        'USER_NOT_FOUND: The requested user could not be found.\n' +
        '3    unchanged  usr_left01  -          -                        deactivated  -             -\n',
    );
    const named = await deactivateFrom(world.current, 'email\nlena@example.com\n');
    expect(named.stdout).toMatch(/1 +unchanged +usr_left01 +- +lena@example\.com +deactivated/);
  });

  it('says why of a row without an answer, and of one that was done all the same how to take it back', async () => {
    await world.current.script('reset', refusal(409, 'USER_ALREADY_DEACTIVATED'), 'reset');
    const ended = await deactivateFrom(world.current, list(2), '--yes --concurrency 1 --retries 1');
    expect(ended.stdout).toMatch(/ERROR\n1 +recovered .*\n2 +unknown .* [A-Z_]+: .*\n$/);
    expect(ended.stderr).toContain('to undo: aitronos runs undo');
    expect(ended.stderr).toContain('unknown: row 2, usr_000002: ');
  });

  it('is one JSON object: the summary, and a record for each row with its number and its own columns', async () => {
    await world.current.sandbox({ users: 20 });
    const ended = await deactivateFrom(world.current, MIXED, '--yes --json');
    const parsed = answer(ended);
    expect(Object.keys(parsed)).toEqual(['summary', 'results']);
    expect(Object.entries(parsed.summary)).toEqual([
      ['run_id', '20260301-120000-8000'],
      ['action', 'deactivate'],
      ['organization_id', 'org_xyz789'],
      ['total', 3],
      ['changed', 1],
      ['unchanged', 1],
      ['recovered', 0],
      ['failed', 1],
      ['unknown', 0],
      ['not_sent', 0],
      ['not_found', 0],
      ['not_due', 0],
      ['not_chosen', 0],
      ['duration_ms', expect.any(Number)],
      ['exit_code', 3],
      ['ledger_digest', expect.stringMatching(/^[0-9a-f]{64}$/)],
      ['columns', { used: { user_id: 'user_id', transfer_to: 'transfer_to' }, not_used: ['name'] }],
    ]);
    expect(parsed.results).toEqual([
      {
        schema_version: 1,
        action: 'deactivate',
        user_id: 'usr_000001',
        organization_id: 'org_xyz789',
        outcome: 'changed',
        changed: true,
        account_state: 'deactivated',
        transferred_to_department_id: 'dept_be001',
        user: expect.objectContaining({ id: 'usr_000001', full_name: 'Alex Abel' }),
        error: null,
        request_id: expect.stringMatching(/^req_/),
        attempts: 1,
        duration_ms: expect.any(Number),
        row: 1,
        input: { user_id: 'usr_000001', name: 'Smith\nJane', transfer_to: 'dept_be001' },
      },
      expect.objectContaining({
        row: 2,
        outcome: 'failed',
        input: { user_id: 'usr_nobody', name: 'a, "b"', transfer_to: '' },
        error: expect.objectContaining({ code: 'USER_NOT_FOUND', status: 404 }),
      }),
      expect.objectContaining({ row: 3, outcome: 'unchanged', account_state: 'deactivated', user: null }),
    ]);
  });

  it('is one record a line with jsonl, each row once', async () => {
    await world.current.sandbox({ users: 60 });
    const { stdout } = await deactivateFrom(world.current, list(40), '--yes -o jsonl');
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ row }) => row).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    expect(records[0]).toMatchObject({ outcome: 'changed', input: { user_id: expect.any(String) } });
  });

  it('comes as jsonl line by line while the run goes on', async () => {
    const w = world.current;
    await w.sandbox({ users: 60, latency_ms: 1000 });
    const arrivedAtWrites: number[] = [];
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        arrivedAtWrites.push(w.requests.length);
        done();
      },
    });
    const { exit } = await deactivateFrom(w, list(5), '--yes -o jsonl --concurrency 1', { stdout });
    expect(exit).toBe(0);
    expect(arrivedAtWrites.length).toBeGreaterThan(1);
    expect(arrivedAtWrites[0]).toBeLessThan(5);
  });

  it('is CSV: the row’s own columns as they were, then ours', async () => {
    await world.current.sandbox({ users: 20 });
    const { stdout } = await deactivateFrom(world.current, MIXED, '--yes -o csv');
    const [header, ...rows] = stdout.split('\r\n');
    expect(header).toBe(
      'input_user_id,name,transfer_to,row,user_id,outcome,changed,account_state,' +
        'transferred_to_department_id,error_code,error_message,request_id,attempts',
    );
    expect(rows).toEqual([
      expect.stringMatching(
        /^usr_000001,"Smith\nJane",dept_be001,1,usr_000001,changed,true,deactivated,dept_be001,,,req_\w+,1$/,
      ),
      expect.stringMatching(
        /^usr_nobody,"a, ""b""",,2,usr_nobody,failed,false,,,USER_NOT_FOUND,The requested .*,req_\w+,1$/,
      ),
      expect.stringMatching(/^usr_left01,Lena,,3,usr_left01,unchanged,false,deactivated,,,,req_\w+,1$/),
      '',
    ]);
  });
});

describe('results as CSV', () => {
  it('are valid input again, and do not grow from round to round', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const first = await deactivateFrom(w, MIXED, '--yes -o csv');
    expect(first.exit).toBe(3);
    await later(w);
    const second = await deactivateFrom(w, first.stdout, '--yes -o csv');
    expect(second.exit).toBe(3);
    expect(second.stdout.split('\r\n')[0]).toBe(first.stdout.split('\r\n')[0]);
    await later(w);
    const third = await deactivateFrom(w, second.stdout, '--yes --json');
    expect(outcomes(third)).toEqual(['unchanged', 'failed', 'unchanged']);
    expect(answer(third).results[0]?.input).toEqual({
      input_user_id: 'usr_000001',
      name: 'Smith\nJane',
      transfer_to: 'dept_be001',
    });
  });

  it('of positionals are input too', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const first = await w.run(`users deactivate usr_000001 usr_000002 ${TARGET} --yes -o csv`);
    const path = await file(w, 'again.csv', first.stdout);
    await later(w);
    expect(await w.run(`users reactivate --from ${path} --org org_xyz789 --yes --no-check`)).toMatchObject({
      exit: 0,
    });
    expect(asked(w)).toHaveLength(4);
  });
});

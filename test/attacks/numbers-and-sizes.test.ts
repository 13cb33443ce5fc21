import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolders } from '../commands/users/many/leavers.ts';
import type { Step } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();

const ok = (body: string): Step => ({ status: 200, body });

describe('numbers of more digits than this language holds', () => {
  const NUMBERS = [
    ...['9007199254740993', '-9007199254740993', '12345678901234567890', '1e400', '-1.5e-400'],
    ...['0.12345678901234567890', `1${'0'.repeat(400)}`, '9007199254740991', '0', '1.5'],
  ];

  it.each(NUMBERS)('%s comes through unchanged', async (number) => {
    const fields = `"id":"usr_abc123","account_state":"deactivated","n":[${number}],"9007199254740993":"${number}"`;
    const lines = [
      [`users get usr_abc123 ${ORG}`, `{${fields}}`],
      [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, `{${fields}}`],
      [`users list ${ORG}`, `{"users":[{${fields}}],"total_users_count":1}`],
      [`departments list ${ORG}`, `[{${fields}}]`],
      [`departments list --tree ${ORG}`, `[{${fields}}]`],
      [`roles list ${ORG}`, `[{${fields}}]`],
      ['api get /v1/user/me', `{${fields}}`],
    ];
    for (const [line, body = ''] of lines) {
      for (const format of ['json', 'jsonl']) {
        await world.current.script(ok(body));
        const { exit, stdout } = await world.current.run(`${line} -o ${format}`);
        expect(exit).toBe(0);
        const bare = stdout.replaceAll(/\s/g, '');
        expect(bare).toContain(`"n":[${number}]`);
        expect(bare).toContain(`"9007199254740993":"${number}"`);
      }
    }
  });

  it('come back from the journal of a run', async () => {
    await world.current.script(ok('{"account_state":"deactivated","n":9007199254740993}'));
    const line = `users deactivate usr_abc123 usr_b ${ORG} --transfer-to dept_eng001 --yes --no-check --json`;
    const ran = await world.current.run(line);
    const [run = ''] = await runFolders(world.current);
    const shown = await world.current.run(`runs show ${run} --json`);
    for (const { stdout } of [ran, shown]) expect(stdout.match(/"n": ?9007199254740993/g)).toHaveLength(2);
  });

  it('are no ids and no names, and tables show them as they came', async () => {
    await world.current.script(ok('[{"id":"dept_1","name":12345678901234567890,"member_count":1}]'));
    const { exit, stdout } = await world.current.run(`departments list ${ORG}`);
    expect(exit).toBe(0);
    expect(stdout).toContain('12345678901234567890');
  });
});

describe('what records keep of an answer', () => {
  const kb = (count: number) => 'x'.repeat(count * 1024);
  const refusal = (error: object): Step => ({ status: 422, body: { error: { code: 'NO', ...error } } });

  async function record(step: Step) {
    await world.current.script(step);
    const line = `users deactivate usr_abc123 usr_b ${ORG} --transfer-to dept_eng001 --yes --no-check --json`;
    const { stdout } = await world.current.run(line);
    const [run = ''] = await runFolders(world.current);
    const journal = readFileSync(join(world.current.home, 'state', 'runs', run, 'journal.jsonl'), 'utf8');
    return {
      record: JSON.parse(stdout).results[0],
      longest: Math.max(...journal.split('\n').map((l) => l.length)),
    };
  }

  it('is 4 kB of a message, and how long it was', async () => {
    const { record: found, longest } = await record(refusal({ message: kb(900) }));
    expect(Buffer.byteLength(found.error.message)).toBe(4096);
    expect(found.error.message).toMatch(/^x+… \(cut, 921600 bytes\)$/);
    expect(longest).toBeLessThan(6_000);
  });

  it('is 4 kB of a message of wide characters, none of them broken', async () => {
    const { record: found } = await record(refusal({ message: '山'.repeat(100_000) }));
    expect(Buffer.byteLength(found.error.message)).toBeLessThanOrEqual(4096);
    expect(found.error.message).toMatch(/^山+… \(cut, 300000 bytes\)$/);
  });

  it('is 16 kB of the details, whole fields of them', async () => {
    const { record: found, longest } = await record(
      refusal({ message: 'No.', details: { small: 1, large: kb(500), last: [2] } }),
    );
    expect(found.error.details).toEqual({ small: 1, last: [2], truncated: true });
    expect(longest).toBeLessThan(20_000);
  });

  it('is 64 kB of a user, whole fields of them', async () => {
    const user = { biography: kb(800), account_state: 'deactivated', full_name: 'Jane', tags: [kb(10)] };
    const { record: found, longest } = await record({ status: 200, body: user });
    expect(found.user).toEqual({ ...user, biography: undefined, truncated: true });
    expect(found.outcome).toBe('changed');
    expect(longest).toBeLessThan(70_000);
  });

  it.each(['code', 'type', 'trace_id'])('is little of an endless %s', async (name) => {
    const { longest } = await record(refusal({ message: 'No.', [name]: kb(900) }));
    expect(longest).toBeLessThan(2_000);
  });

  it('is everything of what is no longer', async () => {
    const user = { account_state: 'deactivated', biography: kb(60) };
    expect((await record({ status: 200, body: user })).record.user).toEqual(user);
    const details = { large: kb(15) };
    expect((await record(refusal({ message: kb(3), details }))).record.error).toMatchObject({
      message: kb(3),
      details,
    });
  });
});

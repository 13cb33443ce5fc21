import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import { resetSandbox } from '../../src/sandbox/state/events/reset.ts';
import { virtualClock } from './virtual-clock.ts';
import { openSandbox, tempFolder } from './world.ts';

const linesOf = async (folder: string) =>
  (await readFile(join(folder, 'changes.jsonl'), 'utf8')).split('\n').slice(0, -1);

const MEMBERSHIPS = 'PATCH /users/usr_abc123/memberships';

describe('changes of one user at once', () => {
  it.each([['in memory'], ['in a folder']])(
    'are answered each with the state after it, %s',
    async (where) => {
      const folder = where === 'in a folder' ? await tempFolder() : undefined;
      const { call } = await openSandbox(folder === undefined ? {} : { folder });
      const wanted = Array.from({ length: 20 }, (_, index) => ({
        role_ids: [index % 2 === 0 ? 'role_member' : 'role_admin'],
        department_ids: [],
      }));
      const answers = await Promise.all(wanted.map((body) => call(MEMBERSHIPS, body)));
      expect(answers.map(({ body }) => body)).toMatchObject(wanted);
    },
  );
});

describe('a folder', () => {
  it('keeps the changes as lines under a header', async () => {
    const folder = await tempFolder();
    const { deactivate, reactivate } = await openSandbox({ folder });
    await deactivate('usr_abc123', 'dept_sales001');
    await reactivate('usr_abc123');
    expect(await linesOf(folder)).toEqual([
      '{"sandbox":1,"users":null}',
      '{"at":"2025-12-22T15:30:00.000Z","actor_id":"usr_admin01","action":"deactivated","user_id":"usr_abc123","account_state":"deactivated","transferred_to_department_id":"dept_sales001"}',
      '{"at":"2025-12-22T15:30:00.000Z","actor_id":"usr_admin01","action":"reactivated","user_id":"usr_abc123","account_state":"active","transferred_to_department_id":null}',
    ]);
  });

  it('is made for its owner only', async () => {
    const folder = join(await tempFolder(), 'state', 'sandbox');
    await openSandbox({ folder });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'changes.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('brings the changes to the next server', async () => {
    const folder = await tempFolder();
    const first = await openSandbox({ folder });
    await first.deactivate('usr_abc123');
    await first.close();
    const second = await openSandbox({ folder });
    expect((await second.deactivate('usr_abc123')).body.error?.code).toBe('USER_ALREADY_DEACTIVATED');
  });

  it('is not written to by what was refused', async () => {
    const folder = await tempFolder();
    const { deactivate } = await openSandbox({ folder });
    await deactivate('usr_left01');
    await deactivate('usr_abc123', 'dept_none');
    expect(await linesOf(folder)).toHaveLength(1);
  });

  it('remembers the size of the organization, which a server may see otherwise', async () => {
    const folder = await tempFolder();
    const { user: ofThirty } = await openSandbox({ folder, users: 30 });
    const { user: asKept } = await openSandbox({ folder });
    const { user: ofTen } = await openSandbox({ folder, users: 10 });
    expect([await ofThirty('usr_000022'), await asKept('usr_000022')].map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    expect((await ofTen('usr_000022')).status).toBe(404);
    expect(await linesOf(folder)).toEqual(['{"sandbox":1,"users":30}']);
  });

  it('that cannot be had is named', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    await expect(startSandbox({ clock: virtualClock(), folder: join(file, 'sandbox') })).rejects.toThrow(
      file,
    );
  });
});

describe('several servers on one folder', () => {
  it('see what the others do', async () => {
    const folder = await tempFolder();
    const [one, other] = [await openSandbox({ folder }), await openSandbox({ folder })];
    await one.deactivate('usr_abc123');
    expect((await other.user('usr_abc123')).body.status?.name).toBe('Inactive');
    await other.reactivate('usr_abc123');
    expect((await one.user('usr_abc123')).body.status?.name).toBe('Active');
  });

  it('deactivate a user once, however many ask at the same time', async () => {
    const folder = await tempFolder();
    const servers = await Promise.all([1, 2, 3].map(() => openSandbox({ folder, users: 28 })));
    const ids = Array.from({ length: 20 }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);
    for (const answers of await Promise.all(
      ids.map((id) => Promise.all(servers.map(({ deactivate }) => deactivate(id)))),
    )) {
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    }
    const [, ...changes] = await linesOf(folder);
    expect(changes.map((line) => JSON.parse(line).user_id).sort()).toEqual(ids);
  });

  it('begin one log when they start together', async () => {
    const folder = await tempFolder();
    const servers = await Promise.all([1, 2, 3, 4].map(() => openSandbox({ folder })));
    await Promise.all(
      servers.map(({ deactivate }, index) =>
        deactivate(['usr_abc123', 'usr_zoe01', 'usr_def456', 'usr_new01'][index] ?? ''),
      ),
    );
    expect(await linesOf(folder)).toHaveLength(5);
  });
});

describe('a log that was spoiled', () => {
  const torn = '{"at":"2025-12-22T15:30:00.000Z","user_id":"usr_def456","account_st';

  it('is read up to its last whole line', async () => {
    const folder = await tempFolder();
    const { deactivate, user } = await openSandbox({ folder });
    await deactivate('usr_abc123');
    await appendFile(join(folder, 'changes.jsonl'), torn);
    expect((await user('usr_def456')).body.status?.name).toBe('Active');
    expect((await user('usr_abc123')).body.status?.name).toBe('Inactive');
  });

  it('loses half a line before the next is written', async () => {
    const folder = await tempFolder();
    await resetSandbox(folder);
    await appendFile(join(folder, 'changes.jsonl'), torn);
    const { deactivate } = await openSandbox({ folder });
    expect((await deactivate('usr_zoe01')).status).toBe(200);
    const [, ...changes] = await linesOf(folder);
    expect(changes.map((line) => JSON.parse(line).user_id)).toEqual(['usr_zoe01']);
  });

  it.each(['', '{"sandbox":1,"us'])('begins anew where not one line is whole: %j', async (text) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'changes.jsonl'), text);
    const { deactivate } = await openSandbox({ folder });
    expect((await deactivate('usr_abc123')).status).toBe(200);
    const { user } = await openSandbox({ folder });
    expect((await user('usr_abc123')).body.status?.name).toBe('Inactive');
    expect(await linesOf(folder)).toHaveLength(2);
  });

  it('is named together with the line that cannot be read', async () => {
    const folder = await tempFolder();
    const { user } = await openSandbox({ folder });
    await appendFile(join(folder, 'changes.jsonl'), 'oops\n');
    const { status, body } = await user('usr_abc123');
    const system_message = `${join(folder, 'changes.jsonl')}: not a line of the sandbox's log: oops`;
    expect(status).toBe(500);
    expect(body.error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', type: 'server_error', system_message });
  });

  it('is read whole when it is long', async () => {
    const folder = await tempFolder();
    await resetSandbox(folder, { users: 20_000 });
    const line = (number: number) =>
      JSON.stringify({
        at: '2025-12-22T15:30:00.000Z',
        user_id: `usr_${String(number).padStart(6, '0')}`,
        account_state: 'deactivated',
        transferred_to_department_id: 'dept_eng001',
      });
    const lines = Array.from({ length: 19_000 }, (_, index) => `${line(index + 1)}\n`);
    await appendFile(join(folder, 'changes.jsonl'), lines.join(''));
    const { user } = await openSandbox({ folder });
    for (const [id, state] of [
      ['usr_000001', 'Inactive'],
      ['usr_009999', 'Inactive'],
      ['usr_019000', 'Inactive'],
      ['usr_019001', 'Active'],
    ] as const) {
      expect((await user(id)).body.status?.name).toBe(state);
    }
  });
});

describe('a reset', () => {
  it('brings the first data back, also for a server that is running', async () => {
    const folder = await tempFolder();
    const { call, deactivate, user } = await openSandbox({ folder });
    await deactivate('usr_abc123');
    const inactive = { status_id: 'status_inactive' };
    expect((await call('POST /users', inactive)).body).toMatchObject({ total_users_count: 2 });
    await resetSandbox(folder);
    expect((await user('usr_abc123')).body.status?.name).toBe('Active');
    expect((await call('POST /users', inactive)).body).toMatchObject({ total_users_count: 1 });
    expect((await deactivate('usr_abc123')).status).toBe(200);
    expect(await linesOf(folder)).toHaveLength(2);
  });

  it('may change the size of the organization', async () => {
    const folder = await tempFolder();
    const { user } = await openSandbox({ folder });
    expect((await user('usr_000002')).status).toBe(404);
    await resetSandbox(folder, { users: 10 });
    expect((await user('usr_000002')).status).toBe(200);
    expect((await stat(join(folder, 'changes.jsonl'))).mode & 0o777).toBe(0o600);
  });
});

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { perhaps } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';
import {
  asked,
  DONE,
  deactivateFrom,
  errorOf,
  later,
  list,
  refusal,
  runFolder,
  runFolders,
} from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const VERBS = ['resume', 'retry', 'undo', 'resume --dry-run'];

/** A run that each verb could take up, the folder of its rows, and what they were. */
async function stopped() {
  const w = world.current;
  await w.script(DONE, refusal(404, 'USER_NOT_FOUND'), perhaps(DONE));
  const rows = `user_id,name\n${list(4).replaceAll('\n', ',Zoë 😀\n')}`;
  await deactivateFrom(w, rows, '--yes --concurrency 1 --fail-fast');
  await later(w);
  w.requests.length = 0;
  const file = join(await runFolder(w), 'rows.jsonl');
  return { file, rows: await readFile(file, 'utf8') };
}

describe('rows that somebody has changed after they were checked', () => {
  it.each(VERBS)('are refused by %s', async (verb) => {
    const w = world.current;
    const { file, rows } = await stopped();
    await writeFile(file, rows.replaceAll('usr_00000', 'usr_10000'));
    const ended = await w.run(`runs ${verb} ${RUN} --yes --json`);
    expect({ exit: ended.exit, stdout: ended.stdout }).toEqual({ exit: 1, stdout: '' });
    expect(errorOf(ended)).toMatchObject({
      code: 'ROWS_CHANGED',
      message: `${file} is not what was checked when the run began: nothing was sent`,
      hint:
        verb === 'undo'
          ? `aitronos runs show ${RUN} -o csv lists whom it changed, for \`aitronos users reactivate --from <file>\``
          : 'begin a new run with the original file',
    });
    expect(w.requests).toEqual([]);
    await writeFile(file, rows);
    expect((await w.run(`runs ${verb} ${RUN} --yes`)).stderr).not.toContain('(ROWS_CHANGED)');
  });

  it('are what undo goes by, and not the journal, which may be edited', async () => {
    const w = world.current;
    await stopped();
    const path = join(await runFolder(w), 'journal.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('usr_000001', 'usr_000009'));
    await w.run(`runs undo ${RUN} --yes`);
    expect(asked(w).filter((whom) => whom.startsWith('usr_'))).toEqual(['usr_000001']);
  });

  it.each(VERBS.filter((verb) => verb !== 'undo'))('are missed by %s', async (verb) => {
    const w = world.current;
    const { file } = await stopped();
    await rm(file);
    const ended = await w.run(`runs ${verb} ${RUN} --yes --json`);
    expect(ended.exit).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code: 'FILE',
      message: `cannot read ${file}: there is no such file or folder`,
    });
    expect(w.requests).toEqual([]);
  });

  it.each(['gone', 'empty'])(
    'are read from the journal by undo where the file is %s, and shown',
    async (how) => {
      const w = world.current;
      await deactivateFrom(w, 'usr_abc123\n');
      await later(w);
      const [run = ''] = await runFolders(w);
      const file = join(w.home, 'state', 'runs', run, 'rows.jsonl');
      if (how === 'gone') await rm(file);
      else await writeFile(file, '');
      w.requests.length = 0;
      const shown = await w.run(`runs show ${run} -o csv`);
      expect({ exit: shown.exit, stdout: shown.stdout }).toMatchObject({
        exit: 0,
        stdout: expect.stringContaining('usr_abc123,changed,true'),
      });
      const { exit, stderr } = await w.run(`runs undo ${run} --yes`);
      expect(exit).toBe(0);
      expect(stderr).toContain(`the rows of run ${run} are lost: whom it changed is read from its journal`);
      expect(asked(w)).toEqual(['usr_abc123']);
    },
  );

  const three = 'usr_000001\nusr_000002\nusr_000003\n';
  it.each([0, 10, 120])('that end after %i bytes are read from the journal, and verified', async (bytes) => {
    const w = world.current;
    await w.sandbox({ users: 40 });
    await deactivateFrom(w, three);
    await later(w);
    const [run = ''] = await runFolders(w);
    const file = join(w.home, 'state', 'runs', run, 'rows.jsonl');
    await writeFile(file, (await readFile(file)).subarray(0, bytes));
    const shown = await w.run(`runs show ${run} -o ids`);
    expect(shown.stdout.trim()).toBe(three.trim());
    const verified = await w.run(`runs verify ${run} --json`);
    expect(verified.exit).toBe(0);
    expect(JSON.parse(verified.stdout).results).toHaveLength(3);
    await w.run('users reactivate usr_000003 --org org_xyz789');
    expect((await w.run(`runs verify ${run}`)).exit).toBe(3);
  });

  it.each([
    ['rows.jsonl', 'is lost', 'left out'],
    ['rows.jsonl', 'is no JSON', 'left out'],
    ['journal.jsonl', 'is no JSON', 'cannot be read: whom it changed, or undid, is not known'],
    ['journal.jsonl', 'is lost', 'cannot be read: whom it changed, or undid, is not known'],
  ])('of a later run: its %s %s, and undo says who is %s', async (name, how, words) => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const [run = ''] = await runFolders(w);
    await w.run('users reactivate usr_abc123 --org org_xyz789');
    await later(w);
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const again = (await runFolders(w)).at(-1);
    const file = join(w.home, 'state', 'runs', again ?? '', name);
    await writeFile(file, how === 'is lost' ? '' : 'noise\n');
    w.requests.length = 0;
    const { stderr } = await w.run(`runs undo ${run} --dry-run`);
    expect(stderr).toContain(words);
    expect(stderr).toContain(again);
    if (name !== 'journal.jsonl') return;
    for (const command of ['verify', 'report']) {
      expect((await w.run(`runs ${command} ${run}`)).stderr).toContain(`run ${again} ${words}`);
    }
    await later(w);
    await w.run('users reactivate usr_def456 --org org_xyz789');
    expect((await w.run('runs verify')).stderr).not.toContain(words);
  });

  it('count in undo, not what a record says of itself', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await later(w);
    const [run = ''] = await runFolders(w);
    const journal = join(w.home, 'state', 'runs', run, 'journal.jsonl');
    await writeFile(journal, (await readFile(journal, 'utf8')).replaceAll('usr_abc123', 'usr_victim1'));
    w.requests.length = 0;
    const shown = await w.run(`runs show ${run} -o csv`);
    expect(shown.stdout).not.toContain('usr_victim1');
    expect(shown.stderr).toContain(
      '1 record is of another user than the row, which counts (the first is row 1)',
    );
    await w.run(`runs undo ${run} --yes`);
    expect(asked(w)).toEqual(['usr_abc123']);
  });
});

it('takes rows up that were written down twice, because a name stood in them', async () => {
  const w = world.current;
  const jane = { user_id: 'usr_abc123', email: 'jane@example.com', full_name: 'Jane Doe' };
  const members = { status: 200, body: { users: [jane], total_users_count: 1, skip: 0, take: 100 } };
  await w.script(members, refusal(404, 'USER_NOT_FOUND'), DONE);
  await deactivateFrom(w, 'email\njane@example.com\n');
  expect((await w.run(`runs retry ${RUN} --yes`)).exit).toBe(0);
  expect(w.requests).toHaveLength(3);
});

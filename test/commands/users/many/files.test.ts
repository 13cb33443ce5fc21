import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, later, list, runFolder, runFolders } from './leavers.ts';

const world = useWorld();
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('what a run keeps', () => {
  it('is for its owner alone', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(5));
    const folder = await runFolder(w);
    for (const path of [folder, join(folder, '..'), join(folder, '..', '..')])
      expect(await mode(path)).toBe('700');
    const files = await readdir(folder);
    expect(files.sort()).toEqual(['journal.jsonl', 'rows.jsonl']);
    for (const name of files) expect(await mode(join(folder, name))).toBe('600');
  });

  it('holds no token', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const secret = w.env['AITRONOS_ACCESS_TOKEN'] ?? '';
    expect(secret).not.toBe('');
    await deactivateFrom(w, `${list(3)}usr_nobody\n`);
    const folder = await runFolder(w);
    for (const name of await readdir(folder))
      expect(await readFile(join(folder, name), 'utf8')).not.toContain(secret);
  });

  it('needs the file no more: the checked rows lie with it', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, 'user_id,name\nusr_000001,x\n');
    const rows = await readFile(join(await runFolder(w), 'rows.jsonl'), 'utf8');
    expect(JSON.parse(rows)).toEqual({
      row: 1,
      line: 2,
      user_id: 'usr_000001',
      department_id: 'dept_eng001',
      input: { user_id: 'usr_000001', name: 'x' },
    });
  });

  it('is a folder for each run, named by its time', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(1));
    await later(w);
    await deactivateFrom(w, list(1));
    expect(await runFolders(w)).toEqual(['20260301-120000-8000', '20260301-120001-8000']);
  });

  it('is one folder each, also for two runs whose names would be the same', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    expect((await deactivateFrom(w, list(1))).exit).toBe(0);
    expect((await deactivateFrom(w, list(1))).exit).toBe(0);
    expect(await runFolders(w)).toHaveLength(2);
  });
});

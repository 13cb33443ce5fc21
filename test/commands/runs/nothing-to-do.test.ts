import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import {
  deactivateFrom,
  interruptAfter,
  journal,
  later,
  list,
  runFolder,
  summary,
} from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const journalText = async () => readFile(join(await runFolder(world.current), 'journal.jsonl'), 'utf8');

describe('a verb that finds nothing to do', () => {
  it.each([
    ['resume', 'usr_abc123\n', '', 0],
    ['retry', 'usr_abc123\n', '', 0],
    ['retry', 'usr_left01\n', '--strict', 1],
    ['resume', 'usr_abc123\nusr_nobody\n', '', 3],
    ['resume', 'usr_nobody\n', '', 1],
  ])('changes nothing, and shows the run (%s of %j %s)', async (verb, rows, more, exit) => {
    const w = world.current;
    await deactivateFrom(w, rows);
    await later(w);
    const before = await journalText();
    const shown = await w.run(`runs show ${RUN} --json`);
    const page = join(w.home, 'page.md');
    const ended = await w.run(`runs ${verb} ${RUN} ${more} --json`, {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page },
    });
    expect({ exit: ended.exit, stdout: ended.stdout }).toEqual({ exit, stdout: shown.stdout });
    expect(ended.stderr).toContain(`note: nothing is left to do in run ${RUN}\n${shown.stderr}`);
    expect(await journalText()).toBe(before);
    await expect(readFile(page)).rejects.toThrow('ENOENT');
  });

  it('writes down the end of a run that was killed just before it', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const lines = (await journalText()).trimEnd().split('\n');
    await writeFile(
      join(await runFolder(w), 'journal.jsonl'),
      `${lines.slice(0, -1).join('\n')}\n{"ended":{`,
    );
    const ended = await w.run(`runs resume ${RUN} --json`);
    const shown = await w.run(`runs show ${RUN} --json`);
    expect(ended).toMatchObject({ exit: 0, stdout: shown.stdout });
    expect(JSON.parse(shown.stdout).summary.exit_code).toBe(0);
    expect(await journal(w)).toHaveLength(lines.length);
  });

  it.each(['resume', 'retry'])('asks all the same where %s has --verify', async (verb) => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await w.run('users reactivate usr_abc123 --org org_xyz789');
    const ended = await w.run(`runs ${verb} ${RUN} --verify --json`);
    expect({ exit: ended.exit, said: summary(ended).exit_code }).toEqual({ exit: 3, said: 3 });
    expect(ended.stderr).toContain('"code":"DIFFERS"');
  });

  it('needs no token', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    expect((await w.run(`runs resume ${RUN}`, { env })).exit).toBe(0);
  });

  it.each(['interrupted', 'killed'])(
    'says of rows that are open how to go on, and ends no run: %s',
    async (how) => {
      const w = world.current;
      await w.sandbox({ users: 20 });
      await deactivateFrom(w, list(3), '--yes --concurrency 1', interruptAfter(w, 1));
      const path = join(await runFolder(w), 'journal.jsonl');
      if (how === 'killed') await writeFile(path, (await journalText()).replace(/.*\n$/, ''));
      const before = await journal(w);
      const { exit, stderr } = await w.run(`runs retry ${RUN}`);
      expect(exit).toBe(3);
      expect(stderr).toContain(
        `note: no row of run ${RUN} failed, but 2 users are not done: aitronos runs resume ${RUN}\n`,
      );
      expect(stderr).not.toContain('nothing is left');
      expect(await journal(w)).toEqual(before);
    },
  );
});

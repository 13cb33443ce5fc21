import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { DONE, deactivateFrom, later, list, refusal, runFolder, summary } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const LATER = { ...refusal(503, 'UNAVAILABLE'), headers: { 'retry-after': '60' } };

it('the time of a run is that of all its sessions, and not what lies between them', async () => {
  const w = world.current;
  await w.script(LATER, refusal(404, 'USER_NOT_FOUND'), LATER, DONE);
  const first = summary(await deactivateFrom(w, list(1), '--yes --json'));
  expect(first.duration_ms).toBeGreaterThanOrEqual(60_000);
  expect(first.duration_ms).toBeLessThan(61_000);
  for (let second = 0; second < 10; second += 1) await later(w);
  const second = summary(await w.run(`runs retry ${RUN} --yes --json`));
  expect(second.duration_ms).toBeGreaterThanOrEqual(120_000);
  expect(second.duration_ms).toBeLessThan(122_000);
  const shown = await w.run(`runs show ${RUN} --json`);
  expect(summary(shown).duration_ms).toBe(second.duration_ms);
});

it('the time of a session that was cut off is not known, that of those before it is', async () => {
  const w = world.current;
  await w.script(LATER, refusal(404, 'USER_NOT_FOUND'), DONE);
  const { duration_ms } = summary(await deactivateFrom(w, list(1), '--yes --json'));
  await w.run(`runs retry ${RUN} --yes`);
  const path = join(await runFolder(w), 'journal.jsonl');
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, `${lines.slice(0, -2).join('\n')}\n`);
  expect(summary(await w.run(`runs show ${RUN} --json`))).toMatchObject({ duration_ms, exit_code: null });
});

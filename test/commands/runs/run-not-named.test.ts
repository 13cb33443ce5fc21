import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markAtWork } from '../../../src/runs/ledger/at-work.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { ORG, useWorld } from '../../world.ts';
import {
  DONE as ANSWERED,
  deactivateFrom,
  interruptAfter,
  later,
  list,
  refusal,
} from '../users/many/leavers.ts';

const world = useWorld();
const REFUSED = refusal(403, 'FORBIDDEN');
/** Another process that is alive. */
const OTHER = { pid: process.pid, isAlive: () => true };
const RUN = '20260301-120000-8000';
const NEXT = '20260301-120001-8000';

/** What was done before, a call after the other, and what a verb without a run offers then. */
const DONE: readonly (readonly [
  what: string,
  lines: readonly string[],
  verb: string,
  offer: string | null,
])[] = [
  ['nothing', [], 'undo', null],
  [
    'a deactivation, and a reactivation of somebody else',
    [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, `users reactivate usr_left01 ${ORG}`],
    'undo',
    `the newest to undo (deactivate 1 user of org_xyz789): aitronos runs undo ${RUN}`,
  ],
  [
    'an invitation',
    [`users invite sam@example.com ${ORG}`],
    'undo',
    `the newest to undo (invite 1 user of org_xyz789): aitronos runs undo ${RUN}`,
  ],
  [
    'what was undone',
    [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, `runs undo ${RUN} --yes`],
    'undo',
    null,
  ],
  [
    'what was done to another API',
    [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --sandbox`],
    'undo',
    null,
  ],
  ['all that was wanted', [`users reactivate usr_left01 ${ORG}`], 'retry', null],
  [
    'a row that failed',
    [`users reactivate usr_left01 usr_nobody ${ORG} --yes --no-check`],
    'retry',
    `the newest to retry (reactivate 2 users of org_xyz789): aitronos runs retry ${RUN}`,
  ],
  ['a row that failed', [`users reactivate usr_left01 usr_nobody ${ORG} --yes --no-check`], 'resume', null],
];

describe('a verb whose run is not named offers the newest that fits', () => {
  it.each(DONE)('after %s %j: %s', async (_what, lines, verb, offer) => {
    const w = world.current;
    for (const line of lines) {
      await w.run(line);
      await later(w);
    }
    const { exit, stdout, stderr } = await w.run(`runs ${verb}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'error: <run> is missing (USAGE)',
      'hint: `aitronos runs list` shows the runs',
      ...(offer === null ? [] : [`hint: ${offer}`]),
      `hint: \`aitronos runs ${verb} --help\` shows its usage`,
      '',
    ]);
  });

  it('also one that was cut off', async () => {
    const w = world.current;
    await deactivateFrom(w, list(3), '--yes --concurrency 1', interruptAfter(w, 1));
    const { stderr } = await w.run('runs resume');
    expect(stderr).toContain(
      `\nhint: the newest to resume (deactivate 3 users of org_xyz789): aitronos runs resume ${RUN}\n`,
    );
  });

  const ONE = `users deactivate usr_1 ${ORG} --transfer-to dept_1 --no-check`;
  const runs = () => join(world.current.home, 'state', 'runs');
  const atWork = (run: string) => () => markAtWork(runs(), run, thisHolder(OTHER, world.current.clock.now()));
  const unreadable = (day: string) => () => writeFile(join(runs(), `${day}-120001-8001.jsonl`), '{}\n');

  it.each([
    ['whose undo changed nobody', [ANSWERED, REFUSED], [ONE, `runs undo ${RUN} --yes`], null, 'undo', true],
    [
      'that is no invitation in doubt',
      ['reset'],
      [`users invite a@b.ch ${ORG} --retries 0`],
      null,
      'resume',
      false,
    ],
    ['that nobody is working on', [ANSWERED], [ONE], atWork(RUN), 'undo', false],
    ['if nobody is working on a newer one', [ANSWERED, ANSWERED], [ONE, ONE], atWork(NEXT), 'undo', false],
    ['if none is newer that cannot be read', [ANSWERED], [ONE], unreadable('20260301'), 'undo', false],
    ['also if an older one cannot be read', [ANSWERED], [ONE], unreadable('20260228'), 'undo', true],
  ] as const)('%s', async (_what, answers, lines, then, verb, isOffered) => {
    const w = world.current;
    await w.script(...answers);
    for (const line of lines) {
      await w.run(line);
      await later(w);
    }
    await then?.();
    const { stderr } = await w.run(`runs ${verb}`);
    expect(stderr.includes(`aitronos runs ${verb} ${RUN}\n`)).toBe(isOffered);
    expect(stderr).toMatch(/^error: <run> is missing /);
  });
});

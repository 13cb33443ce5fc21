import { describe, expect, it } from 'vitest';
import { type Failure, onFailingDisk } from '../failing-disk.ts';
import { type Ended, TO, useWorld } from '../world.ts';

const world = useWorld();
const ONE = `users deactivate usr_abc123 ${TO}`;
const WITH_REASON = `${ONE} --reason left`;
const RUN = `users deactivate usr_abc123 usr_def456 ${TO} --yes --no-check --concurrency 1`;
const SLOW = `${RUN} --rate 1/s`;
const SINGLE = String.raw`\.2[\w-]+\.jsonl$`;

interface Told {
  readonly exit: number;
  readonly stderr: RegExp;
  readonly sent: number;
  /** The counts of the run that is on record; null where there is none. */
  readonly recorded: object | null;
}

const DONE: Told = { exit: 0, stderr: /^note: to undo/, sent: 1, recorded: { changed: 1 } };
const RUN_DONE: Told = { exit: 0, stderr: /^note: 2 users: 2 changed/, sent: 2, recorded: { changed: 2 } };
const UNCHAINED: Told = { ...RUN_DONE, stderr: /may have no line in \S+ledger\.jsonl: the disk failed/ };
const NOT_RECORDED: Told = {
  exit: 0,
  stderr: /this call is not recorded: cannot write \S+\/runs: the disk failed/,
  sent: 1,
  recorded: null,
};
/** The run is on record, and its words say how to look at what was sent. */
const looksAt = (what: RegExp, sent: number, recorded: object): Told => ({
  exit: 1,
  stderr: new RegExp(`^error: ${what.source}.*: the disk failed \\(FILE\\)\nhint: .*\\d{8}-\\d{6}-\\w+`, 'm'),
  ...{ sent, recorded },
});

/** A command, what of its calls to the disk fails, and what it has to say then. */
const CASES: readonly (readonly [line: string, failure: Failure, told: Told])[] = [
  [ONE, { call: /^statSync \S*aitronos-test-\w+$/ }, NOT_RECORDED],
  [ONE, { call: /^renameSync/ }, NOT_RECORDED],
  [ONE, { call: /^openSync .*\/runs$/ }, NOT_RECORDED],
  [
    ONE,
    { call: new RegExp(`^fstatSync .*${SINGLE}`), time: 2 },
    {
      ...DONE,
      stderr: /how this call ended is not recorded: .*: the disk failed/,
      recorded: { unknown: 1 },
    },
  ],
  [ONE, { call: new RegExp(`^closeSync .*${SINGLE}`) }, DONE],
  [
    WITH_REASON,
    { call: /^openSync .*\/runs$/ },
    {
      exit: 1,
      stderr: /the disk failed: a change with a reason or a ticket has to be recorded, and nothing was sent/,
      sent: 0,
      recorded: null,
    },
  ],
  [
    RUN,
    { call: /^writeSync .*rows\.jsonl$/, persists: true },
    {
      exit: 1,
      stderr: /^error: nothing was sent: .* cannot be written: the disk failed \(FILE\)\nhint: /,
      sent: 0,
      recorded: null,
    },
  ],
  [RUN, { call: /^closeSync .*rows\.jsonl$/ }, RUN_DONE],
  [
    RUN,
    { call: /^statSync .*journal\.jsonl$/ },
    {
      exit: 1,
      stderr: /^error: nothing was sent: .* cannot be written: the disk failed \(FILE\)\nhint: /,
      sent: 0,
      recorded: { not_sent: 2 },
    },
  ],
  [
    RUN,
    { call: /^statSync .*journal\.jsonl$/, time: 2 },
    looksAt(/nothing more is sent from here/, 0, { unknown: 1 }),
  ],
  [RUN, { call: /^fstatSync .*journal\.jsonl$/ }, looksAt(/nothing more is sent/, 0, { unknown: 1 })],
  [
    RUN,
    { call: /^fdatasync .*journal\.jsonl$/ },
    looksAt(/cannot write \S+journal\.jsonl/, 1, { changed: 1 }),
  ],
  // Lost while the last row was in flight, which the disk tells once, also after its answer; and refused at the end.
  ...[
    { call: /^fdatasync .*journal\.jsonl$/, time: 2 },
    { call: /^fdatasync .*journal\.jsonl$/, time: 2, late: true as const },
    { call: /^fdatasyncSync .*journal\.jsonl$/ },
  ].map((failure) => [SLOW, failure, looksAt(/cannot write \S+journal\.jsonl/, 2, { changed: 2 })] as const),
  // What only a power cut would take from the ledger, its line or its name, is told as well.
  ...[{ call: /^fdatasyncSync .*ledger\.jsonl$/ }, { call: /^fsyncSync .*\/runs$/, time: 2 }].map(
    (failure) => [RUN, failure, UNCHAINED] as const,
  ),
  [RUN, { call: /^open .*rows\.jsonl$/ }, looksAt(/cannot read \S+rows\.jsonl/, 0, { not_sent: 2 })],
  [RUN, { call: /^closeSync .*journal\.jsonl$/, time: 2 }, RUN_DONE],
];

describe('a disk that fails', () => {
  it.each(CASES)(
    '%s, where %o fails: it is told in words, and what was sent is on record',
    async (line, failure, told) => {
      const w = world.current;
      const ended: Ended[] = [];
      const failed = await onFailingDisk(w.home, failure, async () => void ended.push(await w.run(line)));
      expect(failed).toBe(true);
      expect(ended[0]).toMatchObject({ exit: told.exit, stderr: expect.stringMatching(told.stderr) });
      expect(w.requests.filter(({ path }) => path.endsWith('/deactivate'))).toHaveLength(told.sent);
      const { stdout } = await w.run('runs list --json');
      expect(JSON.parse(stdout)).toMatchObject(told.recorded === null ? [] : [told.recorded]);
    },
  );
});

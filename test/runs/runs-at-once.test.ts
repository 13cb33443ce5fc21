import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinRuns } from '../../src/runs/rate-limit/shared/runs-at-once.ts';
import { hearWindow } from '../../src/runs/rate-limit/shared/told-window.ts';
import { nextInWindow } from '../../src/runs/rate-limit/shared/window-share.ts';
import { trustUser } from '../../src/system/trusted-files.ts';
import { VirtualClock } from '../clock.ts';
import { deactivateFrom } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const ours = { run_id: '20260301-120000-aaaa', organization_id: 'org_xyz789', origin: 'https://api.example' };
const theirs = { ...ours, run_id: '20260301-120000-bbbb' };

let state: string;
const folder = () => join(state, 'at-once');

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'aitronos-at-once-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** What a run is told of how many there are. */
function told(run = ours) {
  const clock = new VirtualClock(NOW);
  const counts: number[] = [];
  trustUser({ uid: process.getuid?.() ?? null, env: {} });
  const leave = joinRuns({ folders: { state }, clock }, run, (runs) => counts.push(runs));
  return { counts, leave };
}

/** Leaves a file as another run would, that beat so long ago. */
function plant(name: string, silent_ms = 0): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder(), name), '');
  lutimesSync(join(folder(), name), (NOW - silent_ms) / 1000, (NOW - silent_ms) / 1000);
}

/** The name that a run has there. */
function nameOf(run: typeof ours): string {
  const { leave } = told(run);
  const name = readdirSync(folder()).find((one) => one.endsWith(run.run_id)) ?? '';
  leave();
  return name;
}

describe('runs that use one limit at once', () => {
  it('know of each other until one ends', () => {
    const first = told();
    const second = told(theirs);
    expect([first.counts, second.counts]).toEqual([[1], [2]]);
    second.leave();
    expect(told({ ...ours, run_id: '20260301-120000-cccc' }).counts).toEqual([2]);
    first.leave();
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it.each([
    ['another organization', { ...theirs, organization_id: 'org_other' }],
    ['another API', { ...theirs, origin: 'https://other.example' }],
  ])('are not those of %s', (_, other) => {
    told(other);
    expect(told().counts).toEqual([1]);
  });

  it.each([
    ['beats', 0, 2],
    ['beat four seconds ago', 4_000, 2],
    ['was killed', 6_000, 1],
    ['is of tomorrow', -86_400_000, 1],
    ['was killed long ago', 100_000, 1],
  ])('count one that %s as %d ms silent', (_, silent_ms, runs) => {
    plant(nameOf(theirs), silent_ms);
    expect(told().counts).toEqual([runs]);
  });

  it('take away what killed runs left', () => {
    plant(nameOf(theirs), 100_000);
    told().leave();
    expect(readdirSync(folder())).toEqual([]);
  });

  /** Whatever lies there, the run goes on, and is slowed down no further than by 63 others. */
  const HOSTILE: readonly [string, () => void, number][] = [
    ['a folder in place of a file', () => mkdirSync(join(folder(), nameOf(theirs)), { recursive: true }), 1],
    ['a link', () => symlinkSync('/etc/passwd', join(folder(), nameOf(theirs))), 1],
    [
      'a file in place of the folder',
      () => {
        mkdirSync(join(state, 'runs'));
        writeFileSync(folder(), '');
      },
      1,
    ],
    [
      'a folder that others can write',
      () => {
        plant(nameOf(theirs));
        chmodSync(folder(), 0o777);
      },
      1,
    ],
    [
      'three hundred runs',
      () => {
        const name = nameOf(theirs);
        for (let index = 0; index < 300; index += 1) plant(`${name}${index}`);
      },
      64,
    ],
  ];

  it.each(HOSTILE)('bear %s', (_, prepare, runs) => {
    prepare();
    const { counts, leave } = told();
    expect(counts).toEqual([runs]);
    leave();
  });

  it('beat through no link', () => {
    const name = nameOf(ours);
    const target = join(state, 'target');
    writeFileSync(target, 'kept');
    lutimesSync(target, 1, 1);
    symlinkSync(target, join(folder(), name));
    told();
    expect(lstatSync(target).mtimeMs).toBe(1_000);
    expect(lstatSync(join(folder(), name)).isFile()).toBe(true);
  });
});

describe('a window of 100 a minute that two runs share', () => {
  const window = { from: 0, ends: 60_000, slides: false };

  it.each([
    [49, 0, 2, -Infinity],
    [50, 0, 2, 1_200],
    [45, 5, 2, 1_200],
    [99, 0, 2, 60_000],
    [12, 0, 8, (0.5 / 87.5) * 60_000],
    [99, 0, 1, -Infinity],
  ])('lets one that used %d, with %d in flight, of %d runs, send at %d ms', (used, in_flight, runs, at) => {
    expect(nextInWindow({ ...window, used }, 100, { runs, in_flight, now: 1_000 })).toBeCloseTo(at, 6);
  });

  it('holds nothing back after its end, nor where it is one of an hour', () => {
    const of = { runs: 2, in_flight: 0, now: 60_000 };
    expect(nextInWindow({ ...window, used: 90 }, 100, of)).toBe(-Infinity);
    expect(nextInWindow({ ...window, ends: 3_600_000, used: 90 }, 100, of)).toBe(-Infinity);
  });

  /** What becomes of it where an answer after so many ms tells a reset in so many seconds. */
  it.each([
    ['goes on', 30_000, 30, { from: 0, ends: 59_000, used: 2, slides: false }],
    [
      'ends with the earliest time that its reset may mean',
      59_000,
      60,
      { from: 59_000, ends: 118_000, used: 1, slides: false },
    ],
    ['slides, where its end moves on', 30_000, 60, { from: 0, ends: 59_000, used: 2, slides: true }],
  ])('%s', (_, now, reset_s, expected) => {
    const told_as = (reset_ms: number) => ({
      limit: 100,
      isLimitTold: true,
      remaining: 9,
      reset_ms,
      vague_ms: 1_000,
    });
    const first = hearWindow(null, told_as(60_000), { accepted: true, in_flight: 0, now: 0 });
    const next = hearWindow(first, told_as(reset_s * 1_000), { accepted: true, in_flight: 0, now });
    expect(next).toMatchObject(expected);
    if (next.slides)
      expect(nextInWindow({ ...next, used: 99 }, 100, { runs: 2, in_flight: 0, now })).toBe(-Infinity);
  });
});

describe('the program', () => {
  const world = useWorld();

  it.each([
    ['leaves no file of a run that has ended', false],
    ['runs where there is no room for one', true],
  ])('%s', async (_, isBlocked) => {
    const folder = join(world.current.home, 'state');
    if (isBlocked) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, 'at-once'), 'kept');
    }
    const { exit } = await deactivateFrom(world.current, 'usr_abc123\nusr_def456\n', '--yes -q');
    expect(exit).toBe(0);
    if (isBlocked) expect(readFileSync(join(folder, 'at-once'), 'utf8')).toBe('kept');
    else expect(readdirSync(join(folder, 'at-once'))).toEqual([]);
  });
});

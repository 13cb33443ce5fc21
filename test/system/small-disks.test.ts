import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';

/** Mounts need root and namespaces of their own. */
const isolated = spawnSync('unshare', ['-m', 'true']).status === 0;
const machine = useMachine();
const TO = '--org org_xyz789 --transfer-to dept_eng001';
/** What is still free: so many files, or so many pages of 4096 bytes. */
const FREE = [
  '0 files',
  '1 files',
  '2 files',
  '3 files',
  '4 files',
  '5 files',
  '0 pages',
  '1 pages',
  '2 pages',
];

/** A run of before, and a plan. */
const prepare = () =>
  machine.current.shell(
    `aitronos users deactivate usr_000001 usr_000002 ${TO} --yes -q && ` +
      `aitronos users deactivate usr_000009 ${TO} --plan plan.json -q && mv state before`,
  );

/** The state folder on a small disk that has so much left when the line is run. */
function onSmallDisk(free: string, line: string) {
  const [left, kind] = free.split(' ');
  const fill =
    kind === 'files'
      ? `for i in $(seq $(( $(df --output=iavail state | tail -1) - ${left} ))); do : > state/fill/$i; done`
      : `dd if=/dev/zero of=state/fill/all bs=4096 count=$(( $(df --output=avail -B4096 state | tail -1) - ${left} ))`;
  const steps = [
    'mkdir -p state && mount -t tmpfs -o size=8m,nr_inodes=200,mode=700 tmpfs state',
    'cp -a before/. state && mkdir state/fill || exit 99',
    `${fill} 2>/dev/null`,
    `${line} >/dev/null 2>words; echo $? >ended; rm -r state/fill`,
    // What the hint names has to work when there is room.
    "hint=$(grep -o 'aitronos runs resume [0-9a-f-]*' words)",
    '[ -z "$hint" ] || $hint --yes -q >/dev/null 2>>words; echo $? >resumed',
    'echo "$(cat ended) $(cat resumed)"; cat words >&2',
  ].join('\n');
  return machine.current.shell(
    `exec unshare -m sh -c 'aitronos() { "$NODE" "$BIN" "$@"; }; ${steps.replaceAll("'", `'\\''`)}'`,
  );
}

describe.skipIf(!isolated)('a disk with little room, at every step', () => {
  it.each([
    `aitronos users deactivate usr_000003 ${TO}`,
    `aitronos users deactivate usr_000003 ${TO} --reason left`,
    `aitronos users deactivate usr_000003 usr_000004 ${TO} --yes`,
    `aitronos users deactivate usr_000003 ${TO} --plan state/plan.json`,
    'aitronos runs apply plan.json --yes',
    'aitronos runs undo $(aitronos runs list -o ids) --yes',
    'aitronos runs verify',
    'aitronos runs delete --before 2090-01-01 --yes --time-zone UTC',
    'aitronos runs report --html state/r.html --csv state/r.csv',
    `aitronos users deactivate usr_abc123 ${TO} --sandbox`,
  ])('%s', { timeout: 120_000 }, async (line) => {
    await machine.current.sandbox({ users: 20 });
    expect(await prepare()).toMatchObject({ exit: 0 });
    for (const free of FREE) {
      const { exit, stdout, stderr } = await onSmallDisk(free, line);
      expect({ exit, free, stderr, stdout }).toMatchObject({
        exit: 0,
        stdout: expect.stringMatching(/^[0125] 0\n$/),
      });
      expect({ free, stderr }).toMatchObject({ stderr: expect.not.stringMatching(/DEFECT/) });
      // Nothing but room helps.
      if (/^error: .*disk is full.*\((?:FILE|USAGE)\)$/m.test(stderr))
        expect(stderr).toMatch(/^hint: make room/m);
    }
  });
});

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/commands/doctor/diagnosis.ts';
import { useMachine } from '../bin/process.ts';

/** Mounts need root and namespaces of their own. */
const isolated = spawnSync('unshare', ['-m', 'true']).status === 0;

// Its folders are made by hand.
const machine = useMachine(false);

const BOTH = 'mkdir -m 700 disk/config disk/state';
const FILL = 'head -c 99999999 /dev/zero >disk/zeros 2>/dev/null';
const MAKE_ROOM = 'make room, or name another folder with';
const OTHER_OWNER = 'belongs to another user (uid 1001)';

/**
 * Runs doctor with both folders on a small disk, after a script has made them what they are. The token would be that of a
 * stored sign-in, so that the configuration folder is needed as much as the other; nothing listens at the address.
 */
async function examineOnDisk(options: string, script: string): Promise<readonly Diagnosis[]> {
  const line = `mkdir disk && mount -t tmpfs ${options} none disk && { ${script}; true; } && exec "$NODE" "$BIN" doctor --json`;
  const env = {
    AITRONOS_API_URL: 'http://127.0.0.1:1',
    AITRONOS_CONFIG_DIR: `${machine.current.home}/disk/config`,
    AITRONOS_STATE_DIR: `${machine.current.home}/disk/state`,
  };
  const { stdout } = await machine.current.startShell(`exec unshare -m sh -c '${line}'`, { env }).ended;
  return JSON.parse(stdout).filter(({ check }: Diagnosis) => check.endsWith('folder'));
}

describe.skipIf(!isolated)('doctor looks at the folders on a disk', () => {
  it.each([
    ['with room', '-o size=64m', BOTH, 'ok', '0700', null],
    ['with room, before they are made', '-o size=64m', 'true', 'ok', '/disk/', null],
    ['with little room', '-o size=512k', BOTH, 'warning', 'KiB are left on the disk', MAKE_ROOM],
    ['that is full', '-o size=64k', `${BOTH}; ${FILL}`, 'failed', 'the disk is full', MAKE_ROOM],
    ['that is full, before they are made', '-o size=64k', FILL, 'failed', 'the disk is full', MAKE_ROOM],
    [
      'without inodes',
      '-o nr_inodes=3',
      BOTH,
      'failed',
      'takes no more files (df -i)',
      'remove files from it',
    ],
    ['read-only', '', `${BOTH}; mount -o remount,ro disk`, 'failed', 'the disk is read-only', 'name another'],
    ['of another user', '', `${BOTH}; chown 1001 disk/*`, 'failed', OTHER_OWNER, 'chown "$(id -u)"'],
    [
      'of another user, before they are made',
      '',
      'chown 1001 disk',
      'failed',
      OTHER_OWNER,
      'chown "$(id -u)"',
    ],
    ['open to all, before they are made', '', 'chmod 777 disk', 'failed', 'written by others', 'chmod go-w'],
  ])('%s', async (_what, options, script, result, words, cure) => {
    const found = await examineOnDisk(options, script);
    expect(found).toHaveLength(2);
    for (const one of found) {
      const expected = cure === null ? null : expect.stringContaining(cure);
      expect(one).toMatchObject({ result, detail: expect.stringContaining(words), cure: expected });
    }
  });
});

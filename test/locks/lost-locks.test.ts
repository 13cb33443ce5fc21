import { closeSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendEntries, ledgerFile, openLedger } from '../../src/runs/ledger/ledger-file.ts';
import { withLedgerLock } from '../../src/runs/ledger/ledger-lock.ts';
import { takeLease } from '../../src/system/locks/lease.ts';
import { withLock } from '../../src/system/locks/lock.ts';
import { type Processes, thisHolder } from '../../src/system/locks/lock-holder.ts';
import { folderOf, readSigner, sign, signatureOf } from '../../src/system/locks/lock-signature.ts';

const isAlive = () => true;
const US: Processes = { pid: process.pid, isAlive };
const OTHER: Processes = { pid: process.ppid, isAlive };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aitronos-lost-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Each lock: its file, and how it is held while `work` runs. */
const LOCKS: readonly (readonly [
  name: string,
  file: () => string,
  hold: (file: string, processes: Processes, work: () => void) => Promise<unknown>,
])[] = [
  [
    'the lease of a run',
    () => join(folder, 'run'),
    async (file, processes, work) => {
      const lease = await takeLease(file, processes, Date.now());
      work();
      await lease.release();
    },
  ],
  [
    'the lock of a file',
    () => join(folder, 'config.json'),
    (file, processes, work) => withLock(file, processes, 'is changing it', async () => work()),
  ],
  [
    'the lock of the ledger',
    () => join(folder, '.ledger'),
    (_file, processes, work) => withLedgerLock(folder, processes, () => work()),
  ],
];

/** What another process does that finds a lock of a process that was stopped for too long. */
function takeOver(file: string): void {
  rmSync(signatureOf(file), { force: true });
  rmdirSync(folderOf(file));
  mkdirSync(folderOf(file));
  sign(file, thisHolder(OTHER, Date.now()));
}

function letGo(file: string): void {
  rmSync(signatureOf(file));
  rmdirSync(folderOf(file));
}

describe.each(LOCKS)('%s', (_name, fileOf, hold) => {
  it('is not taken back by a process that was stopped before it signed', async () => {
    const file = fileOf();
    let isStopped = true;
    let isOthers = false;
    const stopped: Processes = {
      isAlive,
      // Who signs asks for this first.
      get pid() {
        if (isStopped) {
          isStopped = false;
          isOthers = true;
          takeOver(file);
          setTimeout(() => {
            expect(readSigner(file)?.pid).toBe(OTHER.pid);
            letGo(file);
            isOthers = false;
          }, 300);
        }
        return US.pid;
      },
    };
    let worked_beside = 0;
    const held = await hold(file, stopped, () => {
      if (isOthers) worked_beside += 1;
    }).catch((error: unknown) => error);
    if (held !== undefined) expect(held).toMatchObject({ name: 'LockHeld', holder: { pid: OTHER.pid } });
    expect({ isStopped, worked_beside }).toEqual({ isStopped: false, worked_beside: 0 });
    await expect.poll(() => existsSync(folderOf(file))).toBe(false);
  });

  it('is left to the process that took it while this one was stopped at its work', async () => {
    const file = fileOf();
    await hold(file, US, () => takeOver(file));
    expect(existsSync(folderOf(file))).toBe(true);
    expect(readSigner(file)?.pid).toBe(OTHER.pid);
  });

  it('is taken where nothing but the name of a holder before is left', async () => {
    const file = fileOf();
    mkdirSync(folderOf(file));
    sign(file, thisHolder(OTHER, Date.now()));
    rmdirSync(folderOf(file));
    // The next lock must not get the number of this one.
    mkdirSync(join(folder, 'takes-the-inode'));
    let works = 0;
    await hold(file, US, () => {
      works += 1;
    });
    expect(works).toBe(1);
    expect([folderOf(file), signatureOf(file)].filter((path) => existsSync(path))).toEqual([]);
  });
});

it('a process that lost the lock of the ledger writes nothing into it', async () => {
  const { fd } = openLedger(folder);
  const line = { run_id: '20260301-120000-8000', at: '2026-03-01T12:00:00.000Z', length: 1, sha256: '' };
  const written = withLedgerLock(folder, US, (stillHeld) => {
    takeOver(join(folder, '.ledger'));
    return appendEntries(folder, fd, [], line, stillHeld);
  });
  await expect(written).rejects.toThrow('its lock was taken while this process was suspended');
  expect(readFileSync(ledgerFile(folder), 'utf8')).toBe('');
  closeSync(fd);
});

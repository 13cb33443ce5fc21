import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { folderOf, sign } from '../../src/system/locks/lock-signature.ts';

const ROUNDS = 40;
/** Longer than a taking, so that all begin each one together. */
const ROUND_MS = 400;
const PROCESSES = 4;
const LEASE = fileURLToPath(new URL('../../src/system/locks/lease.ts', import.meta.url));

/** A process that takes the lease of each file at its time, and tells as which one it ended. */
const TAKER = `
const { takeLease } = require('./lease.cjs');
const isAlive = (pid) => { try { return process.kill(pid, 0); } catch { return false; } };
const at = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - Date.now())));
(async () => {
  const [begin] = process.argv.slice(2).map(Number);
  const ends = [];
  for (let round = 0; round < ${ROUNDS}; round += 1) {
    await at(begin + round * ${ROUND_MS});
    const file = require('node:path').join(__dirname, String(round));
    ends.push(await takeLease(file, { pid: process.pid, isAlive }, Date.now()).then(
      () => 'has it',
      (error) => (error.name === 'LockHeld' ? 'is refused' : error.message),
    ));
  }
  console.log(JSON.stringify(ends));
  process.stdin.resume();
})();`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aitronos-race-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A lock as a killed process leaves it. */
function leaveLock(file: string): void {
  mkdirSync(folderOf(file));
  const here = thisHolder({ pid: process.pid, isAlive: () => true }, Date.now());
  sign(file, { ...here, pid: 999_999_999 });
}

/** Starts a process that takes; resolves with how it ended in each round. It lives on, as one that works does. */
function taker(begin: number) {
  const child = spawn(process.execPath, [join(folder, 'taker.cjs'), String(begin)]);
  const ends = new Promise<string[]>((resolve, reject) => {
    child.once('error', reject).stdout.once('data', (text) => resolve(JSON.parse(String(text))));
    child.once('close', () => reject(new Error('a process ended early')));
  });
  return { child, ends };
}

describe('of several processes that take the lease of a dead one at the same moment', () => {
  // What happens rarely must not pass at a second try.
  it('one has it, and the others are refused', { retry: 0, timeout: 60_000 }, async () => {
    buildSync({
      entryPoints: [LEASE],
      outfile: join(folder, 'lease.cjs'),
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    writeFileSync(join(folder, 'taker.cjs'), TAKER);
    for (let round = 0; round < ROUNDS; round += 1) leaveLock(join(folder, String(round)));
    const begin = Date.now() + 1500;
    const takers = Array.from({ length: PROCESSES }, () => taker(begin));
    try {
      const ends = await Promise.all(takers.map((each) => each.ends));
      const rounds = Array.from({ length: ROUNDS }, (_, round) => ends.map((each) => each[round]).sort());
      const one = ['has it', ...Array.from({ length: PROCESSES - 1 }, () => 'is refused')];
      expect(rounds.filter((round) => round.join() !== one.join())).toEqual([]);
    } finally {
      for (const { child } of takers) child.kill('SIGKILL');
    }
  });
});

import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readUserFile } from '../../src/system/user-files.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
/** More than is read at once. */
const BYTES = 200_000;
const host = { stdin: Readable.from([]), signal: new AbortController().signal };

it('nothing is waited for once the call is interrupted', async () => {
  const stdin = new Readable({ read() {} });
  const reading = readUserFile('-', { stdin, signal: AbortSignal.abort() });
  await expect(reading.next()).rejects.toMatchObject({ name: 'AbortError' });
});

describe('a file that changes while it is read', () => {
  it.each<[string, (file: string) => void, string]>([
    ['grows', (file) => appendFileSync(file, 'b'.repeat(BYTES)), `${2 * BYTES}`],
    ['grows by a byte', (file) => appendFileSync(file, 'b'), `${BYTES + 1}`],
    ['is cut', (file) => truncateSync(file, 100), '100'],
    ['is emptied', (file) => truncateSync(file, 0), '0'],
  ])('and %s is no whole list', async (_, change, now) => {
    const file = join(world.current.home, 'leavers.csv');
    writeFileSync(file, 'a'.repeat(BYTES));
    const read: string[] = [];
    const reading = async () => {
      for await (const chunk of readUserFile(file, host)) {
        if (read.length === 0) change(file);
        read.push(Buffer.from(chunk).toString());
      }
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'USAGE',
      message: `${file} changed while it was read: it had ${BYTES} bytes, and now has ${now}`,
      hint: 'wait until it is written, then run the command again',
    });
    expect(read.join('')).toMatch(/^a+$/);
  });

  it.runIf(process.platform === 'linux')('unlike one of the system that has no size', async () => {
    const { exit, stdout } = await world.current.run(
      'api post /v1/x --input /proc/self/status --header content-type:text/plain --dry-run --json',
    );
    expect(exit).toBe(0);
    expect(stdout).toContain('VmPeak');
  });
});

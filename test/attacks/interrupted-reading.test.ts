import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readUserFile } from '../../src/system/user-files.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

it.each([
  ['a file', (file: string) => writeFileSync(file, 'email\n')],
  ['a pipe that nobody writes', (file: string) => execFileSync('mkfifo', [file])],
])('an interrupt at any moment of reading %s is an abort, and no uncaught exception', async (_what, make) => {
  const file = join(world.current.home, 'people.csv');
  make(file);
  const uncaught: unknown[] = [];
  const caught = process.rawListeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  for (let turns = 0; turns < 200; turns += 1) {
    const interrupt = new AbortController();
    const host = { stdin: new PassThrough(), signal: interrupt.signal };
    const reading = (async () => {
      for await (const _ of readUserFile(file, host as never, { name: file, hint: null }));
    })().catch((error: unknown) => error);
    for (let turn = 0; turn < turns % 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort();
    const error = await reading;
    if (error !== undefined) expect(error).toBe(interrupt.signal.reason);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.removeAllListeners('uncaughtException');
  for (const listener of caught) process.on('uncaughtException', listener as never);
  expect(uncaught).toEqual([]);
});

import { renameSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type OpenPlan, readPlan } from '../../src/approval/reading/read-plan.ts';
import { MEMORY_FOLDER } from '../memory-folder.ts';
import { useWorld } from '../world.ts';
import { planOf } from './planned.ts';

const world = useWorld(MEMORY_FOLDER);
const USERS = Array.from({ length: 3000 }, (_, index) => `usr_${index}`);
const PLAN = planOf(USERS);
const TEXT = JSON.stringify(PLAN);
const { rows: ROWS, digest: DIGEST, ...HEAD } = PLAN;

const signal = new AbortController().signal;

async function usersOf({ rowBlocks }: OpenPlan): Promise<(string | null)[]> {
  const users: (string | null)[] = [];
  for await (const block of rowBlocks()) users.push(...block.map(({ user_id }) => user_id));
  return users;
}

async function written(text: string): Promise<string> {
  await mkdir(world.current.home, { recursive: true });
  const file = join(world.current.home, 'plan.json');
  writeFileSync(file, text);
  return file;
}

const open = (file: string) => readPlan(file, file, { stdin: Readable.from([]), signal });

/** What may happen to the file of a plan between its two readings. */
const MEANWHILE: readonly (readonly [what: string, change: (file: string) => void, refused: boolean])[] = [
  ['nothing', () => {}, false],
  [
    'another file in its place',
    (file) => {
      writeFileSync(`${file}.new`, JSON.stringify(planOf(['usr_other'])));
      renameSync(`${file}.new`, file);
    },
    false,
  ],
  ['another user in it', (file) => writeFileSync(file, TEXT.replace('usr_2999"', 'usr_9999"')), true],
  ['another plan in it', (file) => writeFileSync(file, JSON.stringify(planOf(['usr_other']))), true],
  ['a blank behind it', (file) => writeFileSync(file, `${TEXT} `), true],
  ['its end cut off', (file) => truncateSync(file, TEXT.length - 1), true],
  ['nothing left in it', (file) => truncateSync(file, 0), true],
];

describe('a plan is applied as it was checked, with', () => {
  it.each(MEANWHILE)('%s', async (_, change, refused) => {
    const file = await written(TEXT);
    const plan = await open(file);
    change(file);
    const users = usersOf(plan);
    if (refused) await expect(users).rejects.toMatchObject({ code: 'PLAN_EDITED' });
    else expect(await users).toEqual(USERS);
    plan.close();
  });
});

/** The same plan, written otherwise. */
const WRITTEN: Readonly<Record<string, string>> = {
  'on one line': TEXT,
  'on many lines': JSON.stringify(PLAN, null, 2),
  'with its rows first': JSON.stringify({ rows: ROWS, digest: DIGEST, ...HEAD }),
  'with its rows in the middle': JSON.stringify({
    action: HEAD['action'],
    rows: ROWS,
    ...HEAD,
    digest: DIGEST,
  }),
  'with an escape in the name of its rows': TEXT.replace('"rows"', '"r\\u006fws"'),
  'with line ends of Windows': JSON.stringify(PLAN, null, 1).replaceAll('\n', '\r\n'),
};

it.each(Object.entries(WRITTEN))('the same plan is read %s', async (_, text) => {
  const plan = await open(await written(text));
  expect(plan.digest).toBe(DIGEST);
  expect(await usersOf(plan)).toEqual(USERS);
  plan.close();
});

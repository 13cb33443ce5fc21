import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
// What draws is there before the first answer, as it is where time passes by itself.
import '../../src/output/progress.ts';
import { requestWords } from '../../src/cli/streams/request-work.ts';
import { orElse } from '../../src/or-else.ts';
import { ORG, TO, useWorld } from '../world.ts';

const world = useWorld();
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is moved and coloured with these.
const ESCAPES = /\u001b\[[?\d;]*[a-zA-Z]/g;

/** Lines of the shell, and what is told where each answer takes 1.5 s. */
const LINES: readonly (readonly [line: string, ...told: string[]])[] = [
  [`users list ${ORG}`, 'reading the users of org_xyz789'],
  [`users list --all ${ORG} -o csv`, 'reading the users of org_xyz789: 1 answer so far'],
  [`users list --role Member ${ORG} --json`, 'reading the roles of org_xyz789'],
  [`users get usr_abc123 ${ORG}`, 'reading usr_abc123'],
  [`users get jane@example.com ${ORG}`, 'reading the users of org_xyz789', 'reading usr_abc123'],
  [`audit list ${ORG}`, 'reading the audit log of org_xyz789'],
  ['organizations list', 'reading the organizations'],
  [`departments list ${ORG}`, 'reading the departments of org_xyz789'],
  [`departments list --tree ${ORG}`, 'reading the departments of org_xyz789'],
  [`roles list ${ORG}`, 'reading the roles of org_xyz789'],
  [`roles list --members role_admin ${ORG}`, 'reading who has role_admin'],
  ['auth status', 'asking who is signed in'],
  ['doctor', 'asking who is signed in'],
  [`users deactivate usr_abc123 ${TO}`, 'usr_abc123 is being deactivated'],
  [`users deactivate usr_abc123 --transfer-to Engineering ${ORG}`, 'reading the departments of org_xyz789'],
  [
    `users deactivate jane@example.com john@example.com ${TO} --yes`,
    'looking up 2 addresses',
    'asking who is',
  ],
  [`users deactivate usr_abc123 usr_def456 ${TO} --yes --verify`, 'asking about 2 users'],
  [`users diff --roster roster.csv --max 100% ${ORG}`, 'reading the users of org_xyz789: 1 answer so far'],
  ['api get /v1/organizations/org_xyz789/roles', 'reading the roles of org_xyz789'],
  ['api post /v1/user/me', 'POST /v1/user/me'],
];

/** A sandbox that takes this long for each answer, and a roster. */
async function slow(latency_ms: number): Promise<string> {
  const w = world.current;
  await w.sandbox({ users: 150, latency_ms });
  await mkdir(w.home, { recursive: true });
  const roster = join(w.home, 'roster.csv');
  await writeFile(roster, 'email\njane@example.com\n');
  return roster;
}

describe.each(LINES)('%s', (line, ...told) => {
  it('is told at a terminal where it takes over a second', async () => {
    const roster = await slow(1_500);
    const { stderr } = await world.current.run(line.replace('roster.csv', roster), { terminal: true });
    const text = stderr.replaceAll(ESCAPES, '');
    for (const words of told) expect(text).toContain(words);
  });
});

/** Opens a named pipe once something reads it. */
async function openRead(pipe: string): Promise<number> {
  for (;;) {
    const fd = orElse(() => openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK), null);
    if (fd !== null) return fd;
    await setImmediate();
  }
}

describe('a named pipe in which nobody writes yet', () => {
  it.each([
    ['users deactivate --from PIPE --yes', 'reading PIPE: 0 rows so far'],
    ['users deactivate usr_abc123 --protect PIPE', 'reading PIPE'],
    ['users diff --roster PIPE', 'reading PIPE: 0 rows so far'],
    ['runs apply PIPE', 'reading PIPE'],
    ['api post /v1/user/me --input PIPE', 'reading PIPE'],
  ])('is told at a terminal: %s', async (line, told) => {
    const w = world.current;
    const pipe = join(w.home, 'pipe');
    await mkdir(w.home, { recursive: true });
    execFileSync('mkfifo', [pipe]);
    const env = { AITRONOS_ORG: 'org_xyz789', AITRONOS_TRANSFER_TO: 'dept_eng001' };
    const ended = w.run(line.replace('PIPE', pipe), { terminal: true, env });
    const fd = await openRead(pipe);
    await w.clock.sleep(1_500);
    await setImmediate();
    closeSync(fd);
    const { exit, stderr } = await ended;
    expect(stderr.replaceAll(ESCAPES, '')).toContain(told.replace('PIPE', pipe));
    expect(exit).toBe(2);
  });
});

describe('nothing is told', () => {
  const LIST = `users list --all ${ORG}`;

  it.each([
    ['of what takes less than a second', 300, LIST, { terminal: true }],
    ['at a pipe', 1_500, LIST, {}],
    ['in a CI job', 1_500, LIST, { terminal: true, env: { CI: '1' } }],
    ['at a terminal that can redraw nothing', 1_500, LIST, { terminal: true, env: { TERM: 'dumb' } }],
    ['with --quiet', 1_500, `${LIST} --quiet`, { terminal: true }],
  ] as const)('%s', async (_, latency_ms, line, options) => {
    await slow(latency_ms);
    const { exit, stderr } = await world.current.run(line, options);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });
});

it.each([
  ['GET', 'http://[::1]:1/base/v1/other?token=secret', 'GET /base/v1/other'],
  [
    'DELETE',
    'https://api.example.com/v1/organizations/org_1/users/usr_1',
    'DELETE /v1/organizations/org_1/users/usr_1',
  ],
  ['GET', 'https://api.example.com/v1/organizations/org_1/users/usr_1?x=y', 'reading usr_1'],
  ['GET', 'https://api.example.com/health', 'asking whether the API is there'],
])('the words for %s %s are %s', (method, url, words) => {
  expect(requestWords(method, url)).toBe(words);
});

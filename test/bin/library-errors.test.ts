import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const world = useWorld();
let project = '';

// A user's project with the built package in it.
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'aitronos-errors-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules/aitronos'));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a module of the user's, and answers what it printed on both streams, however it ended. */
async function printedBy(code: string) {
  const head = `import * as library from 'aitronos';
const { Aitronos, AitronosError, ApiError, ConnectionError } = library;
const there = { organization_id: 'org_xyz789' };
const accessToken = 'sandbox-access-token';
const client = new Aitronos({ accessToken, baseUrl: process.env.AITRONOS_API_URL, retries: 0 });
`;
  writeFileSync(join(project, 'program.mjs'), head + code);
  const options = { cwd: project, env: { AITRONOS_API_URL: world.current.url }, timeout: 20_000 };
  return run(process.execPath, ['program.mjs'], options).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => error,
  );
}

/** One way to each kind of error, with its class, and the method that met it. */
const ERRORS = [
  ['an answer that says no', "client.users.reactivate('usr_nobody', there)", 'ApiError'],
  ['no connection', "nowhere().users.reactivate('usr_1', there)", 'ConnectionError'],
  ['a lost connection', 'lost().account.me()', 'ConnectionError'],
  ['an answer that is too large', 'client.users.list(there, { mostBytes: 1 })', 'ApiError'],
  ['a path that is none', "client.users.retrieve('', there)", 'AitronosError'],
  ['an option that is none', 'client.users.listAll(there, { limit: 0 }).next()', 'AitronosError'],
  ['a page of a list', "client.roles.listAllMembers('role_nobody', there).next()", 'ApiError'],
  ['no token', 'tokenless()', 'AitronosError'],
] as const;

const HELPERS = `
import { createServer } from 'node:net';
const nowhere = () => new Aitronos({ accessToken, baseUrl: 'http://127.0.0.1:1', retries: 0 });
const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1').unref();
await new Promise((resolve) => server.once('listening', resolve));
const lost = () => new Aitronos({ accessToken, baseUrl: \`http://127.0.0.1:\${server.address().port}\`, retries: 0 });
const tokenless = async () => new Aitronos({});
`;

describe('an error of the library', () => {
  it.each(ERRORS)('has its class and a readable stack: %s', async (_what, call, kind) => {
    const { stdout } = await printedBy(`${HELPERS}
async function offboard() {
  await ${call};
}
const error = await offboard().catch((reason) => reason);
console.log([error.constructor.name, error.name, error instanceof ${kind}, error instanceof AitronosError].join(' '));
console.log(error.stack);
console.log('---');
console.log(error);
process.exit();
`);
    const [facts, ...lines] = stdout.split('\n');
    const [stack = [], shown = []] = [
      lines.slice(0, lines.indexOf('---')),
      lines.slice(lines.indexOf('---') + 1),
    ];
    expect(facts).toBe(`${kind} ${kind} true true`);
    expect(stack[0]).toMatch(new RegExp(`^${kind}: .`));
    expect(shown[0]).toBe(stack[0]);
    // Who called is on it, and nobody on it has a name of one or two letters.
    expect(stack.join('\n')).toMatch(/at (?:async )?offboard \(file:.*program\.mjs:\d+:\d+\)/);
    const names = stack.flatMap(
      (line) => /^ {4}at (?:async |new )?([\w.#]+) \(/.exec(line)?.[1]?.split('.') ?? [],
    );
    expect(names.filter((name) => name.length < 3 && name !== 'me')).toEqual([]);
  });

  it('that nobody catches shows a line of code, not the whole file', async () => {
    const { stderr } = await printedBy("await client.users.reactivate('usr_nobody', there);\n");
    expect(stderr).toContain('ApiError: ');
    expect(stderr).toContain("code: 'USER_NOT_FOUND'");
    expect(Math.max(...stderr.split('\n').map(({ length }) => length))).toBeLessThan(300);
  });
});

it('every class has its exported name, and of the files of the program undici alone is loaded', async () => {
  const { stdout } = await printedBy(`
const classes = Object.entries(library).filter(([, value]) => /^class /.test(String(value)));
console.log(JSON.stringify(classes.map(([name, { name: own }]) => [name, own])));
console.log(JSON.stringify(Object.entries(client).map(([name, { constructor }]) => [name, constructor.name])));
console.log(Object.keys(process.getBuiltinModule('node:module')._cache).join(' '));
await client.close();
`);
  const [classes = '', resources = '', loaded] = stdout.split('\n');
  expect(loaded).toMatch(/^\S+dist[\\/]undici\.cjs \S+dist[\\/]chunks[\\/]undici-\w+\.cjs$/);
  const exported: [string, string][] = JSON.parse(classes);
  const names = exported.map(([name]) => name);
  expect(names.sort()).toEqual(['Aitronos', 'AitronosError', 'ApiError', 'ConnectionError']);
  for (const [name, own] of exported) expect(own).toBe(name);
  const held: [string, string][] = JSON.parse(resources);
  for (const [name, own] of held) expect(own.charAt(0).toLowerCase() + own.slice(1)).toBe(name);
});

it('the file of the library is within its size', () => {
  const { length } = readFileSync(join(root, 'dist/index.js'));
  expect(length).toBeLessThan(200_000);
});

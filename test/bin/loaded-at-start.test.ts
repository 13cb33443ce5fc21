import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

/** Writes down which modules of Node, and which files of `dist/`, load from here on. */
const LISTENER = `
const fs = require('node:fs');
const { builtinModules } = require('node:module');
const natives = () => process.moduleLoadList.map((entry) => entry.replace('NativeModule ', ''));
const before = new Set(natives());
const files = [];
const read = fs.readFileSync;
fs.readFileSync = (file, ...more) => {
  if (/[\\\\/]dist[\\\\/].*\\.cjs$/.test(file)) files.push(require('node:path').basename(file));
  return read(file, ...more);
};
process.on('exit', () => {
  const node = natives().filter((name) => builtinModules.includes(name) && !before.has(name));
  fs.writeFileSync(process.env.LOADED, JSON.stringify({ node, files }));
});
`;

/** What writing into a pipe takes. */
const PIPE = ['diagnostics_channel', 'net', 'stream', 'stream/promises', 'string_decoder'];

/** All that may load, and no more: Node's public modules, the named files of ours, and how many that have no name. */
const LOADED: Readonly<
  Record<string, { node: readonly string[]; files: readonly string[]; shared: number }>
> = {
  '--version': { node: [], files: [], shared: 0 },
  '--help': { node: [...PIPE, 'tty'], files: [], shared: 0 },
  // The program, and nothing that a call needs besides.
  '--help --no-color': { node: [...PIPE, 'os', 'tty', 'v8', 'vm'], files: ['start', 'main'], shared: 1 },
  [DEACTIVATE]: {
    node: [...PIPE, 'crypto', 'os', 'v8', 'vm'],
    files: [
      'start',
      'main',
      'client',
      'error-text',
      'pool',
      'print',
      'recorded-change',
      'report',
      'safe-text',
      'undici',
    ],
    shared: 14,
  },
};

/** What loads all of Node's `fetch`. */
const FETCH = /^(?:internal\/deps\/undici\/undici|http2)$/;

/** All of Node's modules that a call loads, also those that are not public. */
async function modulesOf(line: string): Promise<string[]> {
  const list = join(machine.current.home, 'listed.cjs');
  const write = 'process.on("exit", () => process.stderr.write(process.moduleLoadList.join("\\n")))';
  writeFileSync(list, write);
  const ended = await machine.current.run(line, { node: ['--require', list] });
  expect(ended).toMatchObject({ exit: 0 });
  const loaded = ended.stderr.split('\n').map((entry) => entry.replace('NativeModule ', ''));
  expect(loaded).toContain('http');
  return loaded;
}

describe('a start with a sandbox', () => {
  it("loads neither Node's fetch nor its HTTP/2", async () => {
    const loaded = await modulesOf(`${DEACTIVATE} --sandbox -q`);
    expect(loaded.filter((name) => FETCH.test(name))).toEqual([]);
  });
});

describe('a run of a file', () => {
  it('loads nothing to measure its lease by', async () => {
    const { home } = machine.current;
    const file = join(home, 'leavers.csv');
    writeFileSync(file, 'user_id\nusr_abc123\n');
    const line = `users deactivate --from ${file} --org org_xyz789 --transfer-to dept_eng001 --yes -q --sandbox`;
    expect(await modulesOf(line)).not.toContain('perf_hooks');
  });
});

describe('a start loads what is listed here, and nothing else', () => {
  it.each(Object.entries(LOADED))('%s', async (line, allowed) => {
    await machine.current.sandbox();
    const { home } = machine.current;
    const [listener, list] = [join(home, 'listener.cjs'), join(home, 'loaded.json')];
    writeFileSync(listener, LISTENER);
    const ended = await machine.current.run(line, { node: ['--require', listener], env: { LOADED: list } });
    expect(ended).toMatchObject({ exit: 0 });
    const { node, files } = JSON.parse(readFileSync(list, 'utf8')) as Record<'node' | 'files', string[]>;
    expect(node.filter((name) => !allowed.node.includes(name))).toEqual([]);
    // Files that several commands share have no name between their size and their hash.
    const isShared = (file: string) => /^\d\w+\.cjs$/.test(file);
    const shared = files.filter(isShared);
    const named = files.filter((file) => !isShared(file));
    const names = named.map((file) => file.replace(/^\d-/, '').replace(/(-\w+)?\.cjs$/, ''));
    expect(names.filter((name) => !allowed.files.includes(name))).toEqual([]);
    expect(allowed.files.filter((name) => !names.includes(name))).toEqual([]);
    expect(shared.length, shared.join(' ')).toBeLessThanOrEqual(allowed.shared);
  });
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram } from '../src/program.ts';
import type { Clock } from '../src/system/time/clock.ts';
import { DEACTIVATE, useMachine } from './bin/process.ts';
import { COMMAND_LINES, type Line } from './command-lines.ts';
import { ERRORS, type LeakyApi, leakyApi, MARKS } from './secrets/leaky-api.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const machine = useMachine();
const FORMATS = ['table', 'json', 'jsonl', 'csv'] as const;

let api: LeakyApi;
let leaks: string[] = [];
beforeEach(async () => {
  leaks = [];
  api = await leakyApi();
  Object.assign(world.current.env, { AITRONOS_API_URL: api.url, AITRONOS_ACCESS_TOKEN: MARKS.environment });
});
afterEach(() => api.close());

/** As they are, and as JSON, a URL or `Proxy-Authorization` would have them. A code is looked for as a whole number. */
const forms = Object.entries(MARKS).map(([name, mark]) => {
  const written = [mark, JSON.stringify(mark).slice(1, -1), encodeURIComponent(mark), btoa(`otto:${mark}`)];
  return { name, isIn: (text: string) => written.some((form) => isFormIn(form, text)) };
});
const isFormIn = (form: string, text: string) =>
  /^\d+$/.test(form) ? new RegExp(`(?<![\\w.])${form}(?![\\w.])`).test(text) : text.includes(form);

function look(where: string, text: string): void {
  for (const { name, isIn } of forms) if (isIn(text)) leaks.push(`${name} in ${where}`);
}

/** Looks through every file below a folder, but for the one that is there for secrets. */
function lookInFiles(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    look(`the name of ${name}`, name);
    const file = join(folder, name);
    if (name.endsWith('credentials.json') || !statSync(file).isFile()) continue;
    look(name, readFileSync(file, 'latin1'));
  }
}

/** Calls a command; what it wrote is looked through. */
async function call(line: Line, more: string, clock?: Clock): Promise<string> {
  const runs = join(world.current.home, 'state', 'runs');
  const newest = existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => /^\d/.test(name))
        .sort()
        .at(-1)
    : undefined;
  const words = `${line.words.replace('RUN', newest ?? 'none').replace('PLAN', join(world.current.home, 'plan.json'))} ${more}`;
  const AITRONOS_SUMMARY_FILE = join(world.current.home, 'summary.json');
  const { exit, stdout, stderr } = await world.current.run(words, {
    ...line.options,
    env: {
      AITRONOS_SUMMARY_FILE,
      AITRONOS_LOG_FILE: join(world.current.home, 'log.jsonl'),
      ...line.options?.env,
    },
    ...(clock && { clock }),
  });
  if (!line.shows) look(`stdout of ${words} (${api.mood}, exit ${exit})`, stdout);
  look(`stderr of ${words} (${api.mood}, exit ${exit})`, stderr);
  if (existsSync(AITRONOS_SUMMARY_FILE)) {
    look(`the summary of ${words} (${api.mood}, exit ${exit})`, readFileSync(AITRONOS_SUMMARY_FILE, 'utf8'));
  }
  if (!clock) expect(stderr).not.toContain('a bug in aitronos');
  return stdout + stderr;
}

const all = Object.values(COMMAND_LINES).flatMap(({ secret }) => secret);
const signIn = () =>
  call(
    { words: 'auth login --refresh-token-stdin', options: { stdin: `${MARKS.access}\n${MARKS.refresh}\n` } },
    '-q',
  );

describe('a secret stays secret', () => {
  it('in every command of the tree', () => {
    const host = { stdout: process.stdout };
    const nouns = createProgram({ ...host, argv: [] }, async () => {}).commands.map((command) =>
      command.name(),
    );
    const tree = createProgram({ ...host, argv: nouns }, async () => {}) as unknown as CommandUnknownOpts;
    expect(Object.keys(COMMAND_LINES).sort()).toEqual([...verbs(tree, '')].sort());
  });

  it.each(FORMATS)('in the answers of an API that repeats it, with --debug: %s', async (format) => {
    for (const line of all) await call(line, `--debug -o ${format}`);
    lookInFiles(world.current.home);
    expect(leaks).toEqual([]);
    const heard = api.heard.join('\n');
    for (const mark of [MARKS.environment, MARKS.access, MARKS.key, MARKS.refresh])
      expect(heard).toContain(mark);
    if (format === 'table')
      for (const mark of [MARKS.code, 'MARK-p4ss', MARKS.emailKey]) expect(heard).toContain(mark);
  });

  it.each(ERRORS)('when the API answers so: %s', async (mood) => {
    for (const line of all.filter(({ options }) => !options?.terminal)) {
      if (line.options?.env) await signIn();
      api.mood = mood;
      await call(line, '--retries 1 --debug -o json');
      api.mood = 'well';
    }
    await signIn();
    api.mood = mood;
    for (const line of all.filter(({ options }) => options?.terminal))
      await call(line, '--retries 1 --debug');
    lookInFiles(world.current.home);
    expect(leaks).toEqual([]);
    expect(readFileSync(join(world.current.home, 'config', 'credentials.json'), 'utf8')).toContain('MARK-');
  });

  it('when the program breaks with it in its hands', async () => {
    const broken: Clock = {
      ...world.current.clock,
      now: () => world.current.clock.now(),
      monotonic: () => world.current.clock.monotonic(),
      tick: (ms, ring) => world.current.clock.tick(ms, ring),
      sleep: (ms, signal) => world.current.clock.sleep(ms, signal),
      alarm: () => {
        throw new Error(`broken with ${MARKS.environment} and ${encodeURIComponent(MARKS.environment)}`);
      },
    };
    for (const format of FORMATS) {
      const said = await call({ words: DEACTIVATE }, `--debug -o ${format}`, broken);
      expect(said).toContain('a bug in aitronos: broken with [redacted]');
    }
    lookInFiles(world.current.home);
    expect(leaks).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('in the list of processes, and after kill -9', async () => {
    const { home, env } = machine.current;
    api.mood = 'hangs';
    Object.assign(env, { AITRONOS_API_URL: api.url, AITRONOS_ACCESS_TOKEN: MARKS.environment, TMPDIR: home });
    const line = 'users deactivate --from - --yes --no-check --org org_1 --transfer-to dept_1 --debug';
    const program = machine.current.start(line, { stdin: 'usr_1\nusr_2\nusr_3\n' });
    while (api.heard.length === 0) await new Promise((next) => setImmediate(next));
    look('the list of processes', readFileSync(`/proc/${program.child.pid}/cmdline`, 'latin1'));
    program.child.kill('SIGKILL');
    const { signal, stdout, stderr } = await program.ended;
    look('stdout', stdout);
    look('stderr', stderr);
    lookInFiles(home);
    expect({ signal, leaks }).toEqual({ signal: 'SIGKILL', leaks: [] });
  });
});

function* verbs(command: CommandUnknownOpts, before: string): Generator<string> {
  for (const child of command.commands) {
    const name = `${before} ${child.name()}`.trim();
    if (child.commands.length === 0) yield name;
    yield* verbs(child, name);
  }
}

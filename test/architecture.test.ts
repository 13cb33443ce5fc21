import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { visibleCommands } from '../src/cli/help/command-tree.ts';
import { createProgram } from '../src/program.ts';
import { version } from '../src/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'));

/** Rooms that every other may import; they import none but each other, downwards. */
const FOUNDATIONS = ['memoize', 'or-else', 'version', 'defaults', 'text', 'secrets', 'validation', 'errors'];

/**
 * The rooms that each room may import; `(types)`: types alone, `(later)`: loaded when needed. A room is a folder of
 * src or a file directly in it.
 * A room may import only rooms above it in this list.
 * See docs/decisions/2026-11-26-rooms.md.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  memoize: [],
  'or-else': [],
  version: [],
  defaults: [],
  text: ['or-else'],
  secrets: ['text', 'memoize', 'or-else'],
  validation: ['text', 'secrets', 'memoize', 'or-else'],
  errors: ['text'],
  system: [...FOUNDATIONS],
  api: ['system', ...FOUNDATIONS],
  settings: ['system', ...FOUNDATIONS],
  output: ['system', 'api (types)', ...FOUNDATIONS],
  results: ['output', 'api (types)', ...FOUNDATIONS],
  lookup: ['api', ...FOUNDATIONS],
  preflight: ['api', ...FOUNDATIONS],
  operations: ['results', 'api', 'output', 'system', ...FOUNDATIONS],
  runs: ['operations', 'results', 'api', 'system', ...FOUNDATIONS],
  roster: ['runs', 'api', ...FOUNDATIONS],
  approval: ['runs', 'operations', 'preflight', 'results', 'output', 'api', 'system', ...FOUNDATIONS],
  audit: ['runs', 'approval', 'operations', 'results', 'output', 'api', 'system', ...FOUNDATIONS],
  auth: ['settings', 'api', 'system', 'output (types)', ...FOUNDATIONS],
  sandbox: ['api (types)', 'system', ...FOUNDATIONS],
  cli: [
    'auth',
    'settings',
    'output',
    'operations (types)',
    'api (later)',
    'lookup (later)',
    'sandbox (later)',
    'system',
    ...FOUNDATIONS,
  ],
  commands: [
    'cli',
    'operations',
    'lookup',
    'preflight',
    'runs',
    'roster',
    'approval',
    'audit',
    'results',
    'output',
    'auth',
    'settings',
    'api',
    'sandbox',
    'system',
    ...FOUNDATIONS,
  ],
  program: ['commands', 'cli', 'settings (types)', 'system (types)', ...FOUNDATIONS],
  completion: [
    'program',
    'commands',
    'cli',
    'auth',
    'settings (types)',
    'runs (later)',
    'results',
    'output',
    'api',
    'system',
    ...FOUNDATIONS,
  ],
  main: [
    'completion',
    'program',
    'commands (later)',
    'cli',
    'settings (types)',
    'output (later)',
    'system',
    ...FOUNDATIONS,
  ],
  index: ['api', ...FOUNDATIONS],
};

/** Where stdin is opened, and where it is read. */
const READ_STDIN = ['system/node-environment.ts', 'system/user-files.ts'];

/** A file of the source without its comments. */
const code = (file: string) => read(`src/${file}`).replace(/^ *(?:\/\/|\/?\*).*$/gm, '');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly kind: 'types' | 'later' | 'now';
}

const IMPORT =
  /(?:^(?:import|export) (?<type>type )?(?:[^'";]*? from )?|(?<typeof>typeof )?\bimport\()'(?<target>\.[^']+)'/gm;

/** Every import of one file of the source by another. */
const imports: readonly Import[] = sources.flatMap((from) =>
  [...read(`src/${from}`).matchAll(IMPORT)].map(({ 0: text, groups }): Import => {
    const to = normalize(join(dirname(from), groups?.['target'] ?? '')).replaceAll('\\', '/');
    const type = groups?.['type'] ?? groups?.['typeof'];
    return { from, to, kind: type ? 'types' : text.includes('import(') ? 'later' : 'now' };
  }),
);

const roomOf = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** The way round a circle of arrows, from a name back to itself; null when there is none. */
function circleIn(arrows: readonly (readonly [from: string, to: string])[]): readonly string[] | null {
  const targets = new Map<string, (readonly [string, string])[]>();
  for (const arrow of arrows) targets.set(arrow[0], [...(targets.get(arrow[0]) ?? []), arrow]);
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const [, to] of targets.get(name) ?? []) {
      const circle = walk(to, [...way, name]);
      if (circle) return circle;
    }
    done.add(name);
    return null;
  };
  for (const name of targets.keys()) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return null;
}

describe('the rooms', () => {
  it('import what the table lets them', () => {
    const wrong = imports.flatMap(({ from, to, kind }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      const allowed = MAY_IMPORT[here] ?? [];
      const fine =
        here === there ||
        allowed.includes(there) ||
        (kind !== 'now' && allowed.includes(`${there} (later)`)) ||
        (kind === 'types' && allowed.includes(`${there} (types)`));
      return fine ? [] : [`${from} imports ${to} (${kind})`];
    });
    expect(wrong).toEqual([]);
  });

  it('are all in the table, each below those that it may import', () => {
    const rooms = Object.keys(MAY_IMPORT);
    expect([...new Set(sources.map(roomOf))].sort()).toEqual([...rooms].sort());
    for (const [index, [room, allowed]] of Object.entries(MAY_IMPORT).entries()) {
      for (const name of allowed) {
        expect(rooms.slice(0, index), `${room} may import ${name}`).toContain(name.replace(/ \(.*\)$/, ''));
      }
    }
  });

  it('know no circle, neither of files nor of rooms, not even in types', () => {
    expect(circleIn(imports.map(({ from, to }) => [from, to] as const))).toBeNull();
    const between = imports.map(({ from, to }) => [roomOf(from), roomOf(to)] as const);
    expect(circleIn(between.filter(([from, to]) => from !== to))).toBeNull();
  });

  it.each([
    [
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ],
      ['b', 'c', 'b'],
    ],
    [[['a', 'a']], ['a', 'a']],
    [
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
        ['c', 'd'],
      ],
      null,
    ],
  ] as const)('find the circle in %j', (arrows, circle) => {
    expect(circleIn(arrows)).toEqual(circle);
  });

  it('hold a dozen files each, and say in a README what is where when they hold more than eight', () => {
    const folders = new Set(sources.map((file) => dirname(file)));
    for (const folder of folders) {
      const files = sources.filter((file) => dirname(file) === folder);
      expect(folder.split('/').length, folder).toBeLessThanOrEqual(3);
      expect(files.length, `files in ${folder}`).toBeLessThan(15);
      if (files.length > 8 && folder !== '.') expect(exists(`src/${folder}/README.md`), folder).toBe(true);
    }
  });

  it('load what is heavy behind the doors only', () => {
    const dynamic = sources.filter((file) => /\bimport\(/.test(read(`src/${file}`)));
    expect(dynamic.sort()).toEqual([
      'api/http/answers/decoding.ts',
      'cli/api-access.ts',
      'cli/confirmation.ts',
      'cli/connection.ts',
      'cli/console.ts',
      'cli/context.ts',
      'cli/credential-access.ts',
      'cli/embedded-sandbox.ts',
      'cli/files/call-end.ts',
      'cli/files/call-log.ts',
      'cli/missing/named-organization.ts',
      'cli/missing/required-values.ts',
      'cli/streams/answer-stdout.ts',
      'cli/streams/progress-line.ts',
      'commands/api.ts',
      'commands/api/send.ts',
      'commands/audit.ts',
      'commands/auth/first-organization.ts',
      'commands/auth/login.ts',
      'commands/auth/switch.ts',
      'commands/commands.ts',
      'commands/completion.ts',
      'commands/config.ts',
      'commands/departments.ts',
      'commands/doctor.ts',
      'commands/help.ts',
      'commands/roles.ts',
      'commands/runs/apply.ts',
      'commands/runs/delete.ts',
      'commands/runs/execution/execute.ts',
      'commands/runs/list.ts',
      'commands/runs/reopening.ts',
      'commands/runs/report.ts',
      'commands/runs/show.ts',
      'commands/runs/verify.ts',
      'commands/sandbox.ts',
      'commands/users/change/change.ts',
      'commands/users/change/resolve-target.ts',
      'commands/users/change/run-one.ts',
      'commands/users/diff.ts',
      'commands/users/guards/protected-users.ts',
      'commands/users/invite.ts',
      'commands/users/list.ts',
      'commands/users/meant/typed-user.ts',
      'commands/users/run/call-reading.ts',
      'commands/users/update-memberships.ts',
      'completion/sources.ts',
      'main.ts',
      'output/print.ts',
      'runs/input/bytes/decoding.ts',
      'runs/input/table-rows.ts',
      'runs/ledger/append-line.ts',
      'system/node-environment.ts',
    ]);
  });

  it('load at every start neither what asks the API, nor a run, nor a package that is not needed for that', () => {
    const started = new Set<string>();
    const start = (file: string) => {
      if (started.has(file)) return;
      started.add(file);
      for (const { from, to, kind } of imports) if (from === file && kind === 'now') start(to);
    };
    start('main.ts');
    const heavy =
      /^(?:api\/(?:client|http\/(?:http|pool|transport))|auth\/(?:bearer|session-store|token-refresh)|cli\/(?:answers|missing\/(?:lacking|known)-)|commands\/(?:tree\/|api\/send|audit\/|auth\/(?:first|log-in|signed-in)|completion\/|help\/|runs\/execution\/|users\/(?:change\/preflight|meant\/(?!typed-user)|run\/))|completion\/|errors\/(?:api-cures|catalogue\/|connection-hints|report)|lookup\/(?!group-lists)|output\/(?:paged-output|print|progress|questions\/)|preflight\/(?!check-result)|runs\/|sandbox\/|settings\/(?:configuration-writer|profile-changes))/;
    expect([...started].filter((file) => heavy.test(file))).toEqual([]);
    const packages = [...started].flatMap((file) =>
      [...read(`src/${file}`).matchAll(/^import (?!type )(?:[^'";]*? from )?'(?!\.|node:)([^']+)'/gm)].map(
        ([, name]) => name,
      ),
    );
    expect([...new Set(packages)].sort()).toEqual(['@commander-js/extra-typings', 'fastest-levenshtein']);
  });

  it('know Commander in the program and its commands alone', () => {
    const users = sources.filter((file) => read(`src/${file}`).includes('@commander-js'));
    expect(users.every((file) => file === 'program.ts' || /^(?:commands|cli|completion)\//.test(file))).toBe(
      true,
    );
  });

  it.each([
    ['@clack/prompts', 'output/questions/terminal-questions.ts', '../safe/safe-text.ts'],
    ['ora', 'output/progress.ts', './safe/safe-text.ts'],
  ])('draw at a terminal with %s in %s alone, where every text is made safe', (name, owner, safeText) => {
    const users = sources.filter((file) => read(`src/${file}`).includes(`from '${name}'`));
    expect(users).toEqual([owner]);
    expect(read(`src/${owner}`)).toContain(`from '${safeText}'`);
  });

  it('word an error where it is found, each room with its kinds', () => {
    const ours = ['CliError', 'usageError', 'fileError'];
    const kinds: Readonly<Record<string, readonly string[]>> = {
      validation: ['BadValue'],
      text: ['TooDeep'],
      errors: ours,
      api: ['AitronosError', 'ApiError', 'ConnectionError'],
      operations: ['ErrorWithHint', 'ApiError', 'CliError'],
      runs: [...ours, 'GateClosed', 'BadValue'],
      audit: [...ours, 'BadValue'],
      auth: [...ours, 'ApiError', 'ConnectionError'],
      settings: ours,
      system: ours,
      cli: [...ours, 'BadValue'],
      commands: [...ours, 'BadValue', 'ErrorWithHint'],
      approval: [...ours, 'BadValue'],
      sandbox: ['Refusal', 'BadValue'],
    };
    // The variables that name a proxy are a setting of the user's, though the API's client reads them.
    const also: Readonly<Record<string, string>> = { 'api/http/proxy/choice.ts': 'usageError' };
    const made =
      /new (\w+Error|BadValue|Refusal|ErrorWithHint|GateClosed|TooDeep)\(|(?<!function )\b(usageError|fileError)\(/g;
    const wrong = sources.flatMap((file) =>
      [...read(`src/${file}`).matchAll(made)]
        .map(([, made, called]) => made ?? called ?? '')
        .filter((kind) => !['InvalidArgumentError', 'RangeError', 'TypeError'].includes(kind))
        .filter((kind) => also[file] !== kind && !kinds[roomOf(file)]?.includes(kind))
        .map((kind) => `${file} makes a ${kind}`),
    );
    expect(wrong).toEqual([]);
  });

  it('pick an exit code where an error of ours is made, and else in the places that errors/exit-codes.ts names', () => {
    const count = (file: string, pattern: RegExp) => [...read(`src/${file}`).matchAll(pattern)].length;
    const elsewhere = sources.filter(
      (file) =>
        count(file, /\bEXIT\./g) > count(file, /new CliError\(\s*[^,()]+(?:\([^)]*\))?,\s*EXIT\./g) &&
        file !== 'errors/exit-codes.ts',
    );
    expect(elsewhere.sort()).toEqual(
      [
        // Completion answers nothing to a shell when anything fails.
        'completion/complete.ts',
        'errors/report.ts',
        'main.ts',
        // Says which codes a command can end with.
        'commands/tree/command-facts.ts',
        // Writes down how the call ends, which nothing else knows yet.
        'commands/users/change/recorded-change.ts',
        // Only asks whether the run's own exit code says that all went well.
        'commands/runs/next-steps.ts',
        // The summary of a check says what its error will be.
        'commands/runs/verify/verified-view.ts',
        'runs/summary.ts',
        // The first process of a container, which no signal ends.
        'system/signals.ts',
      ].sort(),
    );
  });

  it('write to the streams in the console, and what a shell asked for, alone', () => {
    const using = (pattern: RegExp) => sources.filter((file) => pattern.test(read(`src/${file}`))).sort();
    expect(using(/from '\S*output\/write\.ts'/)).toEqual([
      'cli/streams/answer-stdout.ts',
      'cli/streams/redacted-stderr.ts',
      'completion/complete.ts',
    ]);
    expect(using(/\b(?:stdout|stderr|stream)\.write\(/)).toEqual(['output/progress.ts', 'output/write.ts']);
  });

  it.each([
    ['read stdin', /\b(?:environment|host|process)\.stdin\b(?!\.isTTY)/, READ_STDIN],
    [
      'word that nobody may change themselves',
      /nobody may .*themselves|is the signed-in user'/,
      ['commands/users/guards/self.ts'],
    ],
    ['begin a run of one', /SingleRun\.begin\(/, ['commands/users/change/recorded-change.ts']],
    ['give a name', /\brenameSync\(/, ['system/written/renamed.ts']],
    ['draft a run', /new RunDraft\(/, ['commands/runs/execution/new-run.ts']],
    ['say whether a row is there twice', /new Duplicates\(/, ['runs/input/row-validator.ts']],
  ])('%s in one place', (_, pattern, places) => {
    expect(sources.filter((file) => pattern.test(code(file))).sort()).toEqual(places);
  });

  it('name the process in system/node-environment.ts alone, and neither end it nor write past the streams', () => {
    for (const file of sources) {
      const text = read(`src/${file}`);
      if (file !== 'system/node-environment.ts') expect(text, file).not.toMatch(/\bprocess\.[a-z]/);
      expect(text, file).not.toMatch(/process\.exit\(|\bconsole\.(?!ts')/);
    }
  });
});

/** Every command of the tree that does something, with its full name. */
function* verbs(command: CommandUnknownOpts, name: string): Generator<[string, CommandUnknownOpts]> {
  if (command.commands.length === 0) yield [name, command];
  for (const child of visibleCommands(command)) yield* verbs(child, `${name} ${child.name()}`);
}

const nouns = [
  'users',
  'audit',
  'organizations',
  'departments',
  'roles',
  'runs',
  'auth',
  'config',
  'sandbox',
  'api',
  'completion',
  'doctor',
  'commands',
  'help',
];
const program = createProgram(
  { argv: nouns, stdout: process.stdout },
  async () => {},
) as unknown as CommandUnknownOpts;
const all = [...verbs(program, 'aitronos')];
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('every command', () => {
  it.each(all)('%s has help and an example', (name, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(command.summary()).not.toBe('');
    expect(command.description()).not.toBe('');
    expect(help).toContain(`$ ${name}`);
    expect(help).toContain('\nGlobal options: ');
  });

  it.each(all)('%s is in the documents', (name) => {
    expect(read('docs/commands.md').includes(`\n${name} `), 'missing there: npm run docs').toBe(true);
  });
});

describe('the project', () => {
  it('says one version', () => {
    expect(JSON.parse(read('package.json')).version).toBe(version);
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
  });

  // See docs/decisions/2026-11-26-knip.md.
  it('looks in its check for exports, files and packages that nothing uses', () => {
    expect(JSON.parse(read('package.json')).scripts.check.split(' && ')).toContain('knip');
  });

  it('has nothing to install but itself', () => {
    expect(JSON.parse(read('package.json')).dependencies).toBeUndefined();
  });

  it('names no address of its own until its owner does', () => {
    const { repository, bugs, homepage } = JSON.parse(read('package.json'));
    expect({ repository, bugs, homepage }).toEqual({});
  });

  it('is installed from a tarball with its version, and never run by a bare name that anybody could publish', () => {
    for (const page of ['SECURITY.md', 'CHANGELOG.md', 'src/README.md', ...documents]) {
      expect(read(page)).not.toMatch(/\bnpx\b|npm (?:i|install|exec)\b[^\n]*\saitronos(?:\s|$)/);
    }
    for (const page of documents) {
      for (const [, of] of read(page).matchAll(/aitronos-(\S+)\.tgz/g)) expect(of).toBe(version);
    }
  });

  it('names a test for each promise of SECURITY.md', () => {
    const promises = read('SECURITY.md')
      .split('\n')
      .filter((line) => line.startsWith('| **'));
    expect(promises.length).toBeGreaterThan(10);
    for (const promise of promises) {
      const tests = [...promise.matchAll(/`(test\/\S+\.test\.ts)`/g)].map(([, file = '']) => file);
      expect(tests, promise).not.toEqual([]);
      for (const file of tests) expect(exists(file), file).toBe(true);
    }
  });

  it('speaks of files that are there', () => {
    for (const page of ['src/README.md', ...documents]) {
      const links = [...read(page).matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|#)([^)"#]+)/g)].map(
        ([, link = '']) => link,
      );
      const missing = links.filter((link) => !exists(join(dirname(page), link)));
      expect(missing).toEqual([]);
    }
  });
});

function exists(file: string): boolean {
  try {
    readFileSync(join(root, relative('.', file)));
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR';
  }
}

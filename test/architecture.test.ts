import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../src/program.ts';
import { version } from '../src/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'));

/** Small pure modules that anybody may import. */
const LEAVES = [
  'clock',
  'values',
  'api-path',
  'version',
  'once',
  'flags',
  'lock',
  'secrets',
  'lock-signature',
  'holder',
  'lease',
  'token-text',
  'json',
  'cuts',
  'shell-word',
];

/** Who may import whom, statically; `(types)` for types alone. Folders and the files directly under src are the layers. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LEAVES.map((leaf) => [leaf, ['values', 'json', 'once', 'secrets']])),
  lock: ['lock-signature', 'holder'],
  lease: ['lock', 'lock-signature', 'holder'],
  'lock-signature': ['holder'],
  api: [...LEAVES],
  'hang-up': [],
  folders: ['errors', 'own-files'],
  host: ['clock', 'keychain', 'hang-up', 'folders'],
  keychain: [],
  errors: ['api', 'values', 'connection-hints'],
  'user-files': ['errors', 'host (types)'],
  'own-files': ['errors', 'shell-word', 'host (types)'],
  settings: ['errors', 'own-files', 'user-files', 'host (types)', 'keychain (types)', ...LEAVES],
  output: ['errors (types)', 'host (types)', 'api (types)', ...LEAVES],
  operations: ['api', 'errors', 'output', ...LEAVES],
  runs: ['user-files', 'own-files', 'operations', 'api', 'errors', 'host (types)', ...LEAVES],
  names: ['api', ...LEAVES],
  checks: ['api', ...LEAVES],
  suggestions: ['own-files', 'api (types)', 'host (types)', ...LEAVES],
  sandbox: ['api (types)', ...LEAVES],
  screen: ['output', 'errors', 'host (types)', 'api (types)', ...LEAVES],
  choices: ['errors', 'settings', 'host (types)', ...LEAVES],
  connection: [
    'choices (types)',
    'settings',
    'errors',
    'own-files',
    'host (types)',
    'api (types)',
    'sandbox (types)',
    ...LEAVES,
  ],
  session: ['api', 'errors', 'settings', ...LEAVES],
  'sign-in': ['api', 'errors', 'output (types)', ...LEAVES],
  identity: [
    'choices (types)',
    'screen (types)',
    'keychain',
    'session',
    'settings',
    'host (types)',
    'api (types)',
    ...LEAVES,
  ],
  consent: ['errors', 'host (types)', 'output (types)', ...LEAVES],
  context: [
    'consent',
    'choices',
    'identity',
    'connection',
    'own-files',
    'screen',
    'settings',
    'errors',
    'host (types)',
    'api (types)',
    'output (types)',
    'sandbox (types)',
    ...LEAVES,
  ],
  commands: [
    'context (types)',
    'host (types)',
    'api',
    'operations',
    'runs',
    'names',
    'checks',
    'output',
    'errors',
    'own-files',
    'settings',
    'suggestions (types)',
    ...LEAVES,
  ],
  program: ['commands', 'errors', 'host (types)', ...LEAVES],
  complete: ['program', 'context', 'commands', 'output', 'errors', 'host (types)', ...LEAVES],
  main: ['complete', 'program', 'context', 'errors', 'host', ...LEAVES],
  index: ['api'],
};

const layer = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
const IMPORT = /^(?:import|export) (type )?(?:[^'";]*? from )?'(\.[^']+)';/gm;

describe('the layers', () => {
  it('import downwards only', () => {
    const wrong = sources.flatMap((file) =>
      [...read(`src/${file}`).matchAll(IMPORT)].flatMap(([, type, target = '']) => {
        const from = layer(file);
        const to = layer(normalize(join(dirname(file), target)).replaceAll('\\', '/'));
        const allowed = MAY_IMPORT[from] ?? [];
        const fine = from === to || allowed.includes(to) || (type && allowed.includes(`${to} (types)`));
        return fine ? [] : [`${file} imports ${target}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('load what is heavy behind the doors only', () => {
    const dynamic = sources.filter((file) => /\bimport\(/.test(read(`src/${file}`)));
    expect(dynamic.sort()).toEqual([
      'api/decoding.ts',
      'commands/sandbox.ts',
      'connection.ts',
      'context.ts',
      'screen.ts',
    ]);
  });

  it('know Commander in the program and its commands alone', () => {
    const users = sources.filter((file) => read(`src/${file}`).includes('@commander-js'));
    expect(users.every((file) => file === 'program.ts' || file.startsWith('commands/'))).toBe(true);
  });

  it.each([
    ['@clack/prompts', 'output/asking.ts'],
    ['ora', 'output/progress.ts'],
  ])('draw at a terminal with %s in %s alone, where every text is made safe', (name, owner) => {
    const users = sources.filter((file) => read(`src/${file}`).includes(`from '${name}'`));
    expect(users).toEqual([owner]);
    expect(read(`src/${owner}`)).toContain("from './safe-text.ts'");
  });

  it('write to the streams in the screen, and what a shell asked for, alone', () => {
    const using = (pattern: RegExp) => sources.filter((file) => pattern.test(read(`src/${file}`))).sort();
    expect(using(/from '\S*output\/write\.ts'/)).toEqual(['complete.ts', 'screen.ts']);
    expect(using(/\b(?:stdout|stderr|stream)\.write\(/)).toEqual(['output/progress.ts', 'output/write.ts']);
  });

  it('name the process in host.ts alone, and neither end it nor write past the streams', () => {
    for (const file of sources) {
      const text = read(`src/${file}`);
      if (file !== 'host.ts') expect(text, file).not.toMatch(/\bprocess\.[a-z]/);
      expect(text, file).not.toMatch(/process\.exit\(|\bconsole\./);
    }
  });
});

/** Every command of the tree that does something, with its full name. */
function* verbs(command: CommandUnknownOpts, name: string): Generator<[string, CommandUnknownOpts]> {
  if (command.commands.length === 0) yield [name, command];
  for (const child of command.commands) yield* verbs(child, `${name} ${child.name()}`);
}

const nouns = [
  'users',
  'departments',
  'roles',
  'runs',
  'auth',
  'config',
  'sandbox',
  'api',
  'completion',
  'doctor',
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
    expect(help).toContain('Global Options:');
  });

  it.each(all)('%s is in the documents', (name) => {
    expect(read('docs/commands.md')).toContain(`\n${name} `);
  });
});

describe('the project', () => {
  it('says one version', () => {
    expect(JSON.parse(read('package.json')).version).toBe(version);
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
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
    for (const page of ['README.md', 'src/README.md']) {
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

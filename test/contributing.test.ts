import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const page = read('CONTRIBUTING.md');
const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** What the page has in backticks. */
const quoted = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
/** Files and folders; of one with a name to be filled in, such as `src/api/<resource>.ts`, the folder. */
const paths = quoted
  .filter((text) => /^(?:(?:src|test|scripts|docs|\.ci)\/|CHANGELOG)[\w./<>-]*$/.test(text))
  .map((text) => (text.includes('<') ? dirname(text) : text));
const recipes = page.split('\n## ').slice(1);

describe('CONTRIBUTING.md', () => {
  it('has a recipe for each thing that is often added, and each names its files', () => {
    const titles = recipes.map((recipe) => recipe.split('\n')[0]);
    expect(titles).toEqual([
      'Add a verb, such as `users suspend`',
      'Add an endpoint',
      'Add a column to results',
      'Add a setting',
      'Add a format, a guard, a word of files',
      'Add an error',
      'Change a document',
      'Add a hostile case',
      'Release',
    ]);
    for (const recipe of recipes) expect(recipe).toMatch(/`(?:src|test|scripts)\/[\w./-]+\.(?:ts|js)`/);
  });

  it.each([...new Set(paths)])('names %s, which is there', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it.each(
    [...page.matchAll(/(`[A-Za-z_]+`(?: and `[A-Z_]+`)?) (?:in|of) `([\w./-]+\.ts)`/g)].map(
      ([, names = '', file = '']) => [names, file] as const,
    ),
  )('names %s of %s, which is declared there', (names, file) => {
    for (const [, name] of names.matchAll(/`(\w+)`/g)) {
      const declared = new RegExp(`^(?:export )?(?:const|type|interface|class|function) ${name}\\b`, 'm');
      expect(read(file)).toMatch(declared);
    }
  });

  it.each(
    [...page.matchAll(/npm (?:run )?(test\b(?::\w+)?|(?<=run )[\w:]*\w)/g)].map(([, name = '']) => name),
  )('names the script %s, which is there', (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });

  it('runs one test that is there, by a name that no other test of its file has', () => {
    const commands = [...page.matchAll(/^npx vitest run (\S+) -t '([^']+)'$/gm)];
    expect(commands).not.toEqual([]);
    for (const [, file = '', name = ''] of commands) {
      expect(read(file).split(`('${name}`).length - 1, `${name} in ${file}`).toBe(1);
    }
  });

  it('measures a section that the bench has', () => {
    const sections = [...page.matchAll(/npm run bench -- ([\w-]+)/g)].map(([, name = '']) => name);
    expect(sections).not.toEqual([]);
    for (const name of sections)
      expect(read('test/bench/bench.js')).toMatch(new RegExp(`^ {2}'?${name}'?[:,]`, 'm'));
  });

  it('names every script that a contributor calls', () => {
    const called = Object.keys(scripts).filter((name) => !['build', 'demo', 'prepack'].includes(name));
    for (const name of called) expect(page).toMatch(new RegExp(`npm (?:run )?${name}\\b`));
  });

  it('has no line over 120 characters but in tables', () => {
    const long = page.split('\n').filter((line) => !line.startsWith('|') && [...line].length > 120);
    expect(long).toEqual([]);
  });
});

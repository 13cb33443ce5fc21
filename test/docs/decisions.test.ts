import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const FOLDER = 'docs/decisions';
const decisions = readdirSync(join(root, FOLDER)).filter((name) => name !== 'README.md');
const code = [
  'vitest.config.ts',
  'vitest.system.config.ts',
  ...['src', 'test', 'scripts', 'bin'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:[cm]?js|ts|md)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  ),
];

/** Where a file of the repository is named between backticks, with its room: `src/api/lists/pages.ts`, `test/docs/`. */
const NAMED = /`((?:src|test|scripts|bin|docs)\/[\w./-]+)`/g;
const LINK = /\]\(([^)#:]+)\)/g;

describe('a decision', () => {
  it.each(decisions)(
    '%s has a searchable name, a title, its date, its context and what was decided',
    (name) => {
      const [, date] = /^(\d{4}-\d\d-\d\d)-[a-z0-9]+(?:-[a-z0-9]+){0,6}\.md$/.exec(name) ?? [];
      expect(date, 'a date and up to seven words').toBeDefined();
      const [title, , dated, , ...rest] = read(`${FOLDER}/${name}`).split('\n');
      expect(title).toMatch(/^# \S/);
      expect(dated).toBe(date);
      expect(rest.join('\n')).toMatch(/^\*\*Context\.\*\* \S[\s\S]*?\n\n\*\*Decision\.\*\* \S/);
    },
  );

  it.each(['README.md', ...decisions])('%s names files that are there, in lines that can be read', (name) => {
    const text = read(`${FOLDER}/${name}`);
    const named = [
      ...[...text.matchAll(NAMED)].map(([, file = '']) => file),
      ...[...text.matchAll(LINK)].map(([, file = '']) => `${FOLDER}/${file}`),
    ];
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('stands in the index once, under its own title', () => {
    const listed = [...read(`${FOLDER}/README.md`).matchAll(/^- \[(.+)\]\((.+)\)$/gm)].map(
      ([, title, name]) => `${name}: # ${title}`,
    );
    const written = decisions.map((name) => `${name}: ${read(`${FOLDER}/${name}`).split('\n', 1)[0]}`);
    expect(listed.sort()).toEqual(written.sort());
  });

  it('is named by the code that it explains, and is there when the code names it', () => {
    const named = code.flatMap((file) =>
      [...read(file).matchAll(/docs\/decisions\/([\w-]+\.md)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(named)].filter((name) => name !== 'README.md').sort()).toEqual(decisions.sort());
  });
});

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { madeFiles, releaseDate, staleFiles } from '../../scripts/docs/made-files.ts';
import { replaceMadeParts } from '../../scripts/docs/made-parts.ts';
import { TABLES } from '../../scripts/docs/tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made = madeFiles(root);

describe('what is made from the program', () => {
  it.each([...made.keys()])('%s is as `npm run docs` makes it', (file) => {
    expect(readFileSync(join(root, file), 'utf8'), 'stale: npm run docs').toBe(made.get(file));
  });

  it('has nothing beside it that is made no more', () => {
    expect(staleFiles(root, made), 'stale: npm run docs').toEqual({ changed: [], abandoned: [] });
  });
});

describe('what is stale', () => {
  let copy = '';
  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  it('is told: a page that was edited, one of a command that is gone, one that is missing', () => {
    copy = mkdtempSync(join(tmpdir(), 'aitronos-docs-'));
    for (const file of ['package.json', 'CHANGELOG.md', 'README.md', 'docs', 'man']) {
      cpSync(join(root, file), join(copy, file), { recursive: true });
    }
    // What is stale by itself is told above.
    for (const [file, text] of made) writeFileSync(join(copy, file), text);
    writeFileSync(join(copy, 'docs/exits.md'), '<!-- made by npm run docs: exit-codes -->\n<!-- end -->\n');
    writeFileSync(join(copy, 'docs/commands.md'), 'edited\n');
    writeFileSync(join(copy, 'man/aitronos-users-gone.1'), '');
    rmSync(join(copy, 'man/aitronos-users-get.1'));
    expect(staleFiles(copy, madeFiles(copy))).toEqual({
      changed: ['docs/commands.md', 'docs/exits.md', 'man/aitronos-users-get.1'],
      abandoned: ['man/aitronos-users-gone.1'],
    });
  });

  it('is made anew where the manifest has another version', () => {
    copy = mkdtempSync(join(tmpdir(), 'aitronos-docs-'));
    mkdirSync(join(copy, 'docs'));
    writeFileSync(join(copy, 'package.json'), '{"version":"7.0.0"}');
    writeFileSync(join(copy, 'README.md'), '');
    writeFileSync(join(copy, 'CHANGELOG.md'), '## 7.0.0 (2031-02-03)\n');
    expect(madeFiles(copy).get('man/aitronos.1')).toContain(
      '\n.TH "AITRONOS" 1 2031-02-03 "aitronos 7.0.0" "aitronos manual"\n',
    );
  });
});

describe('a made part', () => {
  const make = (name: string) => (name === 'codes' ? '| a |' : null);
  const opening = '<!-- made by npm run docs: codes -->\n';

  it.each([
    ['with nothing in it', `${opening}<!-- end -->\n`],
    ['with an older table', `${opening}\n| old |\n\n<!-- end -->\n`],
    ['as it is', `${opening}\n| a |\n\n<!-- end -->\n`],
  ])('%s', (_, text) => {
    expect(replaceMadeParts('a.md', `before\n${text}after\n`, make)).toBe(
      `before\n${opening}\n| a |\n\n<!-- end -->\nafter\n`,
    );
  });

  it.each([
    ['without an end', `${opening}words\n`],
    ['whose end is that of the next', `${opening}words\n${opening}<!-- end -->\n`],
    ['of a table that there is not', '<!-- made by npm run docs: cods -->\n<!-- end -->\n'],
    ['without a name', '<!-- made by npm run docs: -->\n<!-- end -->\n'],
  ])('is refused %s', (_, text) => {
    expect(() => replaceMadeParts('a.md', text, make)).toThrow(/^a\.md: /);
  });

  it('is none where its marks are only quoted', () => {
    const text = 'between `<!-- made by npm run docs: x -->` and `<!-- end -->`\n';
    expect(replaceMadeParts('a.md', text, make)).toBe(text);
  });
});

describe('the day of a release', () => {
  it.each([
    ['## 1.2.0 (2027-01-02)\n', '2027-01-02'],
    ['## 1.2.0 (unreleased)\n\n## 1.1.0 (2026-12-01)\n', '2026-11-26'],
    ['## 1.2.0-rc.1 (2027-01-01)\n', '2026-11-26'],
  ])('%j is %s', (changelog, date) => expect(releaseDate(changelog, '1.2.0')).toBe(date));
});

it('every table is named where it is told which there are', () => {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  for (const name of Object.keys(TABLES)) expect(page).toContain(`\`${name}\``);
});

it('every command in the table of docs/commands.md leads to its part of the page', () => {
  const page = made.get('docs/commands.md') ?? '';
  const targets = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text.replaceAll(' ', '-'));
  expect(targets.length).toBeGreaterThan(25);
  expect(headings).toEqual(expect.arrayContaining(targets));
});

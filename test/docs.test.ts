import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkPage } from './docs/check-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// The decisions are for who changes the program, and show nothing that runs.
const docs = pagesIn('docs').filter((name) => !name.startsWith('docs/decisions/'));
const pages = ['README.md', 'skills/aitronos/SKILL.md', ...docs.sort()];
const ofTheProgram = ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pagesIn('src')];

// See docs/decisions/2026-11-26-documents-that-run.md.
describe('what the documents show is what the program does', () => {
  it.concurrent.each(pages)('%s', { timeout: 60_000 }, async (page) => {
    expect((await checkPage(readFileSync(join(root, page), 'utf8'))).join('\n')).toBe('');
  });
});

describe('the documents are short', () => {
  it('the README has at most 130 lines', () => {
    expect(linesOf('README.md').length).toBeLessThanOrEqual(130);
  });

  it.each([...pages, ...ofTheProgram])('%s has no line over 120 characters', (page) => {
    // A table has a line a row, however long; the README has only short ones.
    const text = linesOf(page).filter((line) => page === 'README.md' || !line.startsWith('|'));
    expect(text.filter((line) => [...line].length > 120)).toEqual([]);
  });
});

function pagesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function linesOf(page: string): string[] {
  return readFileSync(join(root, page), 'utf8').trimEnd().split('\n');
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { partsOf } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name.replaceAll('\\', '/')}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'src/README.md', ...docs];

/** The lines of a page that are no code. */
const proseOf = (page: string): string[] =>
  partsOf(read(page)).flatMap((part) => (part.kind === 'text' ? [part.text] : []));

/** What stands behind the `#` of a link to each heading, as pages in Markdown are commonly shown. */
const anchorsOf = (page: string): string[] =>
  proseOf(page).flatMap((line) => {
    const [, heading] = /^#+ (.+)$/.exec(line) ?? [];
    return heading === undefined ? [] : [anchorOf(heading)];
  });

function anchorOf(heading: string): string {
  const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

describe('the links of a page', () => {
  it.each(pages)('%s: lead to files and headings that are there', (page) => {
    // A link may be broken between its words over two lines.
    const links = [
      ...proseOf(page)
        .join('\n')
        .matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g),
    ];
    const wrong = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? page : join(dirname(page), file);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(wrong.map(([text]) => text)).toEqual([]);
  });

  it.each([
    ['2: nothing was sent', '2-nothing-was-sent'],
    ['5: no answer, or "not now"', '5-no-answer-or-not-now'],
    ['`users deactivate`', 'users-deactivate'],
    ['[Names](names.md) instead of ids', 'names-instead-of-ids'],
  ])('find the heading %s by #%s', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});

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

/** The files that links of a text lead to. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:)([^)\s#]+)/g)].map(([, file = '']) => file);

const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };
/** npm puts the first two into every package. */
const PACKAGED: readonly string[] = ['README.md', 'LICENSE', ...files];
const isWithin = (file: string, part: string) => file === part || file.startsWith(`${part}/`);
const isPackaged = (file: string): boolean =>
  PACKAGED.some((part) => isWithin(file, part)) &&
  !files.some((part) => isWithin(file, part.replace(/^!/, '')) && part.startsWith('!'));
const packaged = pages.filter(isPackaged);

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

  // What is not in the package is seen there as text: its page says where the same stands, or that it is not there.
  it.each([
    ['docs/commands.md', /`--help`/],
    ['docs/errors.md', /`aitronos help errors`/],
    ['docs/installing.md', /not in the package/i],
    ['CONTRIBUTING.md', /not in the package/i],
    ['src/README.md', /not in the package/i],
    ['CHANGELOG.md', /not in the package/i],
    ['SECURITY.md', /not in the package/i],
  ])('out of the package, to %s, say so beside one of them', (target, words) => {
    const silent = packaged.filter((page) => {
      const paragraphs = proseOf(page)
        .join('\n')
        .split(/\n(?:\n|(?=- ))/);
      const linking = paragraphs.filter((text) =>
        linksIn(text).some((file) => join(dirname(page), file) === target),
      );
      return linking.length > 0 && !linking.some((text) => words.test(text));
    });
    expect(silent).toEqual([]);
  });

  it('lead to nothing else out of the package', () => {
    const left = packaged.flatMap((page) =>
      linksIn(proseOf(page).join('\n')).map((file) => join(dirname(page), file)),
    );
    expect([...new Set(left)].filter((file) => !isPackaged(file)).sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'docs/commands.md',
      'docs/errors.md',
      'docs/installing.md',
      'src/README.md',
    ]);
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

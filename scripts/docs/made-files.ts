import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentedCommand, readCommandTree } from './command-tree.ts';
import { commandsPage } from './commands-page.ts';
import { errorsPage } from './errors-page.ts';
import { replaceMadeParts } from './made-parts.ts';
import { manPages } from './man/man-pages.ts';
import { TABLES } from './tables.ts';

/** A page must have a date: that of the release, and before the first one the day these pages were drafted. */
const DRAFTED = '2026-11-26';

/** All that is made from the program, as it should be: texts by their files, which are relative to `root`. */
export function madeFiles(root: string): ReadonlyMap<string, string> {
  const program = readCommandTree();
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const manifest: Manifest = JSON.parse(read('package.json'));
  const date = releaseDate(read('CHANGELOG.md'), manifest.version);
  const man = manPages(program, { version: manifest.version, date });
  // npm puts those pages where `man` looks that the manifest names one by one; it has no word for all of them.
  const withMan = { ...manifest, man: [...man.keys()] };
  return new Map([
    ['docs/commands.md', commandsPage(program)],
    ['docs/errors.md', errorsPage()],
    ...pages(root).map((file): [string, string] => [file, withTables(file, read(file), program)]),
    ['package.json', `${JSON.stringify(withMan, null, 2)}\n`],
    ...man,
  ]);
}

interface Manifest {
  readonly version: string;
  readonly man?: readonly string[];
}

/** The day that the changelog names beside a version. */
export function releaseDate(changelog: string, version: string): string {
  const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version} (`));
  return /\((\d{4}-\d\d-\d\d)\)$/.exec(heading ?? '')?.[1] ?? DRAFTED;
}

/** Files that are not as they should be, and man pages of commands that there are no more. */
export function staleFiles(root: string, made: ReadonlyMap<string, string>) {
  const changed = [...made].filter(([file, text]) => textOf(join(root, file)) !== text).map(([file]) => file);
  const abandoned = filesIn(root, 'man').filter((file) => !made.has(file));
  return { changed, abandoned };
}

/** The pages that may have made parts. */
const pages = (root: string): readonly string[] =>
  ['README.md', ...filesIn(root, 'docs')].filter(
    (file) => file.endsWith('.md') && !['docs/commands.md', 'docs/errors.md'].includes(file),
  );

function withTables(file: string, text: string, program: DocumentedCommand): string {
  return replaceMadeParts(file, text, (name) => TABLES[name]?.(program) ?? null);
}

const filesIn = (root: string, folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .sort()
    : [];

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

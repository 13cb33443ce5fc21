import { API_ENTRIES, alternatives, exampleLines } from '../../src/commands/help/errors.ts';
import { CATALOGUE, ERROR_ENTRIES } from '../../src/errors/catalogue/catalogue.ts';
import type { Entries, ErrorEntry } from '../../src/errors/catalogue/entry.ts';
import { code, markdownTable, paragraph, prose } from './markdown.ts';

const EXAMPLE_WIDTH = 100;

/** The page that tells of every error code: what `aitronos help errors` says. */
export function errorsPage(): string {
  const parts = [
    '# Error codes',
    '```sh\naitronos help errors RUN_NOT_FOUND\n```',
    paragraph(
      'prints what stands here about a code, and `aitronos help errors` all of it. An error names its code in ' +
        "brackets, and in JSON as `code`. A code that is not here is the API's own; its message says what it is about. " +
        'How the program ends: [exit codes](exit-codes.md). This page is made from the program by `npm run docs`: ' +
        'change the program, not the page.',
    ),
    ...Object.entries(CATALOGUE).flatMap(([subject, entries]) => [`## ${subject}`, errorsTable(entries)]),
    '## The API',
    markdownTable(
      ['code', 'exit', 'cause', 'what to do'],
      Object.entries(API_ENTRIES).map(([name, { exits, cause, cure }]) => [
        code(name),
        alternatives(exits),
        prose(cause),
        prose(cure),
      ]),
    ),
    '## Examples',
    paragraph(
      'Each shows how to see an error for yourself, in an empty folder, with a POSIX shell; tests run them. What is ' +
        'marked as such runs in another terminal meanwhile, at port 4700.',
    ),
    ...Object.entries(ERROR_ENTRIES).map(([name, entry]) => `### ${escaped(name)}\n\n${exampleOf(entry)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function errorsTable(entries: Entries): string {
  const rows = Object.entries(entries).map(([name, { exits, cause, cure }]) => [
    `[${code(name)}](#${name.toLowerCase().replaceAll(/[^\w-]/g, '')})`,
    alternatives(exits),
    prose(cause),
    prose(cure),
  ]);
  return markdownTable(['code', 'exit', 'cause', 'what to do'], rows);
}

function exampleOf({ example }: ErrorEntry): string {
  if ('none' in example) return paragraph(prose(`No example: ${example.none}.`));
  const lines = exampleLines(example, EXAMPLE_WIDTH).map((line) =>
    line.replace(/^\$ /, '').replace(/^\((.*)\)$/, '# $1'),
  );
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}

/** A heading whose angle brackets are no tags. */
const escaped = (name: string): string => name.replaceAll('<', '\\<');

import { continuedLines } from '../../cli/help/examples.ts';
import { wrapWords } from '../../cli/help/wrap.ts';
import { apiCodes } from '../../errors/api-cures.ts';
import { CATALOGUE, ERROR_ENTRIES } from '../../errors/catalogue/catalogue.ts';
import type { Entries, ErrorEntry, Example, NoExample } from '../../errors/catalogue/entry.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { operationOf } from '../../operations/by-action.ts';
import type { Grid, ShortView } from '../../output/view.ts';
import { inWords } from '../../text/counted.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { shownWord } from '../../validation/bad-value.ts';

const ABOUT =
  'The error codes of aitronos: how it ends with them, the cause, what to do, and how to see the error for yourself, ' +
  'in an empty folder. One of them: aitronos help errors <CODE>\n' +
  'The API has codes of its own; those that are known stand at the end. For any other, read its message.';

/** What the API says with each status of its documented codes. */
const MEANINGS: Readonly<Record<number, string>> = {
  400: 'does not take what was sent',
  401: 'does not accept this sign-in',
  403: 'does not allow it to this user',
  404: 'has no such thing in this organization',
  409: 'cannot do it while things are as they are',
  422: 'understands what was sent, and cannot do it like this',
};

/**
 * The codes of the API as entries like those of this program. The cures are those of the hints; the API's message in
 * an error says what it is about.
 */
export const API_ENTRIES: Entries = Object.fromEntries(
  apiCodes().map(({ code, statuses, step }) => [
    code,
    {
      exits: [...new Set(statuses.map((status) => ([401, 403].includes(status) ? 4 : 1)))],
      cause: `a code of the API, with HTTP ${statuses.join(' or ')}: the API ${meaningOf(statuses)}${doneFor(code)}`,
      cure: step,
      example: { none: 'the API says it, not aitronos' },
    },
  ]),
);

/** Those of this program, then those of the API; a code of both stands once, as this program uses it. */
const ALL: Entries = { ...ERROR_ENTRIES, ...API_ENTRIES, ...ERROR_ENTRIES };

/**
 * The help topic about errors: all of them, or the one with this code. `width`: columns of the page.
 * Throws `CliError` (usage) with the nearest, for a code that there is not.
 */
export function errorsTopic(width: number, code: string | null): ShortView {
  if (code === null) return errorsView(ALL, [...wrapWords(ABOUT, width), '', ...allParts(width)]);
  const name = findCode(code);
  const entry = ALL[name];
  const one: Entries = entry === undefined ? {} : { [name]: entry };
  return errorsView(one, entry === undefined ? [] : entryLines(name, entry, width));
}

const allParts = (width: number): readonly string[] => [
  ...Object.entries(CATALOGUE).flatMap(([subject, entries]) => [
    `${subject}:`,
    ...Object.entries(entries).flatMap(([code, entry]) => ['', ...entryLines(code, entry, width)]),
    '',
  ]),
  'The API:',
  ...Object.entries(API_ENTRIES).flatMap(([code, entry]) => ['', ...entryLines(code, entry, width)]),
];

function errorsView(entries: Entries, lines: readonly string[]): ShortView {
  const json = Object.entries(entries).map(([code, { exits, cause, cure, example }]) => {
    const [seen, no_example] = 'none' in example ? [null, example.none] : [example, null];
    return { code, exit_codes: exits, cause, cure, example: seen, no_example };
  });
  return { json, lines: json, csv: errorsGrid(entries), table: `${lines.join('\n')}\n` };
}

/** Every error as a row of texts; `example` has the lines of its example, or why there is none. */
function errorsGrid(entries: Entries): Grid {
  const columns = ['code', 'exit_codes', 'cause', 'cure', 'example'];
  const rows = Object.entries(entries).map(([code, { exits, cause, cure, example }]) => [
    code,
    exits.join(', '),
    cause,
    cure,
    exampleLines(example, Number.POSITIVE_INFINITY).join('\n'),
  ]);
  // Nothing here comes from elsewhere, and options and commands must not be escaped as formulas.
  return { columns, rows, verbatim: columns.length };
}

/** `1, 3 or 5`. */
export const alternatives = (exits: readonly number[]): string => inWords(exits.map(String), 'or');

const INDENT = '      ';

function entryLines(
  code: string,
  { exits, cause, cure, example }: ErrorEntry,
  width: number,
): readonly string[] {
  const room = width - INDENT.length;
  const inside = [
    ...wrapWords(cause, room),
    ...wrapWords(`-> ${cure}`, room),
    ...exampleLines(example, room),
  ];
  const end = exits.length === 0 ? '' : ` (exit ${alternatives(exits)})`;
  return [`  ${code}${end}`, ...inside.map((line) => INDENT + line)];
}

/**
 * An example as lines that can be pasted, those of a command with `$` before the first; the words about it besides.
 * `width`: columns that a line may have.
 */
export function exampleLines(example: Example | NoExample, width: number): readonly string[] {
  if ('none' in example) return wrapWords(`(no example: ${example.none})`, width);
  const { server, lines, where, answers = [], takes_s } = example;
  // Laid out two columns further in, like the examples of commands.
  const typed = (line: string) => continuedLines(`  $ ${line}`, width + 2).map((each) => each.slice(2));
  return [
    ...(where === undefined ? [] : wrapWords(`(${where}:)`, width)),
    ...(server === undefined ? [] : ['(in another terminal:)', ...typed(server), '(and then here:)']),
    ...lines.flatMap(typed),
    ...answers.flatMap(([question, answer]) =>
      wrapWords(`(answer to "${question}": ${answer === '' ? 'Return alone' : answer})`, width),
    ),
    ...(takes_s === undefined ? [] : [`(it takes ${takes_s} seconds)`]),
  ];
}

/** The code in our spelling: `run_not_found` is one too, and so is each status of `HTTP_<status>`. */
function findCode(asked: string): string {
  const code = asked.toUpperCase().replaceAll('-', '_');
  if (/^HTTP_(?:\d{3}|<STATUS>)$/.test(code)) return 'HTTP_<status>';
  if (Object.hasOwn(ALL, code)) return code;
  const near = findNearest(code, Object.keys(ALL));
  // Many codes end alike, so that one that was merely cut off is meant alone.
  const begun = near.filter((name) => name.startsWith(code));
  const nearest = begun.length === 0 ? near : begun;
  const meant = didYouMean(nearest.map((name) => `\`aitronos help errors ${name}\``));
  const hint = `${meant ?? '`aitronos help errors` lists them'} (other codes are the API's own)`;
  const message = `no error code '${shownWord(asked)}' is known`;
  throw usageError(message, hint, nearest.length === 0 ? {} : { nearest });
}

/** Which command takes the code as done: for it alone that is a success. */
function doneFor(code: string): string {
  const done = Object.values(operationOf).find(({ alreadyApplied }) => alreadyApplied?.code === code);
  if (!done?.alreadyApplied?.note) return '';
  return `; \`users ${done.action}\` takes that as done, and ends with 0 without --strict`;
}

function meaningOf(statuses: readonly number[]): string {
  return statuses.flatMap((status) => MEANINGS[status] ?? []).join(', or ');
}

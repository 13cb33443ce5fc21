import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { check } from 'recheck';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGEST_ANSWER_BYTES } from '../../src/api/http/answers/answer.ts';
import { debugText } from '../../src/output/debug.ts';
import { spelt } from '../../src/runs/input/words/words.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';
import { useWorld } from '../world.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** A regular expression of the source; `pattern` null where it is put together when it is needed. */
interface Found {
  readonly file: string;
  readonly pattern: string | null;
  readonly flags: string;
}

function isRegex(value: unknown): value is { pattern: string; flags: string } {
  return typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;
}

const found: Found[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .flatMap((file) => {
    const { code } = transformSync(readFileSync(source + file, 'utf8'), { loader: 'ts', target: 'es2022' });
    const tree = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    return [...regexesIn(tree)].map((regex) => ({ file: file.replaceAll('\\', '/'), ...regex }));
  });

function* regexesIn(node: unknown): Generator<Omit<Found, 'file'>> {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node && isRegex(node.regex)) yield node.regex;
  const callee = 'callee' in node ? node.callee : null;
  if (typeof callee === 'object' && callee && 'name' in callee && callee.name === 'RegExp') {
    yield { pattern: null, flags: '' };
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'regex') yield* regexesIn(child);
}

interface Bound {
  /** So many characters of its input it sees, or passes, at the most. */
  readonly most: number;
  /** Where the text is cut, or why there cannot be more. */
  readonly where: string;
}

const KIB = 1024;
const reads = (most: number): Bound => ({
  most,
  where: 'begins at the start alone, and counts what it passes',
});

/**
 * Those of which no proof is found that their time grows as their input does, with what bounds that.
 * See docs/decisions/2026-11-26-recheck.md.
 */
const BOUNDED: Readonly<Record<string, Bound>> = {
  '`aitronos ([^`]{1,999})`|(?<=: )aitronos ([^`\\n;]{1,999})$': {
    most: 128 * KIB,
    where:
      'errors/retyped-commands.ts: a hint of ours, with words of the command line, which the system cuts',
  },
  "^\\/(?!\\/)(?:[\\w.~!$&'()*+,;=:@/-]|%[\\da-f]{2})*$": {
    most: 128 * KIB,
    where: 'validation/api-path.ts: a path on the command line, which the system cuts',
  },
  '\\s{0,9}(?:\\[[^\\]]{0,99}\\]|[(（][^)）]{0,99}[)）]|\\brequired|[*:†])\\s{0,9}$': {
    most: 200,
    where: 'runs/input/columns/field-names.ts: a header, of which so much is looked at',
  },
  '\\[[^\\]]{0,99}\\]|\\([^)]{0,99}\\)': {
    most: 200,
    where: 'runs/input/meant/state-names.ts: a header, of which so much is looked at',
  },
  '(?<!activity |\\d)(?:(?:for|last|seit|depuis) ){0,2}\\d{1,3} ?\\+? ?(?:d|days|tagen?|jours|giorni|months)\\b':
    {
      most: 200,
      where: 'runs/input/words/state-names.ts: a header, of which so much is looked at',
    },
  '(.)\\1+': {
    most: 254,
    where:
      'runs/input/names/people-names.ts: a word of a name, of which a longer one is not looked at, or of an address',
  },
  '\\[([^\\]]{0,99})\\]': {
    most: 200,
    where: 'runs/input/columns/field-names.ts: a header, of which so much is looked at',
  },
  "^[^\\p{L}]*(?:do not|don['’]t|not|except|nicht|außer)(?!\\p{L})": {
    most: 2000,
    where: 'runs/input/cells/peel.ts: a cell that is longer is not looked at',
  },
  '^[^\\p{L}]*(?:(?:please|bitte) )?(?:keep|stays?|no|behalten|bleibt|garder|sauf|tenere|eccetto|tranne)(?:\\s*:(?!\\s*\\d)|\\s[-–—]\\s)':
    {
      most: 2000,
      where: 'runs/input/cells/peel.ts: a cell that is longer is not looked at',
    },
  '^\\/+(?:proc|sys|dev(?!\\/+shm))(?:\\/|$)': {
    most: 128 * KIB,
    where: 'system/folders.ts: a variable of the environment, which the system cuts',
  },
  '^(?=.*\\d)(?=.*[A-Za-z])[\\w.~+/=-]{24,}$': {
    most: 64 * KIB,
    where: 'secrets/names.ts: the value of a header; api/http/pool.ts takes so many bytes of all',
  },
  '(\\/\\/[^/:@?#[]{0,255}):(?!\\d{1,5}(?:[/?#]|$))[^/?#]*': {
    most: 64 * KIB,
    where: 'secrets/addresses.ts: an address that is longer is not looked at',
  },
  '"([\\w-]{1,64})"\\s{0,8}:\\s{0,8}"([^"\\\\]{3,16384})': {
    most: 256 * KIB,
    where: 'secrets/answer-secrets.ts: the body is cut before',
  },
  '=(?<=([\\w-]{1,64})=)([^&;,\\s"\'<>\\\\]{3,16384})': {
    most: 256 * KIB,
    where: 'secrets/answer-secrets.ts: the body is cut before; api/http/pool.ts takes 64 KiB of headers',
  },
  '^(?:status|sts)_[A-Za-z0-9_-]{1,120}$': reads(128),
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$': reads(65),
  '^\\d{1,40}(?:\\.\\d{1,40})?$': reads(82),
  '^(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?$': reads(64),
  '^[\\w-]{1,64}$': reads(65),
  '^[0-9a-f]{64}$': reads(65),
  '^sha256:[0-9a-f]{64}$': reads(72),
  '^[\\w.:/-]{1,200}$': reads(201),
};

/** The files that put expressions together, of names and classes of their own. */
const PUT_TOGETHER = [
  'output/safe/safe-text.ts',
  'runs/input/cells/peel.ts',
  'runs/input/dates/date-format.ts',
  'runs/input/dates/word-dates.ts',
  'runs/input/sentences/denial-words.ts',
  'runs/input/words/sides.ts',
  'runs/input/words/words.ts',
  'secrets/known-secrets.ts',
  'secrets/secret-spellings.ts',
  'system/signals.ts',
  'text/shown.ts',
  'validation/api-path.ts',
  'validation/ids.ts',
  'validation/justification.ts',
  'validation/names.ts',
  'validation/system-folders.ts',
];

const literals = new Map(
  found.flatMap(({ file, pattern, flags }) =>
    pattern === null ? [] : [[`/${pattern}/${flags}`, { file, pattern, flags }]],
  ),
);

/** The program of its makers where there is one for this machine: it takes a third of the time of that in JavaScript. */
const BACK_END = existsSync(
  new URL(`../../node_modules/recheck-${process.platform}-${process.arch}`, import.meta.url),
)
  ? 'native'
  : 'pure';

describe('the regular expressions of the source', () => {
  const before = process.env['RECHECK_BACKEND'];
  beforeAll(() => {
    process.env['RECHECK_BACKEND'] = BACK_END;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['RECHECK_BACKEND'];
    else process.env['RECHECK_BACKEND'] = before;
  });

  it('are all found', () => {
    expect(literals.size).toBeGreaterThan(100);
    const files = found.filter(({ pattern }) => pattern === null).map(({ file }) => file);
    expect([...new Set(files)].sort()).toEqual(PUT_TOGETHER);
    const patterns = [...literals.values()].map(({ pattern }) => pattern);
    expect(Object.keys(BOUNDED).filter((pattern) => !patterns.includes(pattern))).toEqual([]);
  });

  it.each([...literals])(
    '%s takes no time that grows faster than its input, or its input is bounded',
    async (_, regex) => {
      const { file, pattern, flags } = regex;
      const known = pattern in BOUNDED;
      // Those of known words are put together in all of their spellings.
      const { source: spelled } = file.startsWith('runs/input/')
        ? spelt(new RegExp(pattern, flags))
        : { source: pattern };
      const report = await check(
        spelled,
        flags,
        known ? { timeout: 100 } : { timeout: 60_000, attackTimeout: 1000 },
      );
      const growth = 'complexity' in report ? report.complexity : null;
      expect(growth?.type).not.toBe('exponential');
      // What was only tried with many inputs is no proof.
      if (!known) expect(report).toMatchObject({ status: 'safe', checker: 'automaton' });
    },
    90_000,
  );
});

/** What an attacker would repeat: whatever one of them begins with, goes on with or looks for, and disguises. */
const UNITS: readonly string[] = [
  ...[
    ' ',
    ' \n',
    '\u00e9',
    '\u0001',
    '\ud800',
    '…',
    '"',
    '\\',
    '\\"',
    '\\u0041',
    '\\x41',
    '%41',
    '%25',
    '/',
    '//',
  ],
  ...[
    'a',
    '1',
    'a.',
    'a-',
    'a1=',
    'a=',
    'a&',
    'a@',
    'a:',
    'a://',
    '//a:',
    '/%4',
    "'",
    "' is invalid. ",
    '&#',
    '&amp;',
  ],
  ...[
    'eyJ-',
    'eyJa.',
    '"a":',
    '"a":"',
    '"a" : "b',
    'Bearer ',
    '::',
    '#',
    '##a',
    'section_start:',
    '[',
    '1h',
    '1.',
  ],
  ...['\u001b[1;', ';', '-----BEGIN CERTIFICATE-----', "unknown option '--a=", 'proc/', 'tok-4f…'],
];

const repeated = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Milliseconds. */
function timeOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

describe('what is not proven to be quick', () => {
  const bounded = [...literals.values()].filter(({ pattern }) => pattern in BOUNDED);

  it.each(bounded.map(({ pattern, flags }) => [pattern, flags, BOUNDED[pattern]?.most ?? 0] as const))(
    '%s is so with as much as it sees',
    (pattern, flags, most) => {
      const regex = new RegExp(pattern, flags);
      const beginnings = ['', '//', "unknown option '--a=", "option '", "command-argument value '", '/'];
      for (const unit of UNITS) {
        for (const beginning of beginnings) {
          const text = `${beginning}${repeated(unit, most)}\n`;
          expect(
            timeOf(() => text.replace(regex, '')),
            unit,
          ).toBeLessThan(1000);
        }
      }
    },
    30_000,
  );
});

describe('a body of 10 MiB', () => {
  const SECRET = 'tok-4f1c9a7be2d84c0fb6a1';
  const shown = (body: string) =>
    debugText(
      {
        number: 1,
        request: { method: 'GET', url: 'https://api.example/v1/x', headers: {}, body: null },
        answer: { status: 200, headers: {}, body },
        error: null,
        sent: true,
        duration_ms: 1,
        wait_ms: null,
      },
      new KnownSecrets([SECRET]),
    );

  it.each(UNITS)('of %j is shown under --debug within two seconds, cut', (unit) => {
    const text = repeated(unit, LARGEST_ANSWER_BYTES);
    // As JSON would have it: no longer than an answer may be, either.
    const inJson = repeated(JSON.stringify(unit).slice(1, -1), LARGEST_ANSWER_BYTES);
    for (const body of [text, `{"a":"${inJson}"}`, `{"a":"${text}`]) {
      let said = '';
      expect(timeOf(() => (said = shown(body)))).toBeLessThan(2000);
      expect(said.length).toBeLessThan(100_000);
      expect(said).toMatch(/… \(cut, \d+ bytes\)\n$/);
    }
  });
});

/** What was slow in one of them, or would be in one that begins anew at each character. */
const LONG = 300_000;
const SLOW: readonly (readonly [name: string, text: string])[] = [
  ['blanks', `x${' '.repeat(LONG)}x`],
  ['line breaks', `\n${' \n'.repeat(LONG / 2)}x`],
  ['parts between dots', 'a.'.repeat(LONG / 2)],
  ['beginnings of a JWT', 'eyJ-'.repeat(LONG / 4)],
  ['short JWTs', 'eyJa.'.repeat(LONG / 5)],
  ['schemes', 'a-'.repeat(LONG / 2)],
  ['addresses', 'a://'.repeat(LONG / 4)],
  ['fields', '"a":'.repeat(LONG / 4)],
  ['an open text', `"a":"${'\\'.repeat(LONG)}`],
  ['parameters', 'a&'.repeat(LONG / 2)],
  ['bearers', `Bearer ${' '.repeat(LONG)}Bearer `.repeat(2)],
  ['percents', '%41'.repeat(LONG / 3)],
  ['escapes', '\\u0041'.repeat(LONG / 6)],
  ['terminal sequences', '\u001b[1;'.repeat(LONG / 4)],
  ['one terminal sequence', `\u001b[${';'.repeat(LONG)}`],
  ['another', `\u001b${';a'.repeat(LONG / 2)}`],
  ['colons', '::'.repeat(LONG / 2)],
  ['hashes', `##${'#'.repeat(LONG)}`],
];

const world = useWorld();

describe('an answer of 300 kB', () => {
  it.each(SLOW)(
    'of %s is shown soon, in the error and under --debug',
    async (_, text) => {
      const error = { code: 'INVALID_INPUT', message: text, details: { problems: [text] } };
      const steps = [
        { status: 400, body: { error } },
        { status: 400, body: text },
        { status: 200, body: text },
      ];
      await world.current.script(...steps);
      const begun = performance.now();
      const env = { GITHUB_ACTIONS: 'true' };
      for (const step of steps) {
        const { exit } = await world.current.run('api get /v1/x --debug', { env });
        expect(exit).toBe(step.status === 200 ? 0 : 1);
      }
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(world.current.requests).toHaveLength(3);
    },
    30_000,
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { check } from 'recheck';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Those of which no proof is found that their time grows as their input does, with what bounds that. */
const BOUNDED: Readonly<Record<string, string>> = {
  "^(?:option '([^']*)' argument|command-argument value) '[\\s\\S]*' is invalid(?: for argument '[^']*')?\\. ":
    'a message about one argument of the command line, which the system bounds',
  '(?<!\\/)\\/+$': 'an address that a user gave; begins at the first slash of a row alone',
  ':(?=:)|#(?=#\\w*\\[)|section_(?=(?:start|end):)': 'looks from a mark over the word behind it alone',
  '\\b([a-z][a-z0-9+.-]{0,30}:\\/\\/)[^/\\s"\'@]+@':
    'a scheme of 31 characters, and what follows it is passed once',
  '\\b(Bearer|Basic) +[\\w.~+/=-]{8,}': 'the blanks behind a word are passed once',
  '(?<!=)=+$': 'a user and a password in base64; begins at the first = of a row alone',
  '(\\/\\/[^/:@?#[]{0,255}):(?!\\d{1,5}(?:[/?#]|$))[^/?#]*': '255 characters of a host',
  '\\\\u([0-9a-f]{4})|\\\\x([0-9a-f]{2})|((?:%[0-9a-f]{2})+)|&#x([0-9a-f]{1,6});|&#(\\d{1,7});|&(amp|lt|gt|quot|apos);|\\\\(.)':
    'each alternative begins with a mark of its own and ends after so many characters, or passes what follows once',
  '"([\\w-]{1,64})"\\s{0,8}:\\s{0,8}"([^"\\\\]{3,16384})': '16,384 characters of a value',
  '([\\w-]{1,64})=([^&;,\\s"\'<>\\\\]{3,16384})': '64 characters of a name, 16,384 of a value',
  '-----BEGIN CERTIFICATE-----[\\s\\S]+?-----END CERTIFICATE-----': 'a file that the user trusts',
};

/** The files that put expressions together, of names and classes of their own. */
const PUT_TOGETHER = [
  'api-path.ts',
  'hang-up.ts',
  'json.ts',
  'output/joiners.ts',
  'output/safe-text.ts',
  'secrets/forms.ts',
  'secrets/known.ts',
  'values.ts',
];

const literals = new Map(
  found.flatMap(({ file, pattern, flags }) =>
    pattern === null ? [] : [[`/${pattern}/${flags}`, { file, pattern, flags }]],
  ),
);

describe('the regular expressions of the source', () => {
  const before = process.env['RECHECK_BACKEND'];
  beforeAll(() => {
    // The one of its makers' back ends that needs nothing but JavaScript.
    process.env['RECHECK_BACKEND'] = 'pure';
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
      const { pattern, flags } = regex;
      const known = pattern in BOUNDED;
      const report = await check(
        pattern,
        flags,
        known ? { timeout: 100 } : { timeout: 20_000, attackTimeout: 1000 },
      );
      const growth = 'complexity' in report ? report.complexity : null;
      expect(growth?.type).not.toBe('exponential');
      if (!known) expect({ status: report.status, growth }).toMatchObject({ status: 'safe' });
    },
    30_000,
  );
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

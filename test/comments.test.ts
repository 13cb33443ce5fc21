import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../src', import.meta.url));
const LONGEST_LINE = 120;
const VAGUE_WORDS = /\b(?:whoever|nobody|somebody|anybody)\b/i;

interface CommentLine {
  /** Such as `api/lists/pages.ts:12`. */
  readonly place: string;
  readonly line: string;
  /** The comment alone. */
  readonly text: string;
}

const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .flatMap((name) => commentLines(name, readFileSync(join(ROOT, name), 'utf8')));

describe('every comment in src', () => {
  it('is found, on lines of its own and behind code', () => {
    const code =
      "const a = 'nobody';\n/** One */\n/**\n * two\n */\ncall(); // three\n  // four\nconst url = 'a://b';";
    expect(commentLines('some.ts', code).map(({ place, text }) => `${place} ${text}`)).toEqual([
      'some.ts:2 /** One */',
      'some.ts:3 /**',
      'some.ts:4 * two',
      'some.ts:5 */',
      'some.ts:6 // three',
      'some.ts:7 // four',
    ]);
    expect(found.length).toBeGreaterThan(1000);
  });

  it(`stands on lines of at most ${LONGEST_LINE} characters`, () => {
    expect(found.filter(({ line }) => line.length > LONGEST_LINE).map(({ place }) => place)).toEqual([]);
  });

  it.each(['bin', 'scripts', 'action'])(`stands on such lines in %s too`, (folder) => {
    const files = readdirSync(join(ROOT, '..', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:[cm]?js|ts|sh)$/.test(name))
      .sort();
    const long = files.flatMap((name) =>
      readFileSync(join(ROOT, '..', folder, name), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /^\s*(?:\/?\*|\/\/|#)/.test(line) && line.length > LONGEST_LINE ? [`${name}:${index + 1}`] : [],
        ),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(long).toEqual([]);
  });

  it('names the user, program or file that it speaks of', () => {
    expect(found.filter(({ text }) => VAGUE_WORDS.test(text)).map(({ place }) => place)).toEqual([]);
  });
});

/** The lines of a file that hold a comment. */
function commentLines(name: string, code: string): CommentLine[] {
  const lines: CommentLine[] = [];
  let inBlock = false;
  for (const [index, line] of code.split('\n').entries()) {
    const bare = line.trim();
    inBlock ||= bare.startsWith('/*');
    const text = inBlock ? bare : /(?:^|\s)(\/\/\s.*)$/.exec(line)?.[1];
    if (text !== undefined) lines.push({ place: `${name}:${index + 1}`, line, text });
    if (bare.includes('*/')) inBlock = false;
  }
  return lines;
}

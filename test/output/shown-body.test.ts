import { describe, expect, it } from 'vitest';
import { debugText } from '../../src/output/debug.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';

const KNOWN = 'tok-4f1c9a7be2d84c0fb6a1';
const UNKNOWN = 'Zq8RkT5vWx2LmN7pYb3HsD6f';
const JWT = `eyJhbGciOiJIUzI1NiJ9.${UNKNOWN}.${UNKNOWN}`;
const SHOWN = 64 * 1024;
const MARGIN = 32 * 1024;

const shown = (body: string) =>
  debugText(
    {
      number: 1,
      request: { method: 'GET', url: 'https://api.example/v1/users', headers: {}, body: null },
      answer: { status: 200, headers: {}, body },
      error: null,
      sent: true,
      duration_ms: 1,
      wait_ms: null,
    },
    new KnownSecrets([KNOWN]),
  );

/** As JSON, a URL and HTML disguise each of its characters. */
const inEach = (write: (code: string) => string) =>
  [...KNOWN].map((character) => write(character.charCodeAt(0).toString(16).padStart(2, '0'))).join('');

/** A secret as it may stand in a text, between blanks. */
const SECRETS: readonly (readonly [name: string, text: string])[] = [
  ['a known token', KNOWN],
  ['a known token in escapes of JSON', inEach((code) => `\\u00${code}`)],
  ['a known token in escapes of a URL', inEach((code) => `%${code}`)],
  ['a known token in escapes of HTML', inEach((code) => `&#x${code};`)],
  ['a known token with invisible characters within', [...KNOWN].join('\u200b')],
  ['a secret field', `"refresh_token":"${UNKNOWN}"`],
  ['a secret parameter', `refresh_token=${UNKNOWN}`],
  ['a bearer', `Bearer ${UNKNOWN}`],
  ['a JWT', JWT],
  ['a password in an address', `https://ann:${UNKNOWN}@example.com/`],
];

/** Whether five characters in a row of a secret stand in a text. */
const isHinted = (text: string): boolean =>
  [KNOWN, UNKNOWN].some((secret) =>
    [...secret].some((_, at) => at + 5 <= secret.length && text.includes(secret.slice(at, at + 5))),
  );

const FILLERS: readonly (readonly [name: string, unit: string])[] = [
  ['words', 'word '],
  // Less is left of these than came: what stood behind the cut moves before it.
  ['tokens', `${KNOWN} `],
  ['terminal sequences', '\u001b[31m x'],
];

describe('a body that is too long for --debug', () => {
  it('has its beginning shown, and how long it is', () => {
    const text = shown('word '.repeat(40_000));
    expect(text).toMatch(/< (?:word ){13000}[word ]+… \(cut, 200000 bytes\)\n$/);
    expect(text.length).toBeLessThan(SHOWN + 1000);
  });

  it('keeps what fits where it is JSON, and its secret fields stay secret', () => {
    const people = Array.from({ length: 2000 }, (_, at) => ({
      id: `usr_${at}`,
      token: UNKNOWN,
      email: null,
    }));
    const text = shown(JSON.stringify({ people, note: 'x'.repeat(100_000) }));
    expect(text).toContain('{"people":[{"id":"usr_0","token":"[redacted]","email":null},{"id":"usr_1",');
    expect(text).toContain('… (cut, ');
    expect(isHinted(text)).toBe(false);
  });

  it.each<[string, unknown]>([
    ['one text', 'x'.repeat(100_000)],
    ['a number', 1],
    ['a name', { ['x'.repeat(100_000)]: 1 }],
    ['a list', Array.from({ length: 100_000 }, () => 1)],
    ['lists in lists', Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => [1, {}]))],
    ['JSON in a text', JSON.stringify(JSON.stringify({ a: '"'.repeat(30_000) }))],
  ])('is short where it is JSON of %s', (_name, value) => {
    const body = JSON.stringify(value);
    const long = typeof value === 'number' ? '1'.repeat(100_000) : body;
    const text = shown(long);
    expect(text).toContain(`… (cut, ${long.length} bytes)`);
    expect(text.length).toBeLessThan(SHOWN + 1000);
  });

  const cases = SECRETS.flatMap(([name, secret]) =>
    FILLERS.map(([filler, unit]) => [name, filler, secret, unit] as const),
  );
  it.each(cases)('never shows half of %s, among %s', (_name, _filler, secret, unit) => {
    for (const border of [SHOWN, SHOWN + MARGIN]) {
      for (let before = 0; before <= secret.length + 2; before += 7) {
        const start = unit.repeat(Math.floor((border - before) / unit.length)).padEnd(border - before, '.');
        const body = `${start} ${secret} ${'and more '.repeat(5000)}`;
        expect(isHinted(shown(body)), `as text, ${before} before ${border}`).toBe(false);
        const json = JSON.stringify({ first: start.slice(unit.length), next: secret, rest: [secret, body] });
        expect(isHinted(shown(json)), `as JSON, ${before} before ${border}`).toBe(false);
      }
    }
  });
});

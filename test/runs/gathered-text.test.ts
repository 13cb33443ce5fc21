import { expect, test } from 'vitest';
import { GatheredText } from '../../src/system/written/gathered-text.ts';

test.each([
  ['nothing', []],
  ['lines', ['{"sent":1}\n', '{"sent":2}\n']],
  ['an empty one', ['', 'a', '']],
  ['letters of two, three and four bytes', ['é', '€', '😀', 'e\u0301']],
  ['half a letter of four bytes, which becomes a mark as in any file', ['\ud83d', '\ude00']],
  ['more than fits at first', ['a'.repeat(16 * 1024), '€'.repeat(20_000), 'z']],
])('gathers %s', (_name, texts) => {
  const gathered = new GatheredText();
  const lengths = texts.map((text) => gathered.add(text));
  const expected = texts.map((text) => Buffer.from(text));
  expect(lengths).toEqual(expected.map(({ length }) => length));
  expect(gathered.size).toBe(Buffer.concat(expected).length);
  expect(Buffer.from(gathered.take()).equals(Buffer.concat(expected))).toBe(true);
  expect(gathered.size).toBe(0);
  expect(gathered.add('next')).toBe(4);
  expect(Buffer.from(gathered.take()).toString()).toBe('next');
});

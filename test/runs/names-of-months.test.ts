import { describe, expect, it } from 'vitest';
import { monthsNamed } from '../../src/runs/input/dates/names-of-time.ts';

const LANGUAGES =
  'en de de-AT fr it es ca pt nl da nb sv fi pl cs hu ro tr el ru uk th sk sl sr-Latn bg lt lv et id ar he';

const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'long', day: 'numeric' },
  { month: 'short' },
  { month: 'short', day: 'numeric' },
];

/** A short name that is left out, because it is a word in the names of devices. */
const LEFT_OUT = 'pro';

describe.each(LANGUAGES.split(' '))('the names of the months in %s', (language) => {
  it('are known as Node writes them, alone and beside a day, large and small', () => {
    const known = STYLES.flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index) => {
        const parts = format.formatToParts(Date.UTC(2026, index, 15));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        return { name, month: index + 1 };
      });
    }).filter(({ name }) => /^\D{2}/.test(name) && name !== LEFT_OUT);
    expect(known.length).toBeGreaterThanOrEqual(24);
    for (const { name, month } of known) {
      for (const word of [name, name.toUpperCase()])
        expect({ word, months: monthsNamed(word) }).toEqual({
          word,
          months: expect.arrayContaining([month]),
        });
    }
  });
});

it.each(['team', 'berlin', 'floor', 'user', 'id', 'email', 'last', ''])('%j is no month', (word) => {
  expect(monthsNamed(word)).toEqual([]);
});

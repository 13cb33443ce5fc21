import { describe, expect, it } from 'vitest';
import { composed, foldAccents } from '../../src/text/fold-case.ts';

/** Texts that are the same without marks on letters. */
const SAME: readonly (readonly string[])[] = [
  ['Zürich', 'Zu\u0308rich', 'ZURICH', 'zurich'],
  ['Łódź', 'lodz'],
  ['Söndag Ärø', 'sondag aro'],
  ['KASIM', 'kasım', 'kasim'],
  ['İzmir', 'izmir'],
  ['Weiß', 'WEISS', 'weiss'],
  ['Þórður Ægir Œuvre', 'thordur aegir oeuvre'],
  ['Đặng Đỗ', 'dang do'],
  // What is no mark stays: a footnote is no day.
  ['5² Mai', '5² mai'],
];

describe('letters without their marks', () => {
  it.each(SAME)('%j', (...texts) => {
    expect(new Set(texts.map(foldAccents))).toEqual(new Set([texts.at(-1)]));
  });
});

describe('letters and marks that are apart', () => {
  it.each(['Löschen', 'Đặng Đỗ', '한국어 재직', 'がぎ', 'й', 'plain', ''])('%j are put together', (text) => {
    expect(composed(text.normalize('NFD'))).toBe(text);
  });

  it('keep nine marks of each letter, which are sorted in no time', () => {
    const text = composed(`a${'\u0315\u0300'.repeat(200_000)}b`);
    expect(text.length).toBeLessThan(12);
    expect(composed('\u0300\u0315'.repeat(200_000)).length).toBeLessThan(10);
  });
});

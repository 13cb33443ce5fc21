import { describe, expect, it } from 'vitest';
import { foldAccents } from '../../src/text/fold-case.ts';

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

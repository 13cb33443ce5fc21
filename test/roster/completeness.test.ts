import { describe, expect, it } from 'vitest';
import { type RosterFigures, whyIncomplete } from '../../src/roster/completeness.ts';
import type { Difference } from '../../src/roster/difference.ts';
import { userLimit } from '../../src/validation/numbers.ts';

const one = (kind: Difference['kind']) => ({ kind });
const figures = (active: number, orphans: number, leavers: number, max?: string): RosterFigures => ({
  counts: { active, there: 1, gone: leavers },
  differences: [
    ...Array.from({ length: orphans }, () => one('orphan')),
    ...Array.from({ length: leavers }, () => one('leaver')),
    ...Array.from({ length: 50 }, () => one('missing')),
  ],
  limit: max === undefined ? null : userLimit(max),
});

describe('a roster looks incomplete', () => {
  it.each([
    // Up to five may go from the smallest organization.
    [figures(6, 5, 0), null],
    [figures(6, 3, 3), '3 orphans and 3 leavers are 6 of 6 active members (100%), more than 10% of them'],
    [figures(60, 5, 1), null],
    [figures(59, 5, 1), '5 orphans and 1 leaver are 6 of 59 active members (10.2%)'],
    [figures(1000, 100, 0), null],
    [figures(1000, 99, 2), '99 orphans and 2 leavers are 101 of 1000 active members (10.1%)'],
    // A limit that is named holds as it is, also below five.
    [figures(20, 2, 0, '10%'), null],
    [figures(20, 3, 0, '10%'), 'more than --max 10%'],
    [figures(20, 1, 0, '0%'), 'more than --max 0%'],
    // As many as a share with a decimal allows, of which no binary number is exact.
    [figures(750, 69, 0, '9.2%'), null],
    [figures(750, 70, 0, '9.2%'), 'more than --max 9.2%'],
    [figures(20, 2, 1, '3'), null],
    [figures(20, 2, 2, '3'), 'more than --max 3'],
    [figures(20, 20, 0, '100%'), null],
    [figures(7, 0, 0), null],
  ])('%#', (given, words) => {
    const why = whyIncomplete(given);
    if (words === null) expect(why).toBeNull();
    else expect(why).toContain(words);
  });

  it('when nobody in it is still there, whatever the limit', () => {
    const given = { ...figures(3, 0, 3, '100%'), counts: { active: 3, there: 0, gone: 3 } };
    expect(whyIncomplete(given)).toBe('nobody in it is still there');
  });
});

describe('a limit of users', () => {
  it.each(['0', '-1', '1.5', '101%', '10 %', '', 'ten', '%', '1e3', '10%%'])('is not %j', (text) => {
    expect(() => userLimit(text)).toThrow('expected a whole number');
  });
});

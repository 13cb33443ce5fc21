import { expect, it } from 'vitest';
import { laterWords, outcomeWords } from '../../src/audit/report/report-words.ts';

it.each([
  ['deactivate', 'deactivated'],
  ['reactivate', 'reactivated'],
  ['remove', 'removed'],
  ['invite', 'invited'],
  // The lists may be as they were: that they are others is not known.
  ['update_memberships', 'memberships updated'],
] as const)('a report says of %s: %s', (action, words) => {
  expect(outcomeWords({ outcome: 'changed', action })).toBe(words);
  expect(laterWords({ later_action: action, later_run: 'R' })).toBe(`later ${words} by run R`);
});

import { expect, it } from 'vitest';
import { rateChart } from '../../src/audit/report/page/run-section.ts';
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

it.each([
  ['unchanged', 'unchanged (update memberships)'],
  ['failed', 'failed (update memberships)'],
  ['unknown', 'may have happened (update memberships)'],
  ['not_sent', 'not sent (update memberships)'],
  ['not_found', 'not found (update memberships)'],
] as const)('a report says of %s what was to be done', (outcome, words) => {
  expect(outcomeWords({ outcome, action: 'update_memberships' })).toBe(words);
});

const NOON = Date.parse('2026-03-01T12:00:00Z');

it.each([
  [
    'a wait, and a second without an answer',
    { width_ms: 1000, counts: [4, 0, 1], waits: [{ from: NOON + 1000, to: NOON + 2000 }] },
    '<rect class="wait" x="5" y="0" width="5" height="40"/><path d="M0 40v-40.0h4V40zM10 40v-10.0h4V40z"/>',
    'at most 4.0 answers a second; 1 wait, the longest 1 s',
    '12:00:03',
  ],
  [
    'less than one a second, and one answer beside many',
    { width_ms: 60_000, counts: [1, 50], waits: [] },
    '<path d="M0 40v-1.0h4V40zM5 40v-40.0h4V40z"/>',
    'at most 50.0 answers a minute; no waits',
    '12:02:00',
  ],
] as const)('a page draws when the answers came: %s', (_, timeline, drawing, words, end) => {
  const chart = rateChart({ timeline: { start: NOON, ...timeline } });
  expect(chart).toContain(`${drawing}</svg>`);
  expect(chart).toContain(`<span>12:00:00</span><span>${words}</span><span>${end}</span>`);
});

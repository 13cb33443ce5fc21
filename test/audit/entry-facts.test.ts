import { describe, expect, it } from 'vitest';
import { entryFacts } from '../../src/audit/entry-facts.ts';
import { partyLabel } from '../../src/audit/parties.ts';
import { readJson } from '../../src/text/json.ts';

const AT = '2026-11-25T09:30:00Z';
const MS = Date.parse(AT);

/** Who did it, to whom, what and when, as an entry is understood. */
function understood(entry: Readonly<Record<string, unknown>>) {
  const { actor, targets, action, at } = entryFacts(entry);
  return [partyLabel(actor), targets.map(({ id }) => id), action, at];
}

type Entry = Readonly<Record<string, unknown>>;

/** Shapes that logs have elsewhere, and what is understood of each: actor, ids of targets. */
const PARTIES: readonly (readonly [
  entry: Entry,
  actor: string | null,
  targets: readonly (string | null)[],
])[] = [
  [{ actor_id: 'usr_a', target_id: 'usr_t' }, 'usr_a', ['usr_t']],
  [{ actorId: 'usr_a', targetId: 'usr_t' }, 'usr_a', ['usr_t']],
  [{ ActorID: 'usr_a', TargetUserId: 'usr_t' }, 'usr_a', ['usr_t']],
  [{ actor: 'usr_a', target: 'usr_t' }, 'usr_a', ['usr_t']],
  [{ actor: 'ada@example.com', target: { id: 'usr_t' } }, 'ada@example.com', ['usr_t']],
  [{ actor: 'Ada Byron', resource_id: 'usr_t' }, 'Ada Byron', ['usr_t']],
  [
    { actor: { id: 'usr_a', email: 'ada@example.com' }, target: { user_id: 'usr_t' } },
    'ada@example.com',
    ['usr_t'],
  ],
  [{ actor: { id: 'usr_a', name: 'Ada' }, object_id: 'usr_t' }, 'Ada', ['usr_t']],
  [{ actor_id: 'usr_a', actor_email: 'ada@example.com', entity_id: 'usr_t' }, 'ada@example.com', ['usr_t']],
  [{ performed_by: 'usr_a', affected_user: { id: 'usr_t' } }, 'usr_a', ['usr_t']],
  [{ initiator: { email: 'ada@example.com' }, subject: { id: 'usr_t' } }, 'ada@example.com', ['usr_t']],
  // The older form of the API's own log: `user_id` is the actor.
  [{ user_id: 'usr_a', user_name: 'Ada', resource_id: 'usr_t' }, 'Ada', ['usr_t']],
  [{ user_id: 'usr_t', actor: 'usr_a' }, 'usr_a', ['usr_t']],
  [{ user: { id: 'usr_t' }, actor: { id: 'usr_a' } }, 'usr_a', ['usr_t']],
  [{ user_id: 'usr_a' }, 'usr_a', []],
  // The user first, where an entry is about a role or a department too.
  [{ actor_id: 'usr_a', entity_id: 'role_x', target_id: 'usr_t' }, 'usr_a', ['usr_t', 'role_x']],
  [{ actor_id: 'usr_a', target_id: 'role_x', entity_id: 'usr_t' }, 'usr_a', ['usr_t', 'role_x']],
  [{ actor_id: 'usr_a', targets: [{ id: 'usr_t' }, { id: 'usr_u' }] }, 'usr_a', ['usr_t', 'usr_u']],
  [{ actor_id: 'usr_a', target_ids: ['usr_t', 'usr_u'] }, 'usr_a', ['usr_t', 'usr_u']],
  [{ actor_id: 'usr_a', details: { target_user_id: 'usr_t' } }, 'usr_a', ['usr_t']],
  [{ event: { type: 'x', actor: { id: 'usr_a' }, target: { id: 'usr_t' } } }, 'usr_a', ['usr_t']],
  [{ actor_id: 42, target_id: 43 }, '42', ['43']],
  [{ actor_id: null, actor: null, target_id: 'usr_t' }, null, ['usr_t']],
  [{ actor: '', target: {} }, null, []],
  [{ actor: [], target: [null, [], true] }, null, []],
  [{ constructor: 'usr_a', __proto__: { actor: 'usr_a' } }, null, []],
  [{}, null, []],
];

/** Fields that say when, and the time that is understood; null for none. */
const TIMES: readonly (readonly [entry: Entry, at: number | null])[] = [
  [{ timestamp: AT }, MS],
  [{ created_at: '2026-11-25T09:30:00.000Z' }, MS],
  [{ createdAt: '2026-11-25T10:30:00+01:00' }, MS],
  [{ createdAt: '2026-11-25 09:30:00+00' }, MS],
  [{ createdAt: '2026-11-25T10:30:00+0100' }, MS],
  [{ occurred_at: '2026-11-25T04:30:00-0500' }, MS],
  [{ at: '2026-11-25T09:30:00' }, MS],
  [{ time: '2026-11-25 09:30:00' }, MS],
  [{ date: '2026-11-25 09:30:00 UTC' }, MS],
  [{ timestamp: '2026-11-25T09:30:00.123456' }, MS + 123],
  [{ timestamp: '2026-11-25T09:30:00.123456789Z' }, MS + 123],
  [{ timestamp: 'Wed, 25 Nov 2026 09:30:00 GMT' }, MS],
  [{ timestamp: MS / 1000 }, MS],
  [{ ts: MS / 1000 + 0.5 }, MS + 500],
  [{ timestamp_ms: MS }, MS],
  [{ timestamp: MS * 1000 }, MS],
  [{ timestamp: readJson(`${MS}000000`) }, MS],
  [{ timestamp: String(MS / 1000) }, MS],
  [{ timestamp: String(MS) }, MS],
  // What is no time is passed over for a field that is one.
  [{ timestamp: 'yesterday', created_at: AT }, MS],
  [{ details: { timestamp: AT } }, MS],
  [{ timestamp: 12 }, null],
  [{ timestamp: -1 }, null],
  [{ timestamp: 1e300 }, null],
  [{ timestamp: Number.NaN }, null],
  [{ timestamp: '2026-13-45T99:99:99Z' }, null],
  [{ timestamp: '11/25/2026' }, null],
  [{ timestamp: {} }, null],
  [{ timestamp: true }, null],
  [{}, null],
];

const ACTIONS: readonly (readonly [entry: Entry, action: string | null])[] = [
  [{ action_type: 'deactivated' }, 'deactivated'],
  [{ action: 'user.deactivated' }, 'user.deactivated'],
  [{ actionType: 'deactivated', type: 'user' }, 'deactivated'],
  [{ event_type: 'user_deactivated' }, 'user_deactivated'],
  [{ event: 'deactivated' }, 'deactivated'],
  [{ event: { type: 'deactivated' } }, 'deactivated'],
  [{ action: { name: 'deactivated' } }, 'deactivated'],
  [{ type: 'deactivated' }, 'deactivated'],
  [{ action: null, operation: 'deactivate' }, 'deactivate'],
  [{ action: [] }, null],
  [{}, null],
];

describe('an entry of the audit log', () => {
  it.each(PARTIES)('%j names who did it and to whom', (entry, actor, targets) => {
    expect(understood(entry).slice(0, 2)).toEqual([actor, targets]);
  });

  it.each(TIMES)('%j says when', (entry, at) => {
    expect(entryFacts(entry).at).toBe(at);
  });

  it.each(ACTIONS)('%j says what was done', (entry, action) => {
    expect(entryFacts(entry).action).toBe(action);
  });
});

import { describe, expect, it } from 'vitest';
import { type LogOfPeople, type LogQuestion, readLogOfPeople } from '../../src/audit/log-of-people.ts';
import type { OwnChange } from '../../src/audit/own-changes.ts';
import type { Action } from '../../src/results/record.ts';
import { clientIn } from '../api/client.ts';
import { type Step, unasked } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const SINCE = Date.parse('2026-11-25T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Entry = Readonly<Record<string, unknown>>;

/** An entry of the shape that the sandbox has, `minutes` after the run began. */
const entry = (action_type: string, target_id: string, minutes: number, more: Entry = {}): Entry => ({
  id: `audit_${action_type}_${target_id}_${minutes}`,
  timestamp: new Date(SINCE + minutes * MINUTE).toISOString(),
  action_type,
  target_id,
  actor_id: 'usr_ada',
  actor_email: 'ada@example.com',
  ...more,
});

const own = (user_id: string, minutes: number, action: Action = 'deactivate'): OwnChange => ({
  user_id,
  action,
  at: SINCE + minutes * MINUTE,
});

/** A log that is read in pages, by its filters. */
const logOf =
  (entries: readonly Entry[]): Step =>
  ({ path }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const [skip, limit] = [Number(query.get('skip') ?? 0), Number(query.get('limit') ?? 50)];
    const target = query.get('target_id');
    const all = entries.filter((one) => target === null || one['target_id'] === target);
    const items = all.slice(skip, skip + limit);
    return {
      status: 200,
      body: { items, total: all.length, skip, limit, has_more: skip + limit < all.length },
    };
  };

async function ask(
  step: Step,
  { changes = [own('usr_t', 1)], ...question }: Partial<LogQuestion> = {},
): Promise<LogOfPeople> {
  await world.current.script(step);
  const client = clientIn(world.current);
  const people = new Set([...changes].map(({ user_id }) => user_id));
  const organization_id = 'org_xyz789';
  const all = { client, organization_id, people, since: SINCE, changes, others: [], ...question };
  const found = await readLogOfPeople(all);
  await client.close();
  return found;
}

/** What the log says in short: `usr_t: actor at minutes`, and what no run of ours did. */
function inShort(found: LogOfPeople) {
  if (!found.readable) return found.why;
  const minutes = (time: number | null) => (time === null ? null : (time - SINCE) / MINUTE);
  return {
    entries: [...found.entries.values()].map(({ user_id, actor, time }) => [user_id, actor, minutes(time)]),
    foreign: found.foreign.map(({ user_id, action }) => `${user_id} ${action}`),
  };
}

const ADA = 'ada@example.com';

/** What a log holds about usr_t, whom a run deactivated a minute after it began; and what is found. */
const CASES: readonly (readonly [
  what: string,
  entries: readonly Entry[],
  matched: number | 'undated' | null,
  foreign: readonly string[],
])[] = [
  ['our change', [entry('deactivated', 'usr_t', 1)], 1, []],
  ['our change in another word', [entry('User.Deactivated', 'usr_t', 1)], 1, []],
  ['our change in a noun', [entry('user_deactivation', 'usr_t', 1)], 1, []],
  ['our change without a time', [entry('deactivated', 'usr_t', 1, { timestamp: null })], 'undated', []],
  ['our change by a clock an hour ahead', [entry('deactivated', 'usr_t', 61)], 61, []],
  ['our change by a clock an hour behind', [entry('deactivated', 'usr_t', -59)], -59, []],
  ['nothing', [], null, []],
  ['somebody else only', [entry('deactivated', 'usr_other', 1)], null, []],
  ['another change than ours', [entry('reactivated', 'usr_t', 1)], null, ['usr_t reactivated']],
  ['the same change long after', [entry('deactivated', 'usr_t', 300)], null, ['usr_t deactivated']],
  ['what was before the run', [entry('invited', 'usr_t', -60), entry('deactivated', 'usr_t', 1)], 1, []],
  [
    'that it was taken back, and done once more',
    [entry('deactivated', 'usr_t', 50), entry('reactivated', 'usr_t', 40), entry('deactivated', 'usr_t', 1)],
    1,
    ['usr_t deactivated', 'usr_t reactivated'],
  ],
  [
    'what came along with our change, and the same later',
    [
      entry('unassigned', 'usr_t', 90),
      entry('unassigned', 'usr_t', 1),
      entry('membership_removed', 'usr_t', 1),
      entry('deactivated', 'usr_t', 1),
    ],
    1,
    ['usr_t unassigned'],
  ],
  [
    'a word that is not known, and what is no change',
    [
      entry('frobnicated', 'usr_t', 3),
      entry('user_logged_in', 'usr_t', 2),
      entry('profile_viewed', 'usr_t', 2),
      entry('deactivated', 'usr_t', 1),
    ],
    1,
    ['usr_t frobnicated'],
  ],
  ['no action', [entry('x', 'usr_t', 5, { action_type: null })], null, ['usr_t null']],
  ['things that are no entries', [{}, { target_id: [] }, entry('deactivated', 'usr_t', 1)], 1, []],
];

describe('of a run that deactivated somebody, the API’s log has', () => {
  it.each(CASES)('%s', async (_, entries, matched, foreign) => {
    const time = matched === 'undated' ? null : matched;
    expect(inShort(await ask(logOf(entries)))).toEqual({
      entries: matched === null ? [] : [['usr_t', ADA, time]],
      foreign,
    });
  });
});

/** The words of a log for each change of ours. */
const WORDS: readonly (readonly [action: Action, words: readonly string[]])[] = [
  [
    'deactivate',
    ['deactivated', 'user_deactivated', 'UserDeactivated', 'user.deactivate', 'DEACTIVATE_USER'],
  ],
  ['reactivate', ['reactivated', 'user_activated', 'Reactivation']],
  ['remove', ['removed', 'deleted', 'member.removed', 'user_delete']],
  ['invite', ['invited', 'created', 'invitation', 'users.invite']],
  ['update_memberships', ['updated', 'assigned', 'membership_added', 'membership-removed']],
];

it.each(WORDS.flatMap(([action, words]) => words.map((word) => [action, word] as const)))(
  'a change of ours, %s, is found under %s',
  async (action, word) => {
    const changes = [own('usr_t', 1, action)];
    const found = await ask(logOf([entry(word, 'usr_t', 1)]), { changes });
    expect(inShort(found)).toEqual({ entries: [['usr_t', ADA, 1]], foreign: [] });
  },
);

describe('the comparison with the API’s log', () => {
  it('knows what other runs of ours did', async () => {
    const log = logOf([entry('reactivated', 'usr_t', 30), entry('deactivated', 'usr_t', 1)]);
    const others = [own('usr_t', 30, 'reactivate'), own('usr_other', 30, 'reactivate')];
    expect(inShort(await ask(log, { others }))).toEqual({ entries: [['usr_t', ADA, 1]], foreign: [] });
  });

  it('does not take the entry of another run for its own', async () => {
    const log = logOf([entry('deactivated', 'usr_t', 50), entry('reactivated', 'usr_t', 40)]);
    const others = [own('usr_t', 40, 'reactivate'), own('usr_t', 50)];
    expect(inShort(await ask(log, { others }))).toEqual({ entries: [], foreign: [] });
  });

  it('learns from others how far the clocks are apart', async () => {
    const ahead = 60;
    const log = logOf([
      entry('deactivated', 'usr_t', 31 + ahead),
      entry('deactivated', 'usr_t', 1 + ahead),
      entry('reactivated', 'usr_t', ahead - 1),
      ...['usr_b', 'usr_c'].map((user) => entry('deactivated', user, 2 + ahead)),
    ]);
    const changes = [own('usr_t', 1), own('usr_b', 2), own('usr_c', 2)];
    const found = inShort(await ask(log, { changes, others: [own('usr_t', 31)] }));
    expect(found).toMatchObject({ foreign: [] });
    expect(found).toMatchObject({ entries: expect.arrayContaining([['usr_t', ADA, 1 + ahead]]) });
  });

  it('takes two changes for those of one that was sent again', async () => {
    const log = logOf([1500, 1440, 1].map((at) => entry('deactivated', 'usr_t', at)));
    const found = await ask(log, { changes: [{ ...own('usr_t', 1500), since: SINCE }] });
    expect(inShort(found)).toEqual({ entries: [['usr_t', ADA, 1500]], foreign: ['usr_t deactivated'] });
    // The first request was sent when the run began, and not shortly before the second.
    expect(found).toMatchObject({ foreign: [{ time: SINCE + 1440 * MINUTE }] });
  });

  it('takes one change for that of one that was recovered, the first', async () => {
    const log = logOf([1440, 1].map((at) => entry('deactivated', 'usr_t', at)));
    const changes = [{ ...own('usr_t', 1500), since: SINCE, wasRecovered: true }];
    const found = await ask(log, { changes });
    expect(inShort(found)).toEqual({ entries: [['usr_t', ADA, 1]], foreign: ['usr_t deactivated'] });
  });

  it('learns nothing of the clocks from those who were sent again a day later', async () => {
    const log = logOf([
      entry('deactivated', 'usr_c', 2),
      entry('deactivated', 'usr_b', 1),
      entry('invited', 'usr_b', -60),
    ]);
    const changes = ['usr_b', 'usr_c'].map((user) => ({ ...own(user, 24 * 60), since: SINCE }));
    const found = inShort(await ask(log, { changes }));
    expect(found).toEqual({
      entries: [
        ['usr_c', ADA, 2],
        ['usr_b', ADA, 1],
      ],
      foreign: [],
    });
  });

  it('asks for a few people one by one where the log is long', async () => {
    const noise = Array.from({ length: 1000 }, (_, at) => entry('updated', `usr_n${at}`, at / 100));
    const found = await ask(logOf([...noise, entry('deactivated', 'usr_t', 1)]));
    expect(inShort(found)).toEqual({ entries: [['usr_t', ADA, 1]], foreign: [] });
    const asked = world.current.requests.map(({ path }) => new URL(path, 'http://a').searchParams);
    expect(asked.map((query) => [query.get('limit'), query.get('target_id')])).toEqual([
      ['1', null],
      ['100', 'usr_t'],
    ]);
    expect(asked[0]?.get('from_date')).toBe(new Date(SINCE - 2 * HOUR).toISOString());
  });

  it('reads all pages once for many people, in time that grows with their number', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `usr_${at}`);
    const changes = many.map((user_id, at) => own(user_id, at / 100));
    const log = logOf(many.map((user_id, at) => entry('deactivated', user_id, at / 100)));
    const found = await ask(log, { changes });
    expect(found).toMatchObject({ readable: true, foreign: [] });
    expect(found.readable && found.entries.size).toBe(3000);
    expect(world.current.requests).toHaveLength(1 + 31);
  });

  it('asks nothing about nobody', async () => {
    await world.current.script(unasked({ status: 200, body: {} }));
    const client = clientIn(world.current);
    const question = { client, organization_id: 'org_xyz789', since: SINCE, changes: [], others: [] };
    expect(await readLogOfPeople({ ...question, people: new Set() })).toMatchObject({ readable: true });
    await client.close();
  });
});

const error = (status: number, code: string) => ({
  status,
  body: { success: false, error: { code, message: 'no', type: 'client_error', status } },
});

/** Answers with which the log may not be read, or cannot be. */
const UNREADABLE: readonly (readonly [what: string, step: Step])[] = [
  ['403', error(403, 'INSUFFICIENT_PERMISSIONS')],
  ['404', error(404, 'NOT_FOUND')],
  ['405', error(405, 'METHOD_NOT_ALLOWED')],
  ['422 for a filter', error(422, 'VALIDATION_ERROR')],
  ['501', error(501, 'NOT_IMPLEMENTED')],
  ['500 each time', error(500, 'INTERNAL')],
  ['no connection', 'reset'],
  ['a text', { status: 200, body: 'hello' }],
  ['an object without a list', { status: 200, body: { total: 3 } }],
  ['more entries and none of them', { status: 200, body: { items: [], has_more: true } }],
];

describe('a log that cannot be read is told as that:', () => {
  it.each(UNREADABLE)('%s', async (_, step) => {
    expect(await ask(step)).toEqual({ readable: false, why: expect.any(String) });
  });

  it('but a token that is not accepted is an error', async () => {
    await expect(ask(error(401, 'TOKEN_EXPIRED'))).rejects.toMatchObject({ status: 401 });
  });
});

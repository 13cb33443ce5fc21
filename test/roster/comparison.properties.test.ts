import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyIncomplete } from '../../src/roster/completeness.ts';
import {
  compared,
  differencesOf,
  type ListedMember,
  type ListedRow,
  organization,
  roster,
} from './people.ts';

const fold = (text: string | null) => text?.toLowerCase() ?? null;
const says = (one: ListedRow, other: Pick<ListedMember, 'user_id' | 'email'>) =>
  (one.user_id !== null && one.user_id === other.user_id) ||
  (one.email !== null && fold(one.email) === fold(other.email));

/** What each account must be, by the words of the documents alone. */
function expectedKind(account: ListedMember, rows: readonly ListedRow[], all: readonly ListedMember[]) {
  const about = rows.filter((row) => says(row, account));
  const [row] = about;
  const { account_state: state } = account;
  if (row === undefined) return state === 'active' ? ['orphan', 'ambiguous'] : [null];
  const others = all.filter((other) => other.account_state !== 'removed' && other !== account);
  const isPlain =
    about.length === 1 &&
    !others.some((other) => says(row, other)) &&
    !rows.some((other) => other !== row && (says(other, row) || says(row, other))) &&
    (row.user_id === null || row.user_id === account.user_id) &&
    (row.email === null || fold(row.email) === fold(account.email));
  if (!isPlain) return ['ambiguous'];
  if (row.gone !== null) return [state === 'active' ? 'leaver' : null];
  return [state === 'deactivated' ? 'returned' : null];
}

describe('the differences of any roster and organization', () => {
  it('have each account once at most, of the kind that the documents say', () => {
    fc.assert(
      fc.property(roster, organization, (rows, all) => {
        const found = differencesOf(rows, all);
        const members = all.filter(({ account_state }) => account_state !== 'removed');
        for (const account of members) {
          const own = found.filter(({ kind, user_id }) => kind !== 'missing' && user_id === account.user_id);
          const about = own.filter((each) => each.status !== null);
          expect(about.length).toBeLessThanOrEqual(1);
          expect(expectedKind(account, rows, all)).toContain(about[0]?.kind ?? null);
        }
      }),
    );
  });

  it('have everybody who is in the roster as there and unknown here as missing, or as ambiguous', () => {
    fc.assert(
      fc.property(roster, organization, (rows, all) => {
        const members = all.filter(({ account_state }) => account_state !== 'removed');
        const found = differencesOf(rows, all).filter(({ status }) => status === null);
        for (const row of rows.filter(({ gone }) => gone === null)) {
          if (members.some((account) => says(row, account))) continue;
          const about = found.filter((each) => says(row, each));
          const shared = rows.some((other) => other !== row && says(other, row));
          if (!shared) expect(about.map(({ kind }) => kind)).toContain('missing');
        }
        for (const { kind, user_id, email } of found) {
          expect(['missing', 'ambiguous']).toContain(kind);
          expect(rows.some((row) => says(row, { user_id, email }))).toBe(true);
        }
      }),
    );
  });

  it('are the same in whichever order either comes', () => {
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    const both = fc
      .tuple(roster, organization)
      .chain(([rows, all]) => fc.tuple(fc.constant({ rows, all }), shuffled(rows), shuffled(all)));
    fc.assert(
      fc.property(both, ([{ rows, all }, otherRows, otherMembers]) => {
        expect(differencesOf(otherRows, otherMembers)).toEqual(differencesOf(rows, all));
      }),
    );
  });
});

/** An organization and a roster that names each of its active members, by id, by address or by both. */
const covered = fc
  .record({
    count: fc.integer({ min: 12, max: 80 }),
    others: fc.integer({ min: 0, max: 5 }),
    by: fc.constantFrom('id', 'address', 'both'),
  })
  .map(({ count, others, by }) => {
    const person = (number: number, account_state: string): ListedMember => ({
      user_id: `usr_${number}`,
      email: `p${number}@example.com`,
      account_state,
    });
    const active = Array.from({ length: count }, (_, number) => person(number, 'active'));
    const rest = Array.from({ length: others }, (_, number) => person(1000 + number, 'deactivated'));
    const rows = active.map(
      ({ user_id, email }): ListedRow => ({
        user_id: by === 'address' ? null : user_id,
        email: by === 'id' ? null : email,
        gone: null,
      }),
    );
    return { members: [...active, ...rest], rows };
  });

describe('a roster that covers an organization of at least 12 active members', () => {
  const why = (rows: readonly ListedRow[], members: readonly ListedMember[]) => {
    const comparison = compared(rows, members);
    const differences = comparison.differences();
    return whyIncomplete({ counts: comparison.counts, differences, limit: null });
  };

  it('is taken', () => {
    fc.assert(
      fc.property(covered, ({ rows, members }) => {
        expect(why(rows, members)).toBeNull();
      }),
    );
  });

  it('is refused when half of it is dropped', () => {
    const half = covered.chain(({ rows, members }) =>
      fc
        .shuffledSubarray(rows, {
          minLength: Math.ceil(rows.length / 2),
          maxLength: Math.ceil(rows.length / 2),
        })
        .map((left) => ({ left, members })),
    );
    fc.assert(
      fc.property(half, ({ left, members }) => {
        expect(why(left, members)).not.toBeNull();
      }),
    );
  });
});

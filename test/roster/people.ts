import fc from 'fast-check';
import { memberAccount } from '../../src/roster/account.ts';
import { Comparison } from '../../src/roster/comparison.ts';
import type { FoundDifference } from '../../src/roster/difference.ts';
import type { RosterRow } from '../../src/roster/roster-rows.ts';

/** A member as a list has it. */
export interface ListedMember {
  readonly user_id: string | null;
  readonly email: string | null;
  readonly account_state: string;
}

export type ListedRow = Pick<RosterRow, 'user_id' | 'email' | 'gone'>;

/** A row of the roster about this person. */
const rosterRow = (row: Partial<ListedRow>): RosterRow => ({
  user_id: null,
  email: null,
  last_day: null,
  gone: null,
  line: null,
  address: 0,
  ...row,
});

/** The comparison of a whole roster with a whole organization. */
export function compared(rows: readonly ListedRow[], members: readonly ListedMember[]): Comparison {
  const comparison = new Comparison();
  for (const row of rows) comparison.addRow(rosterRow(row));
  for (const member of members) comparison.addAccount(memberAccount({ ...member }, null));
  return comparison;
}

export const differencesOf = (
  rows: readonly ListedRow[],
  members: readonly ListedMember[],
): readonly FoundDifference[] => compared(rows, members).differences();

// A few names, so that the same person stands on both sides, twice, or under another one's name.
const id = fc.integer({ min: 1, max: 12 }).map((number) => `usr_${number}`);
const address = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('p', 'P'))
  .map(([number, letter]) => `${letter}${number}@example.com`);

const member: fc.Arbitrary<ListedMember> = fc.record({
  user_id: id,
  email: fc.option(address, { freq: 8 }),
  account_state: fc.constantFrom('active', 'active', 'active', 'deactivated', 'invited', 'removed', 'other'),
});

/** Members, each with an id of its own; addresses may be shared. */
export const organization = fc.uniqueArray(member, { selector: ({ user_id }) => user_id, maxLength: 14 });

const gone = fc.constantFrom(null, null, null, 'left');
const row: fc.Arbitrary<ListedRow> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ user_id: fc.constant(null), email: address, gone }) },
  { weight: 1, arbitrary: fc.record({ user_id: id, email: fc.constant(null), gone }) },
  { weight: 2, arbitrary: fc.record({ user_id: id, email: address, gone }) },
);
export const roster = fc.array(row, { maxLength: 14 });

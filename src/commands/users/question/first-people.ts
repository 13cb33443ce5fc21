import { type Member, memberFacts } from '../../../api/members.ts';
import type { Context } from '../../../cli/context.ts';
import { probe } from '../../../preflight/check-result.ts';
import type { Row } from '../../../runs/input/rows.ts';
import type { ColumnsRead } from '../../../runs/summary.ts';
import { typedAddress } from '../../../runs/typed-address.ts';
import { agreeing, namedFirst } from '../../../text/counted.ts';
import { nameWith } from './named-departments.ts';

/** So many people are named in the question of a run. */
export const MOST_NAMED = 5;

interface People {
  readonly organization_id: string;
  /** The rows of the first people, at most `MOST_NAMED`. */
  readonly first: readonly Row[];
  readonly columns: ColumnsRead | undefined;
  /** How many there are in all. */
  readonly count: number;
  /** False where the API is not to be asked for names. */
  readonly ask: boolean;
  /** True where the rows are those of a plan, which others may have written. */
  readonly isPlan: boolean;
}

/** A sentence that names the first people. Throws `ConnectionError`, or `ApiError` for a refused token. */
export async function firstPeople(context: Context, people: People): Promise<string> {
  const { first, count } = people;
  return peopleText(await Promise.all(first.map((row) => personIn(context, people, row))), count);
}

/** A sentence that names these, and how many more there are of `count`. */
export const peopleText = (named: readonly string[], count: number): string =>
  `${agreeing(count, 'It is', 'They are')} ${namedFirst(named, named.length, count)}.`;

/** The name, the address and the id of a row's person, as far as the API or the row tells them. */
async function personIn(
  context: Context,
  { organization_id, columns, ask, isPlan }: People,
  row: Row,
): Promise<string> {
  const { user_id, invitation, input } = row;
  if (invitation) return nameWith(invitation.full_name ?? null, invitation.email);
  if (user_id === null) return '';
  const address = typedAddress(input, columns);
  const typed = isPlan && address !== null ? `by the plan ${address}` : address;
  if (!ask) return nameWith(typed, user_id);
  const { users } = await context.api();
  const asked = await probe(
    users.retrieve(user_id, { organization_id }, { signal: context.environment.signal }),
  );
  return personText('answer' in asked ? asked.answer : null, user_id, typed);
}

/** Who a user is, by what the API told of them, else by the address that was typed, else by the id alone. */
export function personText(user: Member | null, user_id: string, typed: string | null): string {
  const { full_name, email } = user === null ? NOBODY : memberFacts(user);
  const known = [full_name, email].filter((text) => text !== null);
  return known.length === 0 ? nameWith(typed, user_id) : nameWith(known[0] ?? null, known[1] ?? user_id);
}

const NOBODY = { full_name: null, email: null };

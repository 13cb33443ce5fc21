import { fitsOrNull, isId, userId } from '../validation/ids.ts';
import { isObject } from '../validation/objects.ts';
import { type EntryFields, fieldsOfEntry, firstField, textOf } from './entry-fields.ts';

/** A person or a thing that an entry names; null where it does not say. */
export interface Party {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

const ACTORS = [
  ...['actor', 'actoruser', 'performedby', 'initiator', 'initiatedby', 'doneby', 'executedby'],
  ...['changedby', 'createdby', 'by', 'admin', 'author'],
];
const TARGETS = [
  ...['target', 'targetuser', 'targets', 'affecteduser', 'affectedusers', 'member', 'recipient'],
  ...['resource', 'object', 'entity', 'subject'],
];

/**
 * Who did it, and to whom, in the order of how likely the name of the field is. A `user_id` beside a target is the
 * actor, and beside an actor the target; alone it is the actor.
 */
export function partiesIn(fields: EntryFields): {
  readonly actor: Party | null;
  readonly targets: readonly Party[];
} {
  const [actor] = namedAs(fields, ACTORS);
  const targets = namedAs(fields, TARGETS);
  const [user] = namedAs(fields, ['user']);
  if (actor && targets.length === 0) return { actor, targets: user ? [user] : [] };
  return { actor: actor ?? user ?? null, targets };
}

/** All that stand under these names, each once, users first. */
function namedAs(fields: EntryFields, names: readonly string[]): readonly Party[] {
  const all = names.flatMap((name) => under(fields, name));
  const first = new Map(all.toReversed().map((party) => [party.id, party]));
  const found = all.filter((party) => party.id === null || first.get(party.id) === party);
  const users = found.filter(isUser);
  return [...users, ...found.filter((party) => !isUser(party))];
}

const isUser = ({ id }: Party): boolean => fitsOrNull(userId, id) !== null;

function under(fields: EntryFields, name: string): readonly Party[] {
  const value = fields.get(name);
  const ids = fields.get(`${name}ids`);
  const id = firstField(fields, [`${name}id`, `${name}userid`]);
  const listed = [
    ...listOf(value).flatMap((one) => partyOf(one, true) ?? []),
    ...listOf(ids).flatMap((one) => partyOf(one, false) ?? []),
  ];
  const email = textOf(firstField(fields, [`${name}email`, `${name}mail`]));
  const label = textOf(
    firstField(fields, [`${name}name`, `${name}fullname`, `${name}displayname`, `${name}username`]),
  );
  const [first, ...others] = listed;
  const whole = {
    id: textOf(id) ?? first?.id ?? null,
    name: label ?? first?.name ?? null,
    email: email ?? first?.email ?? null,
  };
  return whole.id === null && whole.name === null && whole.email === null ? [] : [whole, ...others];
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Reads an object, or a text that is an id, an address or, where it may be one, a name. */
function partyOf(value: unknown, mayBeName: boolean): Party | null {
  if (isObject(value)) {
    const fields = fieldsOfEntry(value);
    const id = textOf(firstField(fields, ['id', 'userid', 'uid', 'uuid']));
    const name = textOf(firstField(fields, ['fullname', 'name', 'displayname', 'username', 'label']));
    return { id, name, email: textOf(firstField(fields, ['email', 'mail', 'emailaddress'])) };
  }
  const text = textOf(value);
  if (text === null) return null;
  if (text.includes('@')) return { id: null, name: null, email: text };
  const isName = mayBeName && !isId(text);
  return { id: isName ? null : text, name: isName ? text : null, email: null };
}

/** How a reader knows them best: by the address, else the name, else the id. */
export const partyLabel = (party: Party | null): string | null =>
  party === null ? null : (party.email ?? party.name ?? party.id);

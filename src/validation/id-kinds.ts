/** The kinds of ids, by the beginning that all ids of a kind share, and how a message calls one. */
const KINDS = {
  usr: 'a user id',
  org: 'an organization id',
  dept: 'a department id',
  role: 'a role id',
  status: 'a status id',
  orgusr: 'a membership id (the user_id beside it is of the user)',
  inv: 'an invitation id',
} as const;

export type IdKind = keyof typeof KINDS;

/** Other beginnings of the same kinds, which older pages have. */
const OLDER: Readonly<Record<string, IdKind>> = { sts: 'status', orguser: 'orgusr' };

/** The kind of an id by its beginning; null for a text that is no id. */
export function idKind(text: string): IdKind | null {
  const [, prefix = ''] = /^([a-z]{2,10})_[A-Za-z0-9_-]+$/.exec(text) ?? [];
  if (isKind(prefix)) return prefix;
  return Object.hasOwn(OLDER, prefix) ? (OLDER[prefix] ?? null) : null;
}

/** `a role id` */
export const nameOfKind = (kind: IdKind): string => KINDS[kind];

const isKind = (prefix: string): prefix is IdKind => Object.hasOwn(KINDS, prefix);

/** What a roster and an organization disagree about, in the order in which it is told. */
export const KINDS = ['orphan', 'leaver', 'returned', 'missing', 'ambiguous'] as const;

/**
 * `orphan`: active here, not in the roster. `leaver`: in the roster as gone, still active here. `returned`: in the
 * roster as there, deactivated here. `missing`: in the roster as there, unknown here. `ambiguous`: a name that stands
 * twice or means two accounts.
 */
export type Kind = (typeof KINDS)[number];

/** One person about whom roster and organization disagree, as JSON, CSV and tables have it. */
export interface Difference {
  readonly kind: Kind;
  /** Null for a person without an account here, or without a usable id. */
  readonly user_id: string | null;
  readonly email: string | null;
  readonly full_name: string | null;
  /** As the API says it; null for who is unknown here. */
  readonly status: string | null;
  /** As the roster says it. */
  readonly last_day: string | null;
  /** True for who may not be changed: by the list of protected users, as the signed-in user, or as an owner. */
  readonly protected: boolean;
  /** Why it is of this kind, and why it is protected. */
  readonly reason: string;
  /** The roster's row; null where it has none, or several. */
  readonly roster: Readonly<Record<string, string>> | null;
}

/** A difference before it is told. */
export interface FoundDifference extends Omit<Difference, 'roster'> {
  /** Where the roster's row is kept; null where it has none, or several. */
  readonly address: number | null;
}

/** The difference as it is told; `readRow` reads what is kept. */
export const toldDifference = (
  { address, ...found }: FoundDifference,
  readRow: (address: number) => Difference['roster'],
): Difference => ({ ...found, roster: address === null ? null : readRow(address) });

export const DIFFERENCE_FIELDS = [
  'kind',
  'user_id',
  'email',
  'full_name',
  'status',
  'last_day',
  'protected',
  'reason',
  'roster',
] as const satisfies readonly (keyof Difference)[];

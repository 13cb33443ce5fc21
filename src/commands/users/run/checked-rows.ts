import { TargetSurvey } from '../../../operations/dry-run/dry-run-of-many.ts';
import { isAbsent, isSent } from '../../../runs/input/row.ts';
import type { Row, RowsRead } from '../../../runs/input/rows.ts';
import type { RunDraft } from '../../../runs/input/run-draft.ts';
import { type KnownTexts, TextDigests } from '../../../text/digests/text-digests.ts';
import { PackedTexts, type TextSet } from '../../../text/packed-texts.ts';
import { isEmail } from '../../../validation/names.ts';
import { NamesToLookUp } from '../change/target-names.ts';
import type { GivenRequest } from './run-request.ts';

/** The facts about the rows that the steps of a run share; the rows themselves are in the draft. */
export interface CheckedRows {
  readonly count: number;
  /** The number of rows with a person whom the organization does not have: they are not sent. */
  readonly absent: number;
  /** The number of rows left out because an earlier row says the same. */
  readonly duplicates: number;
  /** The first of them with names. */
  readonly repeated: RowsRead['repeated'];
  /** What the file says of itself, for the question; `others`: which row names another than its address. */
  readonly file: Pick<RowsRead, 'columns' | 'are_results' | 'problemsIn' | 'later'> & {
    readonly others?: string | undefined;
  };
  /** The user ids of the rows; none for invitations. */
  readonly users: KnownTexts;
  /** True where a row names its user by the id alone. */
  readonly has_bare_ids: boolean;
  readonly departments: ReadonlySet<string>;
  /** The roles of invitations: what memberships keep may be a role that the API does not list. */
  readonly roles: ReadonlySet<string>;
  readonly names: NamesToLookUp;
  /** What a dry run has to know of all rows; empty for any other call. */
  readonly survey: TargetSurvey;
}

/** Writes checked rows to the draft, and collects the facts that later steps need. */
export class RowKeeper {
  #users = 0;
  #hasBareIds = false;
  /** The user ids with an address beside them: these rows are not compared by the id alone. */
  readonly #besideAddresses = new TextDigests();
  readonly #departments = new Set<string>();
  readonly #roles = new Set<string>();
  readonly #names = new NamesToLookUp();
  readonly #draft: RunDraft;
  readonly #passes: (count: number, row: Row) => void;
  readonly #dryRun: boolean | undefined;
  readonly #survey = new TargetSurvey();
  #absent = 0;
  #count = 0;

  /** `passes` is asked before each row is kept, with how many there are then; it throws for one too many. */
  constructor(
    draft: RunDraft,
    { dryRun }: GivenRequest,
    passes: (count: number, row: Row) => void = () => {},
  ) {
    this.#draft = draft;
    this.#dryRun = dryRun;
    this.#passes = passes;
  }

  readonly keep = (row: Row): void => {
    const { user_id, email, department_id, invitation, memberships } = row;
    this.#count += 1;
    this.#passes(this.#count, row);
    this.#draft.keep(row);
    if (this.#dryRun && isSent(row)) this.#survey.add(row);
    if (isAbsent(row)) {
      this.#absent += 1;
      return;
    }
    this.#names.add(row);
    if (user_id !== null) this.#users += 1;
    if (user_id !== null && email === undefined && !isEmail(user_id)) this.#hasBareIds = true;
    if (user_id !== null && email !== undefined) this.#besideAddresses.add(user_id);
    if (department_id !== null) this.#departments.add(department_id);
    for (const id of (invitation ?? memberships)?.department_ids ?? []) this.#departments.add(id);
    for (const id of invitation?.role_ids ?? []) this.#roles.add(id);
  };

  /** The facts, after the last row. */
  finish(read: RowsRead): CheckedRows {
    const { rows: count, keys, duplicates, repeated, columns, are_results, problemsIn, later } = read;
    const besideAddresses = this.#besideAddresses;
    return {
      count,
      absent: this.#absent,
      duplicates,
      repeated,
      file: { columns, are_results, problemsIn, later },
      users: { size: this.#users, has: (id) => keys.has(id) || besideAddresses.has(id) },
      has_bare_ids: this.#hasBareIds,
      departments: this.#departments,
      roles: this.#roles,
      names: this.#names,
      survey: this.#survey,
    };
  }
}

/** The user ids of rows in ids, read again from the draft: only a look at each user needs to know what they are. */
export async function userIdsOf(draft: RunDraft): Promise<TextSet> {
  const users = new PackedTexts();
  for await (const row of draft.read()) if (row.user_id !== null) users.add(row.user_id);
  return users;
}

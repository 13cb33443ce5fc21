import type { Row, RowsRead } from '../../../runs/input/rows.ts';
import type { RunDraft } from '../../../runs/input/run-draft.ts';
import { NamesToLookUp } from '../change/target-names.ts';

/** What the steps of a run know of its rows; the rows themselves lie in the draft. */
export interface CheckedRows {
  readonly count: number;
  /** How many were left out because a row before them says the same. */
  readonly duplicates: number;
  /** Whom the rows are about; nobody for invitations. */
  readonly users: ReadonlySet<string>;
  readonly departments: ReadonlySet<string>;
  readonly names: NamesToLookUp;
}

/** Puts checked rows into a draft, one by one, and remembers what the later steps ask of them. */
export class RowKeeper {
  readonly #users = new Set<string>();
  readonly #departments = new Set<string>();
  readonly #names = new NamesToLookUp();
  readonly #draft: RunDraft;

  constructor(draft: RunDraft) {
    this.#draft = draft;
  }

  readonly keep = (row: Row): void => {
    const { user_id, department_id, invitation } = row;
    this.#draft.keep(row);
    this.#names.add(row);
    if (user_id !== null) this.#users.add(user_id);
    if (department_id !== null) this.#departments.add(department_id);
    for (const id of invitation?.department_ids ?? []) this.#departments.add(id);
  };

  /** What is known when all rows are kept. */
  finish({ rows: count, duplicates }: RowsRead): CheckedRows {
    return { count, duplicates, users: this.#users, departments: this.#departments, names: this.#names };
  }
}

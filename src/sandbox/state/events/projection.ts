import type { ChangeEvent, InvitationEvent } from './event.ts';

/** The changes of one user added up; an absent list is as in the first data. */
export interface ProjectedPerson {
  readonly account_state: string;
  readonly role_ids?: readonly string[];
  readonly department_ids?: readonly string[];
  readonly invitation?: InvitationEvent;
  /** ISO 8601, UTC. */
  readonly invited_at?: string;
  readonly changed_at: string;
}

/** All changes added up. Adding one costs the same for any number of earlier ones. */
export class Projection {
  readonly #byUser = new Map<string, ProjectedPerson>();
  readonly #byAddress = new Map<string, string>();
  readonly #history: string[] = [];
  #invitations = 0;

  take(change: ChangeEvent): void {
    const { at, user_id, account_state, role_ids, department_ids, invitation } = change;
    const before = this.#byUser.get(user_id);
    this.#history.push(user_id);
    if (invitation) {
      this.#invitations += 1;
      this.#byAddress.set(invitation.email.toLowerCase(), user_id);
    }
    this.#byUser.set(user_id, {
      ...before,
      account_state,
      changed_at: at,
      ...(role_ids && { role_ids }),
      ...(department_ids && { department_ids }),
      ...(invitation && { invitation, invited_at: at }),
    });
  }

  of(user_id: string): ProjectedPerson | undefined {
    return this.#byUser.get(user_id);
  }

  /** Every person with at least one change. */
  all(): Iterable<readonly [user_id: string, standing: ProjectedPerson]> {
    return this.#byUser;
  }

  /** The user who was invited under this address, written in any case. */
  findInvitedId(email: string): string | undefined {
    return this.#byAddress.get(email.toLowerCase());
  }

  /** The number of changes. */
  get count(): number {
    return this.#history.length;
  }

  /** The number of invitations. */
  get invitations(): number {
    return this.#invitations;
  }

  /** The users who changed after the first `count` changes, in order. */
  listChangedSince(count: number): readonly string[] {
    return this.#history.slice(count);
  }
}

/** The size of the first data, and the changes since. */
export interface State {
  /** The size of the organization; null: the named people only. */
  readonly users: number | null;
  readonly projection: Projection;
}

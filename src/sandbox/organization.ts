import type { User } from '../api/users.ts';
import type { Clock } from '../clock.ts';
import type { Change, Changes, State } from './changes.ts';
import { type Department, departments, firstPerson, NAMED_PEOPLE } from './data.ts';
import { Refusal } from './refusal.ts';
import { type Role, roles } from './roles.ts';

/** The organization as it stands: the first data, and what was changed since. What is not there is refused with 404. */
export class Organization {
  readonly #changes: Changes;
  readonly #users: number | undefined;
  readonly #clock: Clock;

  /** `users`, when given, wins over the size that the changes were begun with. */
  constructor(changes: Changes, users: number | undefined, clock: Clock) {
    this.#changes = changes;
    this.#users = users;
    this.#clock = clock;
  }

  departments(): readonly Department[] {
    return departments(this.#size(this.#changes.read()));
  }

  roles(): readonly Role[] {
    return roles(this.#size(this.#changes.read()));
  }

  // The code is documented for the department pages: https://docs.aitronos.com/docs/api-reference/departments/retrieve
  // Our choice: an inactive department may take resources over too.
  department(department_id: string): Department {
    const found = this.departments().find(({ id }) => id === department_id);
    if (found) return found;
    throw new Refusal(404, 'DEPARTMENT_NOT_FOUND', 'The requested department could not be found.', {
      details: { department_id },
    });
  }

  /** The code is documented for accounts only: https://docs.aitronos.com/docs/api-reference/users/delete; its use here is our choice. */
  user(user_id: string): User {
    return this.#user(user_id, this.#changes.read());
  }

  /** https://docs.aitronos.com/docs/api-reference/users/deactivate */
  async deactivate(user_id: string, department_id: string): Promise<User> {
    await this.#changes.make((state) => {
      const user = this.#user(user_id, state);
      this.#keepAnOwner(user, state);
      if (user.account_state === 'deactivated') {
        throw new Refusal(
          422,
          'USER_ALREADY_DEACTIVATED',
          'This user account has already been deactivated.',
          {
            details: { user_id },
          },
        );
      }
      return this.#change(user_id, 'deactivated', department_id);
    });
    return this.user(user_id);
  }

  /** https://docs.aitronos.com/docs/api-reference/users/reactivate */
  async reactivate(user_id: string): Promise<User> {
    await this.#changes.make((state) => {
      if (this.#user(user_id, state).account_state === 'active') {
        // The wording is our choice, by symmetry with the documented one.
        throw new Refusal(422, 'USER_NOT_DEACTIVATED', 'This user account is not deactivated.', {
          details: { user_id },
        });
      }
      return this.#change(user_id, 'active', null);
    });
    return this.user(user_id);
  }

  // Our choice: the code is documented, but not for which request.
  #keepAnOwner(user: User, state: State): void {
    if (!user.role_ids.includes('role_owner') || user.account_state !== 'active') return;
    const another = NAMED_PEOPLE.map(({ id }) => this.#user(id, state)).some(
      ({ id, role_ids, account_state }) =>
        id !== user.id && role_ids.includes('role_owner') && account_state === 'active',
    );
    if (another) return;
    throw new Refusal(
      403,
      'CANNOT_REMOVE_LAST_OWNER',
      'The last owner of an organization cannot be removed.',
      {
        details: { user_id: user.id },
      },
    );
  }

  #user(user_id: string, state: State): User {
    const first = firstPerson(user_id, this.#size(state));
    if (!first) {
      throw new Refusal(404, 'USER_NOT_FOUND', 'The requested user could not be found.', {
        details: { user_id },
      });
    }
    // deactivated_at stays null, as it does in the documented example of a deactivation.
    return { ...first, account_state: state.last.get(user_id)?.account_state ?? first.account_state };
  }

  #size(state: State): number | undefined {
    return this.#users ?? state.users ?? undefined;
  }

  #change(user_id: string, account_state: string, transferred_to_department_id: string | null): Change {
    const at = new Date(this.#clock.now()).toISOString();
    return { at, user_id, account_state, transferred_to_department_id };
  }
}

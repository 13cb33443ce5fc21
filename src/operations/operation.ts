import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http.ts';
import type { User } from '../api/users.ts';
import type { Action } from './record.ts';

/** Whom an operation changes, where, and who takes over the resources (where it moves any). */
export interface Target {
  readonly user_id: string;
  readonly organization_id: string;
  readonly department_id: string | null;
}

/** One change to one user, safe to repeat. Written once, run for one or for many. */
export interface Operation {
  readonly action: Action;
  /** The account state that it brings about. */
  readonly goal: string;
  /** The API's code for "it already is so". */
  readonly alreadyCode: string;
  /** What to say when it already was so. */
  readonly alreadyNote: (user_id: string) => string;
  /** Whether a user needs a department that takes over the resources. */
  readonly department: 'required' | 'none';
  /** What is asked before many are changed; `users` such as `12 users`. */
  readonly question: (users: string, organization_id: string, departments: readonly string[]) => string;
  readonly send: (client: Client, target: Target, options: RequestOptions) => Promise<User>;
}

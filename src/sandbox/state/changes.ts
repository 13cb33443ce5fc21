import { withLockSync } from '../../system/lock.ts';
import { ChangeLog, logFile, writeFreshLog } from './event-log.ts';
import type { Projection } from './projection.ts';

/** A change that was made to a user: one line of the log. What it leaves out is as it was before. */
export interface Change {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly user_id: string;
  /** From now on. */
  readonly account_state: string;
  readonly transferred_to_department_id: string | null;
  /** All of them, from now on. */
  readonly role_ids?: readonly string[];
  /** All of them, from now on. */
  readonly department_ids?: readonly string[];
  readonly invitation?: Invitation;
}

/** Who was invited, and how. */
export interface Invitation {
  readonly email: string;
  readonly full_name: string | null;
  readonly link: string | null;
}

/** What has changed since the first data. */
export interface State {
  /** The size the organization was made with; null: the named people only. */
  readonly users: number | null;
  readonly standings: Projection;
}

/** Where the changes are kept. */
export interface Changes {
  /** The state as it stands now, with what other processes have changed. */
  read(): State;
  /**
   * Makes a change: `decide` sees a state that nobody can change meanwhile and answers the change to keep.
   * What it throws rejects the promise, and nothing is kept.
   */
  make(decide: (state: State) => Change): Promise<Change>;
  /** Resolves when no change is under way any more. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly decide: (state: State) => Change;
  readonly resolve: (change: Change) => void;
  readonly reject: (error: unknown) => void;
}

/** Changes kept in a folder that many processes may use at once. */
class ChangesInFolder implements Changes {
  readonly #file: string;
  readonly #users: number | null;
  readonly #log: ChangeLog;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(file: string, users: number | null) {
    this.#file = file;
    this.#users = users;
    this.#log = new ChangeLog(file);
  }

  /** Makes the log when there is none. */
  async open(): Promise<void> {
    this.#log.readOn();
    if (!this.#log.exists) await withLockSync(this.#file, () => this.#readOrMake());
  }

  read(): State {
    this.#log.readOn();
    return this.#log.state;
  }

  make(decide: (state: State) => Change): Promise<Change> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decide, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  async settled(): Promise<void> {
    await this.#working;
  }

  /** All that wait are served under one lock, so that the processes contend for it as seldom as possible. */
  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      try {
        await withLockSync(this.#file, () => this.#serve());
      } catch (error) {
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
    }
    this.#working = undefined;
  }

  #serve(): void {
    this.#readOrMake();
    this.#log.append((keep) => {
      for (const { decide, resolve, reject } of this.#waiting.splice(0)) {
        try {
          const change = decide(this.#log.state);
          keep(change);
          resolve(change);
        } catch (error) {
          reject(error);
        }
      }
    });
  }

  #readOrMake(): void {
    this.#log.readOn();
    if (this.#log.exists) return;
    writeFreshLog(this.#file, this.#users);
    this.#log.readOn();
  }
}

/** Changes in `changes.jsonl` of the folder; `users` goes into a log that is made now. File system errors name the file. */
export async function changesInFolder(folder: string, users: number | null): Promise<Changes> {
  const changes = new ChangesInFolder(logFile(folder), users);
  await changes.open();
  return changes;
}

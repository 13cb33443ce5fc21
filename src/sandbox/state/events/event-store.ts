import { withLockSync } from '../../../system/locks/lock.ts';
import type { Waits } from '../../../system/locks/lock-holder.ts';
import type { ChangeEvent } from './event.ts';
import { EventLog, logFile, writeFreshLog } from './event-log.ts';
import { Projection, type State } from './projection.ts';

export interface EventStore {
  /** The current state, with the changes of other processes. */
  read(): State;
  /**
   * Stores the change that `decide` returns; the state that `decide` sees cannot change meanwhile, nor can the one that
   * `answer` sees, which is that after this change. Rejects with what they throw; where `decide` does, stores nothing.
   */
  make<T>(decide: (state: State) => ChangeEvent, answer: (change: ChangeEvent) => T): Promise<T>;
  /** Resolves when no change is pending any more. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly serve: (keep: (change: ChangeEvent) => void) => void;
  readonly reject: (error: unknown) => void;
}

/** Changes kept in a folder that many processes may use at once. */
class FolderEventStore implements EventStore {
  readonly #file: string;
  readonly #users: number | null;
  readonly #log: EventLog;
  readonly #waits: Waits | undefined;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(file: string, users: number | null, waits?: Waits) {
    this.#file = file;
    this.#users = users;
    this.#log = new EventLog(file);
    this.#waits = waits;
  }

  /** Creates the log when there is none. */
  async open(): Promise<void> {
    this.#log.readAppended();
    if (!this.#log.exists) await withLockSync(this.#file, () => this.#readOrMake(), this.#waits);
  }

  read(): State {
    this.#log.readAppended();
    return this.#log.state;
  }

  make<T>(decide: (state: State) => ChangeEvent, answer: (change: ChangeEvent) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const serve: Waiting['serve'] = (keep) => {
        const change = decide(this.#log.state);
        keep(change);
        resolve(answer(change));
      };
      this.#waiting.push({ serve, reject });
      this.#working ??= this.#work();
    });
  }

  async settled(): Promise<void> {
    await this.#working;
  }

  /** Serves all waiting changes under one lock, so that processes contend for it as seldom as possible. */
  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      try {
        await withLockSync(this.#file, () => this.#serve(), this.#waits);
      } catch (error) {
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
    }
    this.#working = undefined;
  }

  #serve(): void {
    this.#readOrMake();
    this.#log.append((keep) => {
      for (const { serve, reject } of this.#waiting.splice(0)) {
        try {
          serve(keep);
        } catch (error) {
          reject(error);
        }
      }
    });
  }

  #readOrMake(): void {
    this.#log.readAppended();
    if (this.#log.exists) return;
    writeFreshLog(this.#file, this.#users);
    this.#log.readAppended();
  }
}

/**
 * Opens `changes.jsonl` of the folder; `users` is written into a log that is created now.
 * File system errors name the file.
 */
export async function openEventStore(
  folder: string,
  users: number | null,
  waits?: Waits,
): Promise<EventStore> {
  const changes = new FolderEventStore(logFile(folder), users, waits);
  await changes.open();
  return changes;
}

/** Keeps changes in memory, until the server closes. */
export function memoryEventStore(users: number | null): EventStore {
  const projection = new Projection();
  const state: State = { users, projection };
  return {
    read: () => state,
    make: async (decide, answer) => {
      const change = decide(state);
      projection.take(change);
      return answer(change);
    },
    settled: async () => {},
  };
}

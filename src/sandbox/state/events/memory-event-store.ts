import type { EventStore } from './event-store.ts';
import { Projection, type State } from './projection.ts';

/** Keeps changes in memory, until the server closes. */
export function memoryEventStore(users: number | null): EventStore {
  const projection = new Projection();
  const state: State = { users, projection };
  return {
    read: () => state,
    make: async (decide) => {
      const change = decide(state);
      projection.take(change);
      return change;
    },
    settled: async () => {},
  };
}

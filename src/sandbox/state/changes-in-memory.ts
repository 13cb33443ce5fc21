import type { Changes, State } from './changes.ts';
import { Projection } from './projection.ts';

/** Changes that end with the server. */
export function changesInMemory(users: number | null): Changes {
  const standings = new Projection();
  const state: State = { users, standings };
  return {
    read: () => state,
    make: async (decide) => {
      const change = decide(state);
      standings.take(change);
      return change;
    },
    settled: async () => {},
  };
}

import type { Change, Changes, State } from './changes.ts';

/** Changes that end with the server. */
export function changesInMemory(users: number | null): Changes {
  const last = new Map<string, Change>();
  const state: State = { users, last };
  return {
    read: () => state,
    make: async (decide) => {
      const change = decide(state);
      last.set(change.user_id, change);
      return change;
    },
    settled: async () => {},
  };
}

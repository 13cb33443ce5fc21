import { syncBuiltinESMExports } from 'node:module';

/**
 * Runs `work` with other functions in a module of Node's: `patched(fs, { renameSync }, …)`. Modules of this program are
 * shared by files of tests, so that a mock of vitest would come too late.
 */
export async function patched<T extends object>(
  module: T,
  others: Partial<T>,
  work: () => unknown,
): Promise<void> {
  const own = Object.fromEntries(Object.keys(others).map((name) => [name, module[name as keyof T]]));
  try {
    Object.assign(module, others);
    syncBuiltinESMExports();
    await work();
  } finally {
    Object.assign(module, own);
    syncBuiltinESMExports();
  }
}

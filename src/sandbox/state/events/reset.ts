import { withLockSync } from '../../../system/locks/lock.ts';
import type { Waits } from '../../../system/locks/lock-holder.ts';
import { deleteSignIns } from '../../auth/sign-in-store.ts';
import { logFile, writeFreshLog } from './event-log.ts';

interface ResetOptions {
  readonly users?: number | undefined;
  /** Where waits for other processes are told. */
  readonly waits?: Waits;
}

/** Restores the first data and ends every session, also for servers that are running on the folder. */
export async function resetSandbox(folder: string, { users, waits }: ResetOptions = {}): Promise<void> {
  const file = logFile(folder);
  await withLockSync(file, () => writeFreshLog(file, users ?? null), waits);
  await deleteSignIns(folder, waits);
}

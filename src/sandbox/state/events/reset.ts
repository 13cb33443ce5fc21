import { withLockSync } from '../../../system/lock.ts';
import { deleteSignIns } from '../../auth/sign-in-store.ts';
import { logFile, writeFreshLog } from './event-log.ts';

/** Restores the first data and ends every session, also for servers that are running on the folder. */
export async function resetSandbox(folder: string, options: { readonly users?: number } = {}): Promise<void> {
  const file = logFile(folder);
  await withLockSync(file, () => writeFreshLog(file, options.users ?? null));
  await deleteSignIns(folder);
}

import { existsSync } from 'node:fs';
import { systemCode } from '../../errors/reason.ts';
import { trustFile } from '../trusted-files.ts';

/**
 * Checks a file as `trustFile` does, where it is there: another process may remove it meanwhile. False where it is not.
 * Throws as `trustFile` does.
 */
export function trustIfThere(file: string, most_bytes: number): boolean {
  if (!existsSync(file)) return false;
  try {
    trustFile(file, most_bytes);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && !existsSync(file)) return false;
    throw error;
  }
}

import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { systemCode } from '../errors/reason.ts';
import { orElse } from '../or-else.ts';

/** Where a link leads; null for what is none. */
export const linkedTo = (path: string): string | null => orElse(() => readlinkSync(path), null);

export const BRING_IT_BACK = 'bring it back, or mount its disk';

const lostLinkError = (link: string, target: string): CliError =>
  new CliError('FILE', EXIT.refused, `${link} is a link to ${target}, where nothing is`, BRING_IT_BACK);

/**
 * The real path of a folder, or of the nearest existing one above it. Errors of access are left to the code that uses
 * the folder. Throws `CliError` (exit 1) for a link to nowhere: what is kept behind it, as on a disk that is not
 * mounted, is not gone.
 */
export function nearestFolder(folder: string): { readonly real: string; readonly isThere: boolean } {
  try {
    // The system's own, because Node's looks at each part anew for each folder above a path that is too long.
    return { real: realpathSync.native(folder), isThere: true };
  } catch (error) {
    const target = systemCode(error) === 'ENOENT' ? linkedTo(folder) : null;
    if (target !== null) throw lostLinkError(folder, target);
    const above = dirname(folder);
    const real = folder === above ? folder : nearestFolder(above).real;
    return { real, isThere: false };
  }
}

/** Throws `CliError` (exit 1) where a file is not there because a link on the way to it leads to no folder. */
export function refuseLostLinks(file: string): void {
  const { real } = nearestFolder(resolve(dirname(file)));
  const target = linkedTo(file);
  if (target === null) return;
  const path = resolve(real, target);
  if (!existsSync(dirname(path))) throw lostLinkError(file, target);
  refuseLostLinks(path);
}

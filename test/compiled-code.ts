import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** A state folder of which `used-state.ts` tells. */
    usedState?: string;
  }
}

const FOLDER = 'compile-cache';

/** Makes a state folder in which the program finds what was compiled of it, as where it has been used before. */
export function giveCompiledCode(state: string): void {
  const used = inject('usedState');
  if (used === undefined || process.platform === 'win32') return;
  mkdirSync(join(state, FOLDER), { recursive: true, mode: 0o700 });
  const given = join(used, FOLDER);
  for (const name of readdirSync(given)) linkSync(join(given, name), join(state, FOLDER, name));
}

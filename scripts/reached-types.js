import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NAMED = /(?:from |import\()'(\.[^']+)\.[jt]s'/g;

/**
 * Removes the declarations below a folder that its index.d.ts does not lead to: tsc writes one for each file it reads.
 */
export function keepReachedTypes(folder) {
  const reached = new Set();
  function reach(file) {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(NAMED))
      reach(join(dirname(file), `${name}.d.ts`));
  }
  reach('index.d.ts');
  const all = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.d.ts'));
  for (const file of all.filter((name) => !reached.has(name))) rmSync(join(folder, file));
}

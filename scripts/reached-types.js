import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NAMED = /(?:from |import\()'(\.[^']+)\.[jt]s'/g;

/** In a comment: a page that is not in the package. */
const POINTER = /(?:\n +\*)? See(?:\n +\*)? docs\/decisions\/\S+/g;

/**
 * Removes the declarations below a folder that its index.d.ts does not lead to: tsc writes one for each file it reads.
 * Takes out of the others what leads to pages that users do not have.
 */
export function keepReachedTypes(folder) {
  const reached = new Set();
  function reach(file) {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll(POINTER, ''));
    for (const [, name] of text.matchAll(NAMED)) reach(join(dirname(file), `${name}.d.ts`));
  }
  reach('index.d.ts');
  const all = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.d.ts'));
  for (const file of all.filter((name) => !reached.has(name))) rmSync(join(folder, file));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { partsOf } from './markdown.ts';

const world = useWorld();
const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['README.md', ...readdirSync(join(root, 'docs')).flatMap((name) => pageAt(`docs/${name}`))];

/** Pages that are made from the program are tested with it. */
function pageAt(file: string): string[] {
  return file.endsWith('.md') && !['docs/commands.md', 'docs/errors.md'].includes(file) ? [file] : [];
}

/** Commands that stand alone in a cell of a table: whole ones, that somebody types as they stand. */
const commands = pages.flatMap((page) =>
  partsOf(readFileSync(join(root, page), 'utf8')).flatMap((part) =>
    part.kind === 'text' && part.text.startsWith('| ')
      ? [...part.text.matchAll(/\| `aitronos ([^`<…]+)` (?=\|)/g)].map(([, line = '']): [string, string] => [
          page,
          line,
        ])
      : [],
  ),
);

describe('a command in a cell of a table', () => {
  it('is found', () => expect(commands.length).toBeGreaterThan(3));

  it.each(commands)('%s: %s is no mistake as it stands', async (_page, line) => {
    const w = world.current;
    await w.sandbox();
    const file = line.replace(/ (\w+\.html)/, ` ${w.home}/$1`);
    const { exit, stderr } = await w.run(file, { env: { AITRONOS_ORG: 'org_xyz789' } });
    expect(exit, stderr).not.toBe(2);
  });
});

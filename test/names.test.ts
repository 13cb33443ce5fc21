import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../src', import.meta.url));
const EXPORT =
  /^export (?:async )?(?:function\*?|const|let|class|interface|type|abstract class) (?<name>\w+)/gm;

/** Verbs of several nouns, such as `auth list` and `users list`: each stands in the file of its command. */
const OF_COMMANDS = /^commands\/\w+\/(?<verb>[\w-]+)\.ts$/;

it('gives each exported name one meaning', () => {
  const places = new Map<string, Set<string>>();
  for (const file of readdirSync(ROOT, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    for (const { groups } of readFileSync(join(ROOT, file), 'utf8').matchAll(EXPORT)) {
      const name = groups?.['name'] ?? '';
      const isCommand = name.endsWith('Command') && OF_COMMANDS.test(file.replaceAll('\\', '/'));
      if (!isCommand) places.set(name, (places.get(name) ?? new Set()).add(file));
    }
  }
  expect(places.size).toBeGreaterThan(500);
  expect([...places].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual(
    [],
  );
});

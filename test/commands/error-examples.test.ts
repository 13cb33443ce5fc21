import { describe, expect, it, vi } from 'vitest';
import { codeIn, EXAMPLES, isForSystem, withServer } from '../errors/examples.ts';
import { useWorld } from '../world.ts';

vi.setConfig({ testTimeout: 30_000 });

const typed = EXAMPLES.filter(([, , { answers }]) => answers !== undefined);
const scripts = EXAMPLES.filter(([, , example]) => example.answers === undefined && !isForSystem(example));

describe('the example of an error', () => {
  it.concurrent.each(scripts)('%s brings it about', async (code, exits, example) => {
    const { exit, said } = await withServer(example, (folder) => folder.run(example));
    expect(said).toMatch(codeIn(code));
    if (exits.length > 0) expect(exits, said).toContain(exit);
  });
});

describe('the example of an error at a terminal', () => {
  const world = useWorld();
  it.each(typed)('%s brings it about', async (code, exits, example) => {
    const answers = (example.answers ?? []).map(([question, keys]) => [question, `${keys}\r`] as const);
    const { exit, stderr } = await withServer(example, (folder) => {
      const [, ...words] = folder.typed(example).replaceAll('\\\n', ' ').split(/\s+/);
      return world.current.run(words, { terminal: true, answers });
    });
    expect(stderr).toMatch(codeIn(code));
    expect(exits, stderr).toContain(exit);
  });
});

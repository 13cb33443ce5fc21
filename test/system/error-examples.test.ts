import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { codeIn, EXAMPLES, isForSystem, withServer } from '../errors/examples.ts';

vi.setConfig({ testTimeout: 120_000 });

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const examples = EXAMPLES.filter(
  ([, , example]) => isForSystem(example) && (hasOpenssl || !example.server?.includes('openssl')),
);

describe('the example of an error', () => {
  it.concurrent.each(examples)('%s brings it about', async (code, exits, example) => {
    const { exit, said } = await withServer(example, (folder) => folder.run(example));
    expect(said).toMatch(codeIn(code));
    expect(exits, said).toContain(exit);
  });
});

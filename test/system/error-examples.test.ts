import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { WHERE } from '../../src/errors/catalogue/entry.ts';
import { codeIn, EXAMPLES, isForSystem, withServer } from '../errors/examples.ts';

vi.setConfig({ testTimeout: 120_000 });

const runs = (file: string, args: readonly string[]) => spawnSync(file, args).status === 0;
const lacking: readonly unknown[] = [
  ...(runs('openssl', ['version']) ? [] : [WHERE.openssl]),
  ...(runs('unshare', ['-rn', 'true']) ? [] : [WHERE.linux]),
];
const examples = EXAMPLES.filter(([, , example]) => isForSystem(example) && !lacking.includes(example.where));

describe('the example of an error', () => {
  it.concurrent.each(examples)('%s brings it about', async (code, exits, example) => {
    const { exit, said } = await withServer(example, (folder) => folder.run(example));
    expect(said).toMatch(codeIn(code));
    expect(exits, said).toContain(exit);
  });
});

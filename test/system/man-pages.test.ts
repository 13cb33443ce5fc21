import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../man', import.meta.url));
const mandoc = (...args: readonly string[]) => spawnSync('mandoc', args, { encoding: 'utf8' });
const missing = mandoc('/dev/null').error !== undefined;

describe.skipIf(missing)('man pages', () => {
  it('are there', () => expect(readdirSync(folder).length).toBeGreaterThan(30));

  it.each(readdirSync(folder))('%s is well formed, and fits 80 columns', (name) => {
    const file = join(folder, name);
    const { stdout } = mandoc('-Tlint', '-W', 'warning', file);
    expect(stdout).toBe('');
    const page = mandoc('-Tutf8', '-O', 'width=78', file).stdout;
    // Bold and italics are a character, a step back, and the character again.
    const lines = page.replaceAll(/.[\b]/gu, '').split('\n');
    expect(lines.join('\n')).toMatch(/NAME\n +aitronos\S* - [\s\S]+\nSYNOPSIS\n/);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

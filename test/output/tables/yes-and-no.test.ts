import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';

const world = useWorld();

/** Tables with a value that is true or false, by what they show of it. */
const LINES: readonly (readonly [line: string, shown: RegExp])[] = [
  ['auth list', /^default +yes +yes /m],
  ['auth logout --all', /^default +yes +yes$/m],
  ['departments list --org org_xyz789', /^dept_eng001 .* yes$/m],
  ['roles list --org org_xyz789', /^role_admin .* system$/m],
];

describe('what is true or false', () => {
  it.each(LINES)('is yes or no in the table of %s', async (line, shown) => {
    const signedIn = await world.current.run('auth login --with-token', {
      stdin: 'sandbox-access-token',
      env: { AITRONOS_ACCESS_TOKEN: undefined },
    });
    expect(signedIn.exit).toBe(0);
    const { stdout } = await world.current.run(line);
    expect(stdout).toMatch(shown);
    expect(stdout).not.toMatch(/\b(?:true|false)\b/);
  });

  it.each(['csv', 'json', 'jsonl'])('stays true or false in %s', async (format) => {
    const { stdout } = await world.current.run(`departments list --org org_xyz789 -o ${format}`);
    expect(stdout).toMatch(/\btrue\b/);
  });
});

import { expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

it.each(['/dev/null', '/dev/null/aitronos', '/dev/zero'])(
  'proposes no change to the rights of %s',
  async (state) => {
    const folders = { config: `${world.current.home}/config`, state, ignored: [] };
    const { exit, stderr } = await world.current.run('runs list', { folders });
    expect(exit).not.toBe(0);
    expect(stderr).not.toMatch(/chmod|chown|mv \/dev/);
    expect(stderr).toContain('AITRONOS_STATE_DIR');
  },
);

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { record } from '../../scripts/pictures/recording/record.ts';
import { SCENES } from '../../scripts/pictures/recording/scenes.ts';
import { recorded, shown } from '../pictures/shown.ts';

const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;

describe.skipIf(!hasPython)('a picture is what a terminal shows today', () => {
  it.each(SCENES)('$name', async (scene) => {
    expect(recorded(await record(scene))).toBe(shown(scene.name));
  });
});

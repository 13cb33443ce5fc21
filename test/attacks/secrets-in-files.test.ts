import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deactivateFrom } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const TOKEN = 'sandbox-access-token';

/** Every text of the files of the state folder, and of what a call printed. */
function everything(...printed: readonly string[]): string {
  const state = join(world.current.home, 'state');
  const files = readdirSync(state, { recursive: true, encoding: 'utf8' }).map((name) => join(state, name));
  const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
  return [...texts, ...printed].join('\n');
}

describe('the token in a file of users', () => {
  it.each([
    ['as the name of a column', `user_id,${TOKEN}\nusr_abc123,x\nusr_def456,y\n`],
    ['within the name of a column', `user_id,the ${TOKEN} of Jane\nusr_abc123,x\nusr_def456,y\n`],
    ['as a cell', `user_id,note\nusr_abc123,${TOKEN}\nusr_def456,y\n`],
    ['within a cell', `user_id,note\nusr_abc123,Bearer ${TOKEN}\nusr_def456,y\n`],
    ['as a key of JSON', JSON.stringify([{ user_id: 'usr_abc123', [TOKEN]: 1 }, { user_id: 'usr_def456' }])],
    [
      'as a value of JSON',
      JSON.stringify([{ user_id: 'usr_abc123', note: TOKEN }, { user_id: 'usr_def456' }]),
    ],
  ])('%s is in no record, journal or staged row, and the run is whole', async (_, content) => {
    const w = world.current;
    await w.sandbox();
    for (const format of ['json', 'csv']) {
      const { exit, stdout, stderr } = await deactivateFrom(w, content, `--yes -o ${format}`);
      expect({ exit, stderr }).toMatchObject({ exit: 0 });
      expect(everything(stdout, stderr)).not.toContain(TOKEN);
    }
    const shown = await w.run('runs show -o csv');
    expect(shown.exit).toBe(0);
    expect(everything(shown.stdout)).not.toContain(TOKEN);
    expect(await w.run('runs verify --journal')).toMatchObject({ exit: 0 });
  });
});

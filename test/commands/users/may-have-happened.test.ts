import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();

/** Every change of one user, and what is said when no answer came. */
const CHANGES = [
  [
    'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
    'usr_abc123 may have been deactivated; look: aitronos users get usr_abc123 --org org_xyz789',
  ],
  [
    'users reactivate usr_abc123 --org org_xyz789',
    'usr_abc123 may have been reactivated; look: aitronos users get usr_abc123 --org org_xyz789',
  ],
  [
    'users remove usr_abc123 --org org_xyz789 --yes',
    'usr_abc123 may have been removed; look: aitronos users get usr_abc123 --org org_xyz789',
  ],
  [
    'users update-memberships usr_abc123 --org org_xyz789 --no-roles --no-departments',
    'usr_abc123 may have been given other roles and departments; look: aitronos users get usr_abc123 --org org_xyz789',
  ],
  [
    'users invite sam@example.com --org org_xyz789',
    'sam@example.com may have been invited; look before you repeat it, which could do it twice: aitronos users list --search sam@example.com --org org_xyz789',
  ],
] as const;

/** How it may end without an answer. */
const ENDS: readonly (readonly [name: string, step: Step])[] = [
  ['a lost connection', 'reset'],
  ['a time-out', 'hang'],
  ['half an answer', 'cut'],
  ['an answer that cannot be read', { status: 200, body: 'fine' }],
];

describe.each(CHANGES)('%s', (line, words) => {
  it.each(ENDS)('says after %s that it may have happened, in every format', async (_name, step) => {
    for (const format of ['table', 'csv', 'json', 'jsonl']) {
      await world.current.script(step);
      const { exit, stdout, stderr } = await world.current.run(`${line} -q -o ${format}`);
      expect([1, 5]).toContain(exit);
      if (format.startsWith('json')) {
        expect(JSON.parse(stdout)).toMatchObject({
          outcome: 'unknown',
          changed: null,
          error: { hint: words },
        });
        expect(JSON.parse(stderr).error.hint).toBe(words);
      } else expect(stderr).toContain(`\nhint: ${words}\n`);
    }
  });

  it('says after an interrupt that it may have happened', async () => {
    await world.current.script('reset');
    const ended = await world.current.run(`${line} --timeout 7`, { interruptAtWait: true });
    if (line.includes('invite')) return expect(ended.stderr).toContain(words);
    expect(ended).toEqual({
      exit: 130,
      stdout: '',
      stderr: `error: interrupted (INTERRUPTED)\nhint: ${words}\n`,
    });
  });
});

describe('a run', () => {
  it('says of each row without an answer that it may have happened, and how to look', async () => {
    await world.current.script('reset');
    const file = join(world.current.home, 'leavers');
    await writeFile(file, 'usr_1\nusr_2\n');
    const line = `users deactivate --from ${file} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`;
    const { stderr } = await world.current.run(line);
    for (const id of ['usr_1', 'usr_2']) {
      expect(stderr).toMatch(
        new RegExp(
          `unknown: row .*; ${id} may have been deactivated; look: aitronos users get ${id} --org org_xyz789\n`,
        ),
      );
    }
  });
});

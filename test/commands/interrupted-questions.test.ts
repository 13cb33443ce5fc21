import { describe, expect, it } from 'vitest';
import { ORG, SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();

/** Each line asks; the second is part of its question, the third what the words say was left alone. */
const ASKING: readonly (readonly [line: string, question: string, left: string])[] = [
  [`users remove usr_abc123 ${ORG}`, 'Type usr_abc123', 'interrupted: nothing was sent (INTERRUPTED)'],
  [
    `users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001`,
    '2 users',
    'interrupted: nothing was sent (INTERRUPTED)',
  ],
  ['auth login', 'How do you want to sign in', 'interrupted: nothing was stored (INTERRUPTED)'],
  ['auth login --email ada@example.com', 'Password', 'interrupted: nothing was stored (INTERRUPTED)'],
  ['runs delete --before 2100-01-01', 'Delete the records', 'interrupted: nothing was deleted (INTERRUPTED)'],
];

describe.each(['dumb', 'xterm-256color'])('a signal while a question waits, TERM=%s', (TERM) => {
  it.each(ASKING)('%s', async (line, question, left) => {
    if (line.startsWith('runs')) await world.current.deactivate();
    world.current.requests.length = 0;
    const interrupt = new AbortController();
    const ended = await world.current.run(line, {
      terminal: true,
      env: { ...(line.startsWith('auth') ? SIGNED_OUT : {}), TERM },
      interrupt,
      answers: [
        [
          question,
          async () => {
            interrupt.abort();
            return '';
          },
        ],
      ],
    });
    expect(ended).toMatchObject({ exit: 130, stdout: '' });
    expect(ended.stderr).toContain(left);
    // It stands on a line of its own, not behind the question.
    expect(ended.stderr).toMatch(/\n(\p{Cc}\[[\d?;]*[A-Za-z])*error:/u);
    expect(ended.stderr).not.toMatch(/DEFECT|\n {4}at /);
    expect(world.current.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const PAGES = new URL('../data/help/', import.meta.url);

/** The examples of all help pages, each in one line; those of errors bring these about. */
const EXAMPLES = readdirSync(PAGES)
  .filter((page) => !page.startsWith('errors'))
  .flatMap((page) =>
    readFileSync(new URL(page, PAGES), 'utf8')
      .replaceAll(/ \\\n\s*/g, ' ')
      .split('\n')
      .flatMap((line) => /^\s*\$ aitronos ([^#]*)/.exec(line)?.[1]?.trimEnd() ?? []),
  );

/** What an example is not tried for: it is of a shell, of a file or a profile of the reader's, or of this machine. */
const OF_THE_READER = [
  /[|<>]|\$\(/,
  /\.(?:csv|json|jsonl|html|md|txt)\b/,
  /^auth (?:login|logout|switch|token)|--profile/,
  /^(?:sandbox|doctor|completion|api) ?/,
];
const TRIED = [...new Set(EXAMPLES)].filter((line) => OF_THE_READER.every((part) => !part.test(line)));

/** There has to be a run, and somebody who was deactivated. */
const NEEDS_RUN = /^(?:users reactivate|runs) /;
const ENV = { AITRONOS_ORG: 'org_xyz789', AITRONOS_TRANSFER_TO: 'dept_eng001' };

describe('the example of a help page', () => {
  it('is among more than forty', () => expect(TRIED.length).toBeGreaterThan(40));

  it.each(TRIED)('succeeds in the sandbox as it stands, but for the question: %s', async (line) => {
    if (NEEDS_RUN.test(line)) {
      const run = await world.current.run('users deactivate usr_def456 usr_zoe01 --yes -q', { env: ENV });
      expect(run.exit).toBe(0);
    }
    const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      ([, double, single, bare]) => double ?? single ?? bare ?? '',
    );
    const asked = await world.current.run(words, { env: ENV });
    const wantsYes = asked.exit === 2 && asked.stderr.includes('hint: add --yes');
    const { exit, stderr } = wantsYes ? await world.current.run([...words, '--yes'], { env: ENV }) : asked;
    expect({ exit, stderr }).toEqual({ exit: 0, stderr });
  });
});

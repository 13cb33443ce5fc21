import { describe, expect, it } from 'vitest';
import { answer, deactivateFrom, list, refusal } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

describe('many rows that are sent again at once', () => {
  it.each([
    ['the API is down', refusal(503, 'SERVICE_UNAVAILABLE'), 'unknown'],
    ['nothing answers', 'reset', 'unknown'],
  ] as const)('are no reason for Node to warn of its own: %s', async (_what, step, outcome) => {
    const warnings: string[] = [];
    const hear = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`);
    process.on('warning', hear);
    try {
      await world.current.script(step);
      const ended = await deactivateFrom(
        world.current,
        list(64),
        '--yes --json --concurrency 64 --retries 2',
      );
      expect(answer(ended).results.filter((row) => row.outcome === outcome).length).toBeGreaterThan(10);
    } finally {
      process.off('warning', hear);
    }
    expect(warnings).toEqual([]);
  });
});

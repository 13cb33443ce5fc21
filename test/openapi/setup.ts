import { afterEach, expect } from 'vitest';
import { reasonFor } from './deviations.ts';
import { takeDeviations } from './watch.ts';

// Every request of the program and every answer of the sandbox, in whatever test, is compared with the facts.
afterEach(() => {
  const unknown = takeDeviations().filter((line) => reasonFor(line) === undefined);
  if (unknown.length > 0)
    expect(unknown, 'not as test/data/openapi-facts.yaml has it, and not in deviations.ts').toEqual([]);
});

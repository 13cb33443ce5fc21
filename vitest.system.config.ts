import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';

const LONGEST = ['screens', 'suspended', 'ledger', 'executable', 'kills-of-a-run'];

/**
 * What needs a Debian package, another Node, root, long waits or many kills.
 * See docs/decisions/2026-11-26-time-of-tests.md.
 */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/used-state.ts'],
    setupFiles: ['test/openapi/setup.ts'],
    // The style of a report's page is a part of the program: without this, it would be empty.
    css: true,
    isolate: false,
    // Half of the time nothing is computed: processes wait for each other, for locks and for the clock.
    maxWorkers: 3,
    maxConcurrency: 3,
    sequence: { sequencer: longestFirst(LONGEST) },
    testTimeout: 120_000,
    // Real processes in real time: what a busy machine spoils is tried once more.
    retry: 1,
  },
});

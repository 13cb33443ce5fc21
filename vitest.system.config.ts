import { defineConfig } from 'vitest/config';

/** What needs a Debian package, another Node, root, long waits or many kills. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    globalSetup: 'test/build.ts',
    setupFiles: ['test/openapi/setup.ts'],
    // The style of a report's page is a part of the program: without this, it would be empty.
    css: true,
    maxWorkers: 1,
    testTimeout: 120_000,
    // Real processes in real time: what a busy machine spoils is tried once more.
    retry: 1,
  },
});

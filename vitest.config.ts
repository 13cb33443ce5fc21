import { defineConfig } from 'vitest/config';
import { closingLine } from './test/closing-line.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    reporters: ['default', closingLine],
    globalSetup: ['test/build.ts', 'test/used-state.ts'],
    setupFiles: ['test/openapi/setup.ts'],
    // The style of a report's page is a part of the program: without this, it would be empty.
    css: true,
    // The program keeps no state in its modules, so that files of tests share them: loaded once, not 280 times.
    // See docs/decisions/2026-11-26-shared-test-modules.md.
    isolate: false,
    // A machine that is busy with other things may take its time.
    testTimeout: 10_000,
    // Most tests wait for processes and answers, so no core is kept free.
    maxWorkers: '100%',
    sequence: { shuffle: { files: true, tests: false } },
    coverage: { include: ['src/**/*.ts'], exclude: ['src/**/*.d.ts'], thresholds: { lines: 95 } },
  },
});

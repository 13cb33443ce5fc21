import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { closingLine } from './test/closing-line.ts';
import { longestFirst } from './test/longest-first.ts';
import { nativeSources } from './test/native-sources.ts';

const LONGEST = [
  'docs',
  'commands/error-examples',
  'runs/sorting-columns',
  'attacks/regexes',
  'bin/updated',
  'runs/two-processes',
  'locks/left-locks',
  'attacks/terminal',
  'attacks/answers',
  'attacks/secrets',
  'runs/faults',
  'auth/two-processes',
  'bin/large-answers',
];

export default defineConfig({
  plugins: [nativeSources()],
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
    // A worker more than cores, because tests wait for processes and disks: docs/decisions/2026-11-26-time-of-tests.md.
    maxWorkers: availableParallelism() + 1,
    // Of processes: more of them only take the processor's caches from each other.
    maxConcurrency: 2,
    // Young objects are many, and collected less often where they have room.
    execArgv: ['--max-semi-space-size=64'],
    // `shuffle` prints the seed; the order is that of the sequencer.
    sequence: { shuffle: { files: true, tests: true }, sequencer: longestFirst(LONGEST) },
    coverage: { include: ['src/**/*.ts'], exclude: ['src/**/*.d.ts'], thresholds: { lines: 95 } },
  },
});

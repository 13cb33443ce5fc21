import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/build.ts',
    sequence: { shuffle: { files: true, tests: false } },
    coverage: { include: ['src/**/*.ts'], exclude: ['src/**/*.d.ts'], thresholds: { lines: 95 } },
  },
});

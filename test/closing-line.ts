import type { Reporter } from 'vitest/reporters';

/** Says at the very end what this run leaves out. */
export const closingLine: Reporter = {
  onTestRunEnd() {
    process.stdout.write(
      '\nNot in it: npm run test:system (Debian packages, other Nodes, root, long waits, many kills)\n',
    );
  },
};

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What tests import that start processes. */
const PROCESSES =
  / from '(?:node:child_process|.*\/(?:process|shells?|check-page|job|examples|network|certificates|record)\.ts)'/;

/** What loads the program into the worker itself, and lets it grow. */
const WORLD = / from '.*\/world\.ts'/;

/**
 * A sequencer that begins with the files that start processes, since a start costs a worker more the larger it has
 * grown: those first that leave it small. Among each kind come the files of these names first, in this order, so that
 * no worker is left alone with one at the end. All others follow in an order that the seed of the run draws.
 */
export function longestFirst(names: readonly string[]): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const { seed } = this.ctx.config.sequence;
      const group = ({ moduleId }: TestSpecification) => {
        const text = readFileSync(moduleId, 'utf8');
        if (!PROCESSES.test(text)) return 2;
        return WORLD.test(text) ? 1 : 0;
      };
      const place = ({ moduleId }: TestSpecification) =>
        names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)) + 1 || names.length + 1;
      const draw = ({ moduleId }: TestSpecification) =>
        createHash('sha256').update(`${seed} ${moduleId}`).digest('hex');
      const drawn = files.map((file) => ({ file, group: group(file), place: place(file), draw: draw(file) }));
      drawn.sort(
        (one, other) =>
          one.group - other.group || one.place - other.place || (one.draw < other.draw ? -1 : 1),
      );
      return drawn.map(({ file }) => file);
    }
  };
}

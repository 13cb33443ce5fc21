import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * A sequencer that begins with the files of these names, in this order, so that no worker is left alone with one at the
 * end. All others follow in an order that the seed of the run draws.
 */
export function longestFirst(names: readonly string[]): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const { seed } = this.ctx.config.sequence;
      const place = ({ moduleId }: TestSpecification) =>
        names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)) + 1 || names.length + 1;
      const draw = ({ moduleId }: TestSpecification) =>
        createHash('sha256').update(`${seed} ${moduleId}`).digest('hex');
      const drawn = files.map((file) => ({ file, place: place(file), draw: draw(file) }));
      drawn.sort((one, other) => one.place - other.place || (one.draw < other.draw ? -1 : 1));
      return drawn.map(({ file }) => file);
    }
  };
}

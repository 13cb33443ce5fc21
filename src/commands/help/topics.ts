import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { View } from '../../output/view.ts';
import { environmentTopic } from './environment.ts';
import { errorsTopic } from './errors.ts';
import { exitCodesTopic } from './exit-codes.ts';
import { optionsTopic } from './options.ts';

export type Topic = 'environment' | 'errors' | 'exit-codes' | 'options';

interface Asked {
  readonly root: CommandUnknownOpts;
  readonly code: string | null;
  readonly width: number;
}

/** What the program has to say about a topic. Throws `CliError` (usage) for an error code that it does not have. */
export function topicAnswer(topic: Topic, { root, code, width }: Asked): View {
  if (topic === 'errors') return errorsTopic(width, code);
  if (topic === 'environment') return environmentTopic(width);
  return topic === 'options' ? optionsTopic(root, width) : exitCodesTopic(width);
}

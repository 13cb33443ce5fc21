import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { View } from '../../output/view.ts';
import { environmentTopic } from './environment.ts';
import { exitCodesTopic } from './exit-codes.ts';
import { optionsTopic } from './options.ts';

/** What there is help about besides commands. */
export type Topic = 'environment' | 'exit-codes' | 'options';

/** What the program has to say about a topic. `width`: columns of the page. */
export function topicAnswer(topic: Topic, root: CommandUnknownOpts, width: number): View {
  if (topic === 'environment') return environmentTopic(width);
  return topic === 'options' ? optionsTopic(root, width) : exitCodesTopic(width);
}

import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { childOf, rootOf } from '../cli/help/command-tree.ts';
import { pageWidth } from '../cli/help/items.ts';
import { meantCommands } from '../cli/mistakes/meant-command.ts';
import { newCommand, type Run, type TypedCall } from '../cli/options.ts';
import { usageError } from '../errors/cli-errors.ts';
import { didYouMean, findNearest } from '../text/nearest.ts';
import { shownWord } from '../validation/bad-value.ts';
import type { Topic } from './help/topics.ts';

/**
 * What there is help about besides commands. Commander's own `help` knows no topics.
 * See docs/decisions/2026-11-25-help-command.md.
 */
export const TOPICS: readonly Topic[] = ['environment', 'errors', 'exit-codes', 'options'];

/** Suggestions are taken from the whole tree. */
export const helpCommand = (run: Run, { wholeTree }: Pick<TypedCall, 'wholeTree'>) => {
  const help: CommandUnknownOpts = newCommand('help', {
    description:
      'Print help for a command, or on a topic: environment (the variables that are read), errors (every ' +
      'error code, its cause and its cure), exit-codes, options (those of every command).',
    examples: [
      'help users deactivate',
      'help options',
      'help errors RUN_NOT_FOUND  one of them, with an example',
      'help exit-codes --json',
    ],
  })
    .argument('[command...]', 'a command such as `users deactivate`, a topic, or an error code')
    .action((words) => {
      const asked = topicOf(words);
      const root = rootOf(help);
      if (asked === null) return findCommand(root, words, wholeTree).help();
      return run({ stored: 'unused' }, async ({ environment }) => {
        const { topicAnswer } = await import('./help/topics.ts');
        const width = pageWidth(environment.stdout.columns);
        return topicAnswer(asked.topic, { root, code: asked.code, width });
      });
    });
  return help;
};

/** The topic that the words name, and the error code that is asked about; null where they name no topic. */
function topicOf(words: readonly string[]): { readonly topic: Topic; readonly code: string | null } | null {
  const [first = '', second = null, ...more] = words;
  if (second === null && ERROR_CODE.test(first)) return { topic: 'errors', code: first };
  const topic = TOPICS.find((name) => name === first);
  if (topic === undefined || more.length > 0 || (second !== null && topic !== 'errors')) return null;
  return { topic, code: second };
}

/** Words in capitals, as errors print them, or with underscores: no command and no topic is written so. */
const ERROR_CODE = /^(?:[A-Z][A-Z\d]+(?:_[A-Z\d]+)*|[a-z]+(?:_[a-z\d]+)+)$/;

/** The command that the words name. Throws `CliError` (usage) with the nearest, for words that name none. */
function findCommand(
  root: CommandUnknownOpts,
  words: readonly string[],
  wholeTree: () => CommandUnknownOpts,
): CommandUnknownOpts {
  let found = root;
  for (const [at, word] of words.entries()) {
    const next = childOf(found, word);
    if (next === undefined) throw unknownWords(words, nearestPages(found, words.slice(at), wholeTree()));
    found = next;
  }
  return found;
}

/** What `aitronos help` could have been asked for instead of these words, behind those that name a command. */
function nearestPages(
  at: CommandUnknownOpts,
  [word = '', verb]: readonly string[],
  tree: CommandUnknownOpts,
): readonly string[] {
  // A topic with words behind it.
  if (TOPICS.some((topic) => topic === word)) return [`help ${word}`];
  const topics = at.parent === null ? findNearest(word, TOPICS) : [];
  if (topics.length > 0) return topics.map((topic) => `help ${topic}`);
  return meantCommands(at, word, tree).map((path) => {
    const noun = childOf(tree, path);
    const whole = verb !== undefined && noun && childOf(noun, verb) ? `${path} ${verb}` : path;
    return whole.startsWith('help ') ? whole : `help ${whole}`;
  });
}

function unknownWords(words: readonly string[], nearest: readonly string[]) {
  const hint = didYouMean(nearest.map((page) => `\`aitronos ${page}\``)) ?? '`aitronos help` lists them';
  const message = `no command or topic '${words.map(shownWord).join(' ')}'`;
  return usageError(message, hint, nearest.length === 0 ? {} : { nearest });
}

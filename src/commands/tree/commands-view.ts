import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Item, itemLines } from '../../cli/help/items.ts';
import { objectView, type ShortView } from '../../output/view.ts';
import { inBrackets } from '../help/topic.ts';
import { commandDocument, programDocument } from './command-document.ts';
import { type DescribedCommand, describeCommand, everyCommand } from './described-command.ts';

/** The tree of commands. `width`: columns of the page. */
export function commandsView(root: CommandUnknownOpts, width: number): ShortView {
  const program = describeCommand(root);
  const verbs = everyCommand(program).filter(({ commands }) => commands.length === 0);
  return {
    json: programDocument(program),
    lines: verbs.map(commandDocument),
    csv: {
      columns: ['name', 'changes', 'destructive', 'asks', 'token', 'exit_codes', 'summary'],
      rows: verbs.map(({ name, effect, exit_codes, summary }) => [
        name,
        effect?.changes ?? null,
        effect?.destructive ?? null,
        effect?.asks ?? null,
        effect?.token ?? null,
        exit_codes.join(' '),
        summary,
      ]),
    },
    table: `${[...itemLines(program.commands.flatMap(treeItems), width), '', LAST_LINE].join('\n')}\n`,
  };
}

const LAST_LINE = 'One of them: aitronos help <command>; for programs: aitronos commands --json';

/** A word and the verbs below it, further in, with what each may change. */
const treeItems = (command: DescribedCommand): readonly Item[] => [
  itemOf(command, command.name),
  ...command.commands.map((verb) => itemOf(verb, `  ${verb.name.split(' ').at(-1)}`)),
];

const itemOf = ({ summary, effect }: DescribedCommand, term: string): Item => [
  term,
  summary + inBrackets(...toldEffect(effect)),
];

/** What is told of a command that does more than read and store. */
const toldEffect = (effect: DescribedCommand['effect']): readonly string[] => [
  effect?.changes === 'organization' ? 'changes' : '',
  effect?.destructive ? 'maybe for good' : '',
];

/** What help says of a command, for programs; `name`: what is typed for it. Null where there is no such command. */
export function describedHelp(root: CommandUnknownOpts, name: string): ShortView | null {
  const program = describeCommand(root);
  if (name === '') return answer(programDocument(program));
  const found = everyCommand(program).find((command) => command.name === name);
  return found === undefined ? null : answer(commandDocument(found));
}

const answer = (json: object): ShortView => ({ ...objectView({}, ''), json });

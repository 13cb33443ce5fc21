import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Item, itemLines } from '../../cli/help/items.ts';
import { objectView, type ShortView } from '../../output/view.ts';
import { version } from '../../version.ts';
import { VARIABLES } from '../help/environment.ts';
import { exitCodeRows } from '../help/exit-codes.ts';
import { inBrackets } from '../help/topic.ts';
import { type DescribedCommand, describeCommand, everyCommand, type HelpLine } from './described-command.ts';

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

const TREE_VERSION = 1;

/** A command in JSON, as schema/commands.json has it. */
interface CommandDocument extends Omit<DescribedCommand, 'sections' | 'commands'> {
  readonly examples: readonly DocumentLine[];
  /** What else its help has at the end. */
  readonly notes: readonly { readonly heading: string; readonly lines: readonly DocumentLine[] }[];
  readonly commands: readonly CommandDocument[];
}

interface DocumentLine {
  readonly command: string;
  readonly remark: string | null;
}

function programDocument(program: DescribedCommand) {
  const { description, usage, options, examples, notes, commands } = commandDocument(program);
  const environment = VARIABLES.map(([variable, option, meaning]) => ({
    variable,
    option: option === '' ? null : option,
    meaning,
  }));
  return {
    schema_version: TREE_VERSION,
    program: 'aitronos',
    version,
    description,
    usage,
    options,
    exit_codes: exitCodeRows(),
    environment,
    examples,
    notes,
    commands,
  };
}

function commandDocument({ sections, commands, ...command }: DescribedCommand): CommandDocument {
  const isExamples = ({ heading }: { readonly heading: string }) => heading === 'Examples';
  return {
    ...command,
    examples: sections.filter(isExamples).flatMap(({ lines }) => lines.map(documentLine)),
    notes: sections
      .filter((section) => !isExamples(section))
      .map(({ heading, lines }) => ({ heading, lines: lines.map(documentLine) })),
    commands: commands.map(commandDocument),
  };
}

const documentLine = ({ text, remark }: HelpLine): DocumentLine => ({
  command: text,
  remark: remark === '' ? null : remark,
});

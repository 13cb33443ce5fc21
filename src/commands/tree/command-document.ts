import { version } from '../../version.ts';
import { VARIABLES } from '../help/environment.ts';
import { exitCodeRows } from '../help/exit-codes.ts';
import type { DescribedCommand, HelpLine } from './described-command.ts';

/** The only version of these documents so far. */
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

/** The whole tree in JSON. */
export function programDocument(program: DescribedCommand) {
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

/** A command in JSON. */
export function commandDocument({ sections, commands, ...command }: DescribedCommand): CommandDocument {
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

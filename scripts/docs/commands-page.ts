import type { HelpLine, HelpSection } from '../../src/commands/tree/described-command.ts';
import { allCommands, type DocumentedCommand, fullName, type Parameter } from './command-tree.ts';
import { code, listItem, paragraph, prose } from './markdown.ts';
import { commandsTable, optionsTable } from './tables.ts';

/** The page that tells of every command: what its help says, for readers who have no terminal at hand. */
export function commandsPage(program: DocumentedCommand): string {
  const [, ...commands] = allCommands(program);
  const parts = [
    '# Commands',
    block(['aitronos help users deactivate']),
    paragraph(
      'It prints what stands here about a command, and so does `--help` behind it. This page is made from the program ' +
        'by `npm run docs`: change the program, not the page. What the commands end with: [exit codes](exit-codes.md).',
    ),
    commandsTable(program, (verb) => `[${code(fullName(verb))}](#${verb.words.join('-')})`),
    '## Options of every command',
    'They may stand before or after the command.',
    optionsTable(),
    ...commands.map(commandPart),
  ];
  return `${parts.join('\n\n')}\n`;
}

function commandPart(command: DocumentedCommand): string {
  const { words, description, usage, arguments: args, options, sections, commands } = command;
  if (commands.length > 0) return `## ${words.join(' ')}\n\n${paragraph(prose(description))}`;
  const parts = [
    `${words.length > 1 ? '###' : '##'} ${words.join(' ')}`,
    paragraph(prose(description)),
    block([`${fullName(command)} ${usage}`]),
    parameterList([...args, ...options]),
    ...sections.map(sectionPart),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const parameterList = (parameters: readonly Parameter[]): string =>
  parameters.map(({ flags, meaning }) => listItem(`${code(flags)}: ${prose(meaning)}`)).join('\n');

function sectionPart({ heading, lines }: HelpSection): string {
  const remarks = lines.map(lineText);
  return `${prose(heading)}:\n\n${block(remarks)}`;
}

/** A remark stands behind its command as a shell's comment, so that both can be pasted. */
const lineText = ({ text, remark }: HelpLine): string => (remark === '' ? text : `${text}  # ${remark}`);

const block = (lines: readonly string[]): string => `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;

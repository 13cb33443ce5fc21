import { allCommands, type DocumentedCommand, fullName } from '../command-tree.ts';
import {
  argumentsSection,
  commandsSection,
  descriptionSection,
  environmentSection,
  examplesSections,
  exitStatusSection,
  filesSection,
  optionsSection,
  seeAlsoSection,
} from './man-sections.ts';
import { bold, escapeRoff, prose, quoted, section, syntax } from './roff.ts';

/** What the head and the foot of each page say. */
interface Release {
  readonly version: string;
  /** `2026-11-26`: a day that does not change with each build. */
  readonly date: string;
}

/** A man page for the program and one for each of its commands, by their files. */
export function manPages(program: DocumentedCommand, release: Release): ReadonlyMap<string, string> {
  const pages = allCommands(program).map((command): [string, string] => {
    const sections = command === program ? programSections(program) : commandSections(program, command);
    return [`man/${pageName(command)}.1`, manPage(command, sections, release)];
  });
  return new Map(pages);
}

/** The name of a command's page: `aitronos-users-list`. */
const pageName = (command: DocumentedCommand): string => fullName(command).replaceAll(' ', '-');

function manPage(
  command: DocumentedCommand,
  sections: readonly string[],
  { version, date }: Release,
): string {
  const name = pageName(command);
  const foot = [`aitronos ${version}`, 'aitronos manual'];
  const summary = command.summary || firstSentence(command.description);
  const parts = [
    '.\\" Made from the program by npm run docs: change the program, not this page.',
    `.TH ${quoted(name.toUpperCase())} 1 ${date} ${foot.map(quoted).join(' ')}`,
    // A command that is broken at a hyphen, or stretched with blanks, cannot be copied.
    '.nh',
    '.ad l',
    section('NAME', `${escapeRoff(name)} \\- ${prose(summary)}`),
    section('SYNOPSIS', `${bold(fullName(command))} ${syntax(command.usage)}`),
    ...sections,
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

/** `Administer the users.` as it stands behind a name. */
function firstSentence(text: string): string {
  const sentence = text.split('. ')[0] ?? text;
  return `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '');
}

function programSections(program: DocumentedCommand): readonly string[] {
  const mainJob = allCommands(program).find(({ words }) => words.join(' ') === 'users deactivate');
  return [
    descriptionSection(program),
    commandsSection(allCommands(program).filter(({ commands }) => commands.length === 0)),
    optionsSection(program),
    exitStatusSection(),
    environmentSection(),
    filesSection(),
    ...examplesSections(mainJob?.sections ?? []),
    seeAlsoSection(program.commands.map(pageName)),
  ];
}

function commandSections(program: DocumentedCommand, command: DocumentedCommand): readonly string[] {
  const { words, commands } = command;
  const noun = program.commands.find(({ words: [first] }) => words.length > 1 && first === words[0]);
  const siblings = noun?.commands.filter((verb) => verb !== command) ?? [];
  return [
    descriptionSection(command),
    commandsSection(commands),
    argumentsSection(command),
    optionsSection(command),
    exitStatusSection(),
    ...examplesSections(command.sections),
    seeAlsoSection([program, ...(noun ? [noun] : []), ...siblings, ...commands].map(pageName)),
  ];
}

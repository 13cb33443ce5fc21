import { Argument, Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { adaptCommands, HelpShown } from '../../src/cli/commander-adapter.ts';
import { parseWith } from '../../src/cli/options.ts';
import { CliError } from '../../src/errors/cli-errors.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { BadValue } from '../../src/validation/bad-value.ts';

const evenNumber = (text: string): number => {
  if (Number(text) % 2 === 0) return Number(text);
  throw new BadValue('an even number', text);
};

/** A tree in which every mistake can be made that Commander knows. */
function tree(): CommandUnknownOpts {
  const verb = new Command('count')
    .summary('counts')
    .addArgument(new Argument('<number>', 'to where').argParser(parseWith(evenNumber)))
    .addOption(new Option('--step <n>', 'how far').argParser(parseWith(evenNumber)))
    .addOption(new Option('--unit <name>', 'of what').choices(['apples', 'pears']))
    .addOption(new Option('--fast', 'soon').conflicts('slow'))
    .addOption(new Option('--slow', 'late'))
    .action(() => {});
  const strict = new Command('weigh').requiredOption('--scale <name>', 'with what').action(() => {});
  const noun = new Command('things').addCommand(verb).addCommand(strict);
  const root: CommandUnknownOpts = new Command('program').version('1.2.3').helpCommand(false);
  return root.addCommand(noun);
}

/** What parsing these words throws; null when they are a call. */
async function thrown(words: readonly string[]): Promise<unknown> {
  const root = tree();
  adaptCommands(root, { stdout: process.stdout, argv: [] }, () => root);
  return root.parseAsync(words, { from: 'user' }).then(
    () => null,
    (error: unknown) => error,
  );
}

const COUNT = ['things', 'count', '4'] as const;

describe('a mistake that Commander finds', () => {
  it.each([
    [['things', 'count'], '<number> is missing'],
    [['things', 'weigh'], "required option '--scale <name>' not specified"],
    [[...COUNT, '--step'], '--step has no value'],
    [[...COUNT, '6'], "too many arguments for 'count'. Expected 1 argument but got 2."],
    [[...COUNT, '--fast', '--slow'], "option '--fast' cannot be used with option '--slow'"],
    [[...COUNT, '--colour'], "unknown option '--colour'"],
    [[...COUNT, '-x'], "unknown option '-x'"],
  ])('%j is a wrong call, in its words', async (words, message) => {
    const error = await thrown(words);
    expect(error).toBeInstanceOf(CliError);
    const hint = expect.stringMatching(/`program things (count|weigh) --help` shows its usage$/);
    expect(error).toMatchObject({ code: 'USAGE', exit: EXIT.usage, message, hint });
  });

  it.each([
    [['things', 'xyzzy'], "unknown command 'xyzzy'", '`program things --help` shows the commands'],
    [['xyzzy'], "unknown command 'xyzzy'", '`program --help` shows the commands'],
    [['things', 'counts'], "unknown command 'counts'", 'did you mean `program things count`?'],
    [['things', 'xyzzy', '--help'], "unknown command 'xyzzy'", '`program things --help` shows the commands'],
    [['xyzzy', '4', '-h'], "unknown command 'xyzzy'", '`program --help` shows the commands'],
    [['things', 'counts', '--help'], "unknown command 'counts'", 'did you mean `program things count`?'],
    [['thing'], "unknown command 'thing'", 'did you mean `program things`?'],
    [['weig'], "unknown command 'weig'", 'did you mean `program things weigh`?'],
    [
      ['--step', '4', 'things', 'count'],
      "unknown option '--step'",
      '--step belongs after the verb: program <command> --step …',
    ],
    [[...COUNT, '--stepp'], "unknown option '--stepp'", 'did you mean --step?'],
    [[...COUNT, '--versio'], "unknown option '--versio'", 'did you mean --version?'],
    [[...COUNT, '--stepp=1'], "unknown option '--stepp=…'", 'did you mean --step?'],
    [[...COUNT, '--slow)'], "unknown option '--slow)'", 'did you mean --slow?'],
  ])('%j is told with what was probably meant', async (words, message, hint) => {
    expect(await thrown(words)).toMatchObject({ message, hint });
  });

  it.each([
    ['--password=hunter2', '--password=…'],
    ['--password=', '--password=…'],
    ['--password=a=b', '--password=…'],
    ["--password=x'\n(Did you mean --step?)", '--password=…'],
    ['--password=$& $1', '--password=…'],
    ['-phunter2', '-p…'],
    ['-pHunter', '-p…'],
    ['-p=x', '-p…'],
    ['-plain', '-plain'],
    ['--two-words', '--two-words'],
  ])('%j is named without what may be a secret', async (typed, shown) => {
    expect(await thrown([...COUNT, typed])).toMatchObject({ message: `unknown option '${shown}'` });
  });
});

describe('a value that is wrong', () => {
  it.each([
    [['things', 'count', '3'], 'expected an even number, got "3"'],
    [[...COUNT, '--step', '3'], '--step <n>: expected an even number, got "3"'],
    [[...COUNT, '--step=3'], '--step <n>: expected an even number, got "3"'],
    [[...COUNT, '--unit', 'nuts'], '--unit <name>: expected one of apples, pears, got "nuts"'],
    [[...COUNT, '--step', "3' is invalid. x"], `--step <n>: expected an even number, got "3' is invalid. x"`],
    [['things', 'count', "3' is invalid. x"], `expected an even number, got "3' is invalid. x"`],
    [[...COUNT, '--step', '3\n(4?)'], '--step <n>: expected an even number, got "3\\n(4?)"'],
  ])('%j is told in the words of what reads it, once', async (words, message) => {
    const hint = '`program things count --help` shows its usage';
    expect(await thrown(words)).toMatchObject({ code: 'USAGE', exit: EXIT.usage, message, hint });
  });
});

describe('what is no mistake', () => {
  it.each([
    [['--version'], /^1\.2\.3\n$/],
    [['--help'], /Usage: program \[options\] \[command\]\n/],
    [['things', 'count', '--help'], /^Usage: program things count[\s\S]*Global options:/],
    [['things'], /Usage: program things/],
    [[], /Usage: program \[options\] \[command\]\n/],
  ])('%j is shown', async (words, text) => {
    const error = await thrown(words);
    expect(error).toBeInstanceOf(HelpShown);
    expect(error).toMatchObject({ message: expect.stringMatching(text) });
  });

  it('is a call', async () => {
    expect(await thrown([...COUNT, '--step', '2', '--unit', 'pears', '--fast'])).toBeNull();
  });
});

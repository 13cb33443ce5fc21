import { peekFlags } from '../../src/cli/flags.ts';
import { type AnswerForm, commandFacts, exitCodesOf } from '../../src/commands/tree/command-facts.ts';
import { closed, misfits } from './schemas.ts';

/** How a call ended, as `test/world.ts` has it. */
interface EndedCall {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is asked for help answers with a page, or with what `commands` says; a shell is answered with words. */
const HELP = ['--help', '-h', 'help', '__complete'];

/** So many lines of a long answer are looked at: all are made alike. */
const MOST_LINES = 200;

/**
 * What a call printed that the schemas and the table of commands do not say: in `json` and `jsonl` its answer and its
 * error, and in every format its exit code. Nothing for a call that they say nothing of.
 */
export function untoldAnswer(argv: readonly string[], ended: EndedCall): readonly string[] {
  const facts = commandFacts(commandIn(argv));
  if (facts === null || argv.some((word) => HELP.includes(word))) return [];
  const { json, output } = peekFlags(argv);
  const format = json ? 'json' : output;
  const codes = exitCodesOf(facts);
  return [
    ...(codes.some((code) => code === ended.exit) ? [] : [`exit code ${ended.exit} is none of ${codes}`]),
    ...(format === 'json' || format === 'jsonl' ? untoldJson(format, facts.answers, argv, ended) : []),
  ];
}

function untoldJson(
  format: 'json' | 'jsonl',
  forms: readonly AnswerForm[],
  argv: readonly string[],
  { stdout, stderr }: EndedCall,
): readonly string[] {
  const errors = stderr.split('\n').filter((line) => line.startsWith('{"error":'));
  // The answer of the API itself, and a part of an answer, are told by no schema.
  const isTold = forms.some(({ when }) => !when.startsWith('--') || argv.includes(when.split(' ')[0] ?? ''));
  const isPart = argv.some((word) => word.startsWith('--fields'));
  return [
    ...errors.flatMap((line) => misfits(closed()('error.json'), parsed(line))),
    ...(isTold && !isPart ? untoldValues(format, forms, stdout) : []),
  ];
}

function untoldValues(
  format: 'json' | 'jsonl',
  forms: readonly AnswerForm[],
  stdout: string,
): readonly string[] {
  if (stdout === '') return [];
  const texts = format === 'json' ? [stdout] : stdout.trimEnd().split('\n').slice(0, MOST_LINES);
  return texts.flatMap((text) => {
    const value = parsed(text);
    const found = forms.map((form) => misfits(closed()(form[format]), value));
    // Of the forms that it could have, the one that it comes nearest to says what is wrong.
    const [nearest = []] = found.toSorted((one, other) => one.length - other.length);
    return nearest;
  });
}

/** What is no JSON fits no schema, because none takes a text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The command that a line calls: its first two words that are one, or its first. */
function commandIn(argv: readonly string[]): string {
  const pairs = argv.map((word, index) => `${word} ${argv[index + 1] ?? ''}`);
  return pairs.find((pair) => commandFacts(pair) !== null) ?? argv[0] ?? '';
}

import { didYouMean } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';
import { holdsSecret } from '../../validation/bad-value.ts';

/** The options whose values may be of several words: what people are called and call things, and files. */
const TEXTS =
  /^--(?:transfer-to|role|department|org|name|message|reason|ticket|search|members|user|actor|where|(?:ignore-)?column)(?:=|$)/;
const FILES = /^--(?:from|roster|plan|protect|html|markdown|csv|ca-file|log-file|summary-file)(?:=|$)/;

/** In these a user may be named. */
const SENTENCES = /^--(?:reason|ticket|message)/;

/** What is a word of its own: an option, a user, or one more condition. */
const APART = /^-|^usr_|[@=]|^$/;
const FILE_NAME = /\.[a-z]{2,5}$/i;

/** A longer word may be a secret; paths are longer. */
const LONGEST_WORD = 60;
const LONGEST_LINE = 300;

/** A line of a shell in backquotes, with `aitronos` before it; null for one that is too long or holds a secret. */
export function shownLine(line: string): string | null {
  const call = `aitronos ${line}`;
  const isShort = call.split(/[\s/\\]/).every((word) => word.length <= LONGEST_WORD);
  if (!isShort || call.length > LONGEST_LINE || call.split(/\s/).some(holdsSecret)) return null;
  return `\`${call}\``;
}

/**
 * What was meant by a call in which a value of several words stands without quotes, as `--name Sam Lee`. `words`: those
 * that are no value of an option; null where that does not leave so many of them.
 */
export function quotedCall(argv: readonly string[], words: readonly string[], left: number): string | null {
  const joined = joinValues(argv, words);
  const isMeant = joined.isSure && joined.line.length < argv.length && joined.left.length === left;
  const call = isMeant ? shownLine(joined.line.map(shellWord).join(' ')) : null;
  return call === null ? null : didYouMean([call]);
}

/** A call in which each value of several words is one word. */
interface JoinedValues {
  readonly line: readonly string[];
  /** The words that are still no value of an option. */
  readonly left: readonly string[];
  /** False where a user behind a value may be its end, as of `--reason replaced by usr_2`, and there are others. */
  readonly isSure: boolean;
}

/** Joins the values of several words that stand without quotes. `words`: those that are no value of an option. */
export function joinValues(argv: readonly string[], words: readonly string[]): JoinedValues {
  const line: string[] = [];
  const left = [...words];
  let option = '';
  let endsSentence = false;
  for (const [at, word] of argv.entries()) {
    const before = line.at(-1) ?? '';
    const isValue = option !== '' && argv[at - 1] === option;
    if (!isValue && left.includes(word) && isPartOf(option, before, word)) {
      line.push(`${line.pop()} ${word}`);
      left.splice(left.indexOf(word), 1);
      continue;
    }
    if (SENTENCES.test(option) && before !== argv[at - 1] && left.includes(word)) endsSentence = true;
    line.push(word);
    if (!isValue) option = (TEXTS.exec(word) ?? FILES.exec(word) ?? [''])[0];
  }
  // One among others may be no user of the call.
  return { line, left, isSure: !endsSentence || left.length === 1 };
}

/** Whether a word may be one more of what stands before it for this option; none where there is no option. */
const isPartOf = (option: string, before: string, word: string): boolean =>
  option !== '' && !APART.test(word) && !FILE_NAME.test(FILES.test(option) ? before : word);

import { didYouMean } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';

/** The options whose values may be of several words: what people are called and call things, and files. */
const TEXTS =
  /^--(?:transfer-to|role|department|org|name|message|reason|ticket|search|members|user|actor|where|(?:ignore-)?column)(?:=|$)/;
const FILES = /^--(?:from|roster|plan|protect|html|markdown|csv|ca-file|log-file|summary-file)(?:=|$)/;

/** What is a word of its own: an option, a user, or one more condition. */
const APART = /^-|^usr_|[@=]|^$/;
const FILE_NAME = /\.[a-z]{2,5}$/i;

/** A longer word may be a secret. */
const LONGEST_WORD = 60;
const LONGEST_LINE = 300;

/**
 * What was meant by a call in which a value of several words stands without quotes, as `--name Sam Lee`. `words`: those
 * that are no value of an option; null where that does not leave so many of them.
 */
export function quotedCall(argv: readonly string[], words: readonly string[], left: number): string | null {
  const line: string[] = [];
  let option = '';
  for (const [at, word] of argv.entries()) {
    const isValue = option !== '' && argv[at - 1] === option;
    const isRest = !isValue && words.includes(word) && isPartOf(option, word);
    line.push(isRest ? `${line.pop()} ${word}` : word);
    if (!isValue && !isRest) option = (TEXTS.exec(word) ?? FILES.exec(word) ?? [''])[0];
  }
  const call = ['aitronos', ...line].map(shellWord).join(' ');
  const isMeant = line.length < argv.length && words.length - argv.length + line.length === left;
  return isMeant && call.length <= LONGEST_LINE ? didYouMean([`\`${call}\``]) : null;
}

/** Whether a word may be one more of the value of this option; none where there is no option. */
const isPartOf = (option: string, word: string): boolean =>
  option !== '' &&
  word.length <= LONGEST_WORD &&
  !APART.test(word) &&
  (FILES.test(option) || !FILE_NAME.test(word));

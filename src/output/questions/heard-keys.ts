import { PassThrough, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Input } from '../../system/environment.ts';

/** Changes the text that one press or one paste gives; an empty text is not heard. */
export type KeyFilter = (text: string) => string;

export interface HeardKeys {
  /** Takes the place of the terminal's input. */
  readonly input: Readable;
  /** What was pasted behind the line that was heard last; empty for blanks. */
  rest(): string;
  /** Hears no more. */
  end(): void;
}

/** Lets a prompt hear what `filter` makes of each text; without it all of it. */
export function hearKeys(stdin: Input, filter: KeyFilter | null): HeardKeys {
  let last = '';
  // A character may come in two reads.
  const decoder = new StringDecoder('utf8');
  const setRawMode = (raw: boolean) => {
    if ('setRawMode' in stdin && typeof stdin.setRawMode === 'function') stdin.setRawMode(raw);
  };
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
  const onData = (chunk: Buffer | string) => {
    last = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    const heard = filter === null ? last.replaceAll(ONE_LINE_END, '\r') : filter(last);
    const [pasted = ''] = PASTED.exec(heard) ?? [];
    if (pasted !== '') input.emit('keypress', pasted, { sequence: pasted });
    // Of several keys at once Node puts all but the last at the end of a line, wherever its cursor is.
    for (const key of heard.slice(pasted.length)) input.write(key);
  };
  stdin.on('data', onData);
  // Several texts may come in one turn, and what comes behind the answer is for the next question.
  input.on('resume', () => stdin.resume()).on('pause', () => stdin.pause());
  return {
    input,
    rest: () => afterLine(last),
    end() {
      stdin.off('data', onData).pause();
    },
  };
}

/** So many letters come from no fingers. As keys each of them would have the whole line drawn again. */
const PASTED = /^\P{Cc}{16,}/u;

/** Enter is `\r`; a prompt would let go of what stands before another line end, without a word. */
const ONE_LINE_END = /\r?\n/g;

/** What stands behind the first line of a text. */
function afterLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end === -1 ? '' : text.slice(end + 1).trim();
}

const ESCAPE = '\u001b';
const CTRL_U = '\u0015';
/** Control keys that belong to a line. */
const OF_A_LINE: readonly string[] = ['\r', '\n', '\b', '\t', CTRL_U];

/**
 * What a question for yes or no hears: the arrows, a typed line, and Enter. Only Enter answers, because a text may have
 * been meant for another window, and its first letter be a `y`: `y` or `yes` shows Yes as chosen, all else shows No.
 */
export function yesOrNoKeys(): KeyFilter {
  let line = '';
  let showsYes = false;
  const show = (yes: boolean): string => {
    if (yes === showsYes) return '';
    showsYes = yes;
    return LEFT;
  };
  return (text) => {
    const other = otherKeys(text);
    if (other !== null) {
      line = '';
      if ((other.match(ARROWS)?.length ?? 0) % 2 === 1) showsYes = !showsYes;
      return other;
    }
    for (const key of text) {
      if (key === '\r' || key === '\n') return answerOf(line);
      line = edited(line, key);
    }
    return show(isYes(line));
  };
}

const LEFT = '\u001b[D';
/** Each of them moves to the other choice. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an arrow begins with one.
const ARROWS = /\u001b[[O][\d;]{0,8}[A-Da-d]/g;

/** Keys that end, stop or move a question; null for a text without them. */
function otherKeys(text: string): string | null {
  const [before, ...sequences] = text.split(ESCAPE);
  const control = [...text].find((key) => key < ' ' && key !== ESCAPE && !OF_A_LINE.includes(key));
  if (control !== undefined) return control;
  if (sequences.length === 0) return null;
  // Escape alone, the arrows and the like, perhaps several at once; other texts come from no key of this question.
  const moves = sequences.every((sequence) => /^(?:[[O][\d;]{0,8}[A-Za-z~])?\r?$/.test(sequence));
  return before === '' && moves ? text : '';
}

/** Enter alone takes what is shown as chosen. */
function answerOf(line: string): string {
  const said = line.trim();
  if (said === '') return '\r';
  return isYes(said) ? 'y' : 'n';
}

/** True for a line that agrees. */
export const isYes = (line: string): boolean => /^y(?:es)?$/i.test(line.trim());

function edited(line: string, key: string): string {
  if (key === CTRL_U) return '';
  return key === '\u007f' || key === '\b' ? [...line].slice(0, -1).join('') : line + key;
}

import { emitKeypressEvents, type Key } from 'node:readline';
import type { Environment, Input } from './environment.ts';

/**
 * Takes away what was typed at a terminal and not read yet, and gives it back. A question that comes up later would
 * take it for its answer.
 */
export async function takeTyped(stdin: Input): Promise<string> {
  let typed = '';
  const hear = (chunk: Buffer | string) => {
    typed += String(chunk);
  };
  // A terminal hands over a line that has no end yet in this mode alone.
  setRawMode(stdin, true);
  try {
    stdin.on('data', hear).resume();
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((next) => setImmediate(next));
  } finally {
    stdin.off('data', hear).pause();
    setRawMode(stdin, false);
  }
  return typed;
}

/** After so many turns of the event loop all that was there has been read: the first begins to read. */
const TURNS = 3;

function setRawMode(stdin: Input, raw: boolean): void {
  if ('setRawMode' in stdin && typeof stdin.setRawMode === 'function') stdin.setRawMode(raw);
}

/** `line`: up to Enter, and Escape, Ctrl-D and the end of stdin decline. `all`: up to Ctrl-D or the end of stdin. */
export type Unseen = 'line' | 'all';

/**
 * What is typed or pasted at a terminal, which shows nothing of it; null where it is declined, as Ctrl-C does. Where
 * several lines were pasted for one, all of them, so that none is lost. Lines may be longer than the 4,095 characters
 * that a terminal keeps of one. `ask` writes the question: a script answers as soon as it stands there.
 */
export async function typedUnseen(
  stdin: Input,
  what: Unseen,
  ask: () => Promise<unknown>,
): Promise<string | null> {
  // A signal may have come before.
  if (!stdin.readable) return what === 'line' ? null : '';
  setRawMode(stdin, true);
  let stop = (): void => {};
  try {
    await ask();
    emitKeypressEvents(stdin);
    return await new Promise<string | null>((resolve) => {
      let text = '';
      const onEnd = () => resolve(what === 'line' ? null : text);
      if (!stdin.readable) return onEnd();
      const onKey = (typed: string | undefined, key: Key) => {
        if (declines(key, what)) return resolve(null);
        if (isControl(key, 'd')) return resolve(text);
        text = edited(text, typed, key);
        // What was pasted behind the line comes in the same turn.
        if (what === 'line' && isEnter(key)) queueMicrotask(() => resolve(lineOf(text)));
      };
      stdin.on('keypress', onKey).on('end', onEnd).on('close', onEnd).resume();
      stop = () => stdin.off('keypress', onKey).off('end', onEnd).off('close', onEnd).pause();
    });
  } finally {
    stop();
    setRawMode(stdin, false);
  }
}

function lineOf(text: string): string {
  const [line = '', ...more] = text.split('\n');
  const rest = more.join('\n').trim();
  return line === '' || rest === '' ? line + rest : `${line}\n${rest}`;
}

/**
 * All that is typed at the terminal until Ctrl-D; null where Ctrl-C takes it back. Rejects with the signal's reason
 * where that aborts.
 */
export async function readUnseen(
  { stdin, signal }: Pick<Environment, 'stdin' | 'signal'>,
  ask: () => Promise<unknown>,
): Promise<Buffer | null> {
  const typed = await typedUnseen(stdin, 'all', ask);
  signal.throwIfAborted();
  return typed === null ? null : Buffer.from(typed);
}

const isControl = (key: Key, name: string): boolean => key.ctrl === true && key.name === name;

const isEnter = ({ name }: Key): boolean => name === 'return' || name === 'enter';

const declines = (key: Key, what: Unseen): boolean =>
  isControl(key, 'c') || (what === 'line' && (isControl(key, 'd') || key.name === 'escape'));

/**
 * What a key makes of a text: Backspace and Ctrl-U work within a line, as where a terminal reads lines itself. Arrows,
 * Ctrl-Z and the like belong to no text. A letter looks at nothing before it: a paste may be long.
 */
function edited(text: string, typed: string | undefined, key: Key): string {
  if (isEnter(key)) return `${text}\n`;
  if (isControl(key, 'u')) return text.slice(0, lineStart(text));
  if (key.name === 'backspace') {
    const last = [...text.slice(Math.max(lineStart(text), text.length - LONGEST_LETTER))].at(-1) ?? '';
    return text.slice(0, text.length - last.length);
  }
  return typed !== undefined && (typed >= ' ' || typed === '\t') ? text + typed : text;
}

const lineStart = (text: string): number => text.lastIndexOf('\n') + 1;

/** In UTF-16. */
const LONGEST_LETTER = 2;

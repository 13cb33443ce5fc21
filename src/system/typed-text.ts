import type { Input } from './environment.ts';

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
  stdin.on('data', hear).resume();
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((next) => setImmediate(next));
  stdin.off('data', hear).pause();
  setRawMode(stdin, false);
  return typed;
}

/** After so many turns of the event loop all that was there has been read: the first begins to read. */
const TURNS = 3;

function setRawMode(stdin: Input, raw: boolean): void {
  if ('setRawMode' in stdin && typeof stdin.setRawMode === 'function') stdin.setRawMode(raw);
}

/**
 * What is typed or pasted until Ctrl-D, of which the terminal shows nothing; null where Ctrl-C takes it back. Lines may
 * be longer than the 4,095 characters that a terminal keeps of one. Ends also where stdin does.
 */
export async function typedUnseen(stdin: Input): Promise<string | null> {
  setRawMode(stdin, true);
  try {
    let text = '';
    for (;;) {
      const typed = await nextText(stdin);
      if (typed === null) return edited(text);
      const end = [...typed].find((key) => key === CTRL_C || key === CTRL_D);
      if (end === CTRL_C) return null;
      if (end === CTRL_D) return edited(text + typed.slice(0, typed.indexOf(end)));
      text += typed;
    }
  } finally {
    setRawMode(stdin, false);
  }
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** What is typed or pasted next; null where stdin has ended. */
function nextText(stdin: Input): Promise<string | null> {
  // A signal may have come before.
  if (!stdin.readable) return Promise.resolve(null);
  return new Promise((resolve) => {
    const done = (text: string | null) => {
      stdin.off('data', onData).off('end', onEnd).off('close', onEnd).pause();
      resolve(text);
    };
    const onData = (chunk: Buffer | string) => done(String(chunk));
    const onEnd = () => done(null);
    stdin.on('data', onData).on('end', onEnd).on('close', onEnd).resume();
  });
}

/** What the keys make: Backspace and Ctrl-U work within a line, as where a terminal reads lines itself. */
function edited(keys: string): string {
  let text = '';
  for (const key of keys.replaceAll('\r', '\n')) {
    if (key === '\u0015') text = text.slice(0, text.lastIndexOf('\n') + 1);
    else if (key !== '\u007f' && key !== '\b') text += key;
    else if (!text.endsWith('\n')) text = text.slice(0, -1);
  }
  return text;
}

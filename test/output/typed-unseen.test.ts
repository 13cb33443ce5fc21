import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hearKeys } from '../../src/output/questions/heard-keys.ts';
import { askSecret, askText, readSecretLine } from '../../src/output/questions/terminal-questions.ts';
import { readUnseen, typedUnseen, type Unseen } from '../../src/system/typed-text.ts';

const UP = '\u001b[A';
const LEFT = '\u001bOD';
const DELETE = '\u001b[3~';
const BACKSPACE = '\u007f';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const CTRL_Z = '\u001a';

const asked = async () => {};
const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

/** Gives a terminal its texts, each in a read of its own. */
async function type(stdin: PassThrough, reads: readonly (string | Buffer)[]): Promise<void> {
  for (const read of reads) {
    stdin.write(read);
    await new Promise((next) => setImmediate(next));
  }
}

/** Each byte in a read of its own. */
const bytes = (text: string): Buffer[] => [...Buffer.from(text)].map((byte) => Buffer.from([byte]));

/** What is typed, each text one read, and what is made of it: as a line, and as all up to Ctrl-D. */
const TYPED: readonly (readonly [
  what: string,
  reads: readonly (string | Buffer)[],
  line: string | null,
  all: string | null,
])[] = [
  ['a line', ['secret\r', CTRL_D], 'secret', 'secret\n'],
  ['a line of key by key', [...'secret\r', CTRL_D], 'secret', 'secret\n'],
  ['blanks at both ends', [' a b \r', CTRL_D], ' a b ', ' a b \n'],
  ['letters byte by byte', [...bytes('pässwörd€😀\r'), CTRL_D], 'pässwörd€😀', 'pässwörd€😀\n'],
  ['lines that were pasted', ['one\r\ntwo\n\r', CTRL_D], 'one\ntwo', 'one\n\ntwo\n\n'],
  ['an empty line before it', ['\rone\r', CTRL_D], 'one', '\none\n'],
  ['Backspace', [`ab${BACKSPACE}c\r`, CTRL_D], 'ac', 'ac\n'],
  ['Backspace behind an emoji', ['a😀', BACKSPACE, 'b\r', CTRL_D], 'ab', 'ab\n'],
  ['more Backspaces than letters', [`a${BACKSPACE.repeat(3)}b\r`, CTRL_D], 'b', 'b\n'],
  ['Backspace in a new line', [`one\r${BACKSPACE}two`, CTRL_D], 'one\ntwo', 'one\ntwo'],
  ['Ctrl-U', [`wrong${CTRL_U}right\r`, CTRL_D], 'right', 'right\n'],
  ['arrows', [`a${UP}b${LEFT}c\r`, CTRL_D], 'abc', 'abc\n'],
  ['an arrow in two reads', ['a\u001b', '[Ab\r', CTRL_D], 'ab', 'ab\n'],
  ['Delete', [`ab${DELETE}\r`, CTRL_D], 'ab', 'ab\n'],
  ['Ctrl-Z', [`a${CTRL_Z}b\r`, CTRL_D], 'ab', 'ab\n'],
  ['marks around a paste', ['\u001b[200~secret\u001b[201~\r', CTRL_D], 'secret', 'secret\n'],
  ['Ctrl-C', ['secret', CTRL_C], null, null],
  ['Ctrl-D', ['secret', CTRL_D], null, 'secret'],
  ['what follows Ctrl-D', [`secret${CTRL_D}more\r`], null, 'secret'],
];

describe('what is typed unseen', () => {
  it.each(TYPED)('%s', async (_what, reads, line, all) => {
    for (const [what, expected] of [
      ['line', line],
      ['all', all],
    ] as const satisfies [Unseen, string | null][]) {
      const stdin = terminal();
      const typed = typedUnseen(stdin, what, asked);
      await type(stdin, reads);
      expect(await typed, what).toBe(expected);
      expect(stdin.isPaused()).toBe(true);
    }
  });

  it('reads a long paste in time that grows with it', async () => {
    const stdin = terminal();
    const before = process.cpuUsage();
    const typed = typedUnseen(stdin, 'line', asked);
    const paste = 'x'.repeat(100_000);
    await type(stdin, [paste, 'ab', BACKSPACE, '\r']);
    expect(await typed).toBe(`${paste}a`);
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
  });

  it('ends where the terminal does', async () => {
    for (const [what, expected] of [
      ['line', null],
      ['all', 'half'],
    ] as const) {
      const stdin = terminal();
      const typed = typedUnseen(stdin, what, asked);
      await type(stdin, ['half']);
      stdin.end();
      expect(await typed).toBe(expected);
    }
  });

  it('asks once nothing typed is shown any more', async () => {
    const seen: (boolean | string)[] = [];
    const stdin = Object.assign(terminal(), { setRawMode: (on: boolean) => void seen.push(on) });
    const stderr = new PassThrough().on('data', (text) => seen.push(String(text)));
    const line = readSecretLine('Password ', { stdin, stderr });
    await type(stdin, ['secret\r']);
    expect(await line).toBe('secret');
    const all = readUnseen(
      { stdin, signal: new AbortController().signal },
      async () => void seen.push('All '),
    );
    await type(stdin, [`secret${CTRL_D}`]);
    expect(String(await all)).toBe('secret');
    expect(seen).toEqual([true, 'Password ', false, '\n', true, 'All ', false]);
  });

  it('takes the terminal out of raw mode where a signal closes it', async () => {
    const raw: boolean[] = [];
    const stdin = Object.assign(terminal(), { setRawMode: (on: boolean) => void raw.push(on) });
    const typed = typedUnseen(stdin, 'line', asked);
    stdin.destroy();
    expect(await typed).toBeNull();
    expect(raw).toEqual([true, false]);
  });
});

it('a prompt hears a letter that comes in two reads', async () => {
  const stdin = terminal();
  const { input, end } = hearKeys(stdin, null);
  let heard = '';
  input.on('data', (text) => {
    heard += String(text);
  });
  await type(stdin, bytes('é€😀\n'));
  end();
  expect(heard).toBe('é€😀\r');
});

const PASTE = 'x'.repeat(16_000);

/** Keys in the middle of a line, each text one read, and the line that they make. */
const EDITED: readonly (readonly [what: string, reads: readonly string[], line: string])[] = [
  ['two letters', ['abcd', LEFT, LEFT, 'XY', '\r'], 'abXYcd'],
  ['two letters behind arrows', ['abcd', `${LEFT}${LEFT}XY`, '\r'], 'abXYcd'],
  ['wide letters', ['ab', `${LEFT}山田${BACKSPACE}😀\r`], 'a山😀b'],
  ['a long paste', ['ab', LEFT, PASTE, 'y\r'], `a${PASTE}yb`],
  ['a long paste with Enter', ['ab', LEFT, `${PASTE}y\r`], `a${PASTE}yb`],
];

it.each(EDITED)('a prompt hears %s at once in the middle of a line', async (_what, reads, line) => {
  for (const ask of [askText, askSecret]) {
    const stdin = Object.assign(terminal(), { setRawMode: () => {} });
    const stderr = new PassThrough().resume();
    const signal = new AbortController().signal;
    const takeTyped = async () => '';
    const answer = ask(['?'], { stdin, stderr, signal, plain: false, hasColour: false, takeTyped });
    await type(stdin, reads);
    expect(await answer).toBe(line);
  }
});

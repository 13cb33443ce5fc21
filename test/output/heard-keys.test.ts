import { describe, expect, it } from 'vitest';
import { yesOrNoKeys } from '../../src/output/questions/heard-keys.ts';

const UP = '\u001b[A';
const RIGHT = '\u001bOC';
const CTRL_Z = '\u001a';
const BACKSPACE = '\u007f';

/** Texts as a terminal gives them, each one key or one paste, and what a question for yes or no hears. */
const TYPED: readonly (readonly [what: string, texts: readonly string[], heard: string])[] = [
  ['y', ['y'], 'y'],
  ['Y', ['Y'], 'y'],
  ['n', ['n'], 'n'],
  ['y and Enter that came together', ['y\r'], 'y'],
  ['yes, pasted with its line end', [' Yes \r\n'], 'y'],
  ['no, pasted', ['no'], 'n'],
  ['Enter', ['\r'], '\r'],
  ['an arrow, and Enter', [UP, '\r'], `${UP}\r`],
  ['arrows and Enter that came together', [`${UP}${RIGHT}\r`], `${UP}${RIGHT}\r`],
  ['Escape', ['\u001b'], '\u001b'],
  ['Ctrl-C', ['\u0003'], '\u0003'],
  ['Ctrl-D behind what was typed', ['x\u0004'], '\u0004'],
  ['Ctrl-Z behind what was typed', ['a', CTRL_Z, 'y'], `${CTRL_Z}y`],
  ['a letter taken back, and y', ['t', BACKSPACE, 'y'], 'y'],
  ['a line taken back, and y', ['try', '\u0015', 'y'], 'y'],
  ['a word with y in it, pasted', ['please try'], ''],
  ['a line with y in it, pasted', ['please try\n'], 'n'],
  ['a line that begins with y, pasted', ['yum install x\n'], 'n'],
  ['several lines, a yes among them, pasted', ['cat list.csv\ny\n'], 'n'],
  ['a command, key by key', [...'ls\r'], 'n'],
  ['a command with y in it, key by key', [...'try\r'], 'n'],
  ['the keys that move in vi', [...'hjkl'], ''],
  ['blanks, and Enter', [' ', ' ', '\r'], '\r'],
  ['a paste between marks', ['\u001b[200~try y\u001b[201~'], ''],
  ['Alt and y', ['\u001by'], ''],
];

describe('a question for yes or no hears', () => {
  it.each(TYPED)('of %s', (_what, texts, heard) => {
    const hear = yesOrNoKeys();
    expect(texts.map((text) => hear(text)).join('')).toBe(heard);
  });
});

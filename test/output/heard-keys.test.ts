import { describe, expect, it } from 'vitest';
import { yesOrNoKeys } from '../../src/output/questions/heard-keys.ts';

const UP = '\u001b[A';
const LEFT = '\u001b[D';
const RIGHT = '\u001bOC';
const CTRL_Z = '\u001a';
const BACKSPACE = '\u007f';

/** Texts as a terminal gives them, each one key or one paste, and what a question for yes or no hears. */
const TYPED: readonly (readonly [what: string, texts: readonly string[], heard: string])[] = [
  ['y', ['y'], LEFT],
  ['y and Enter', ['y', '\r'], `${LEFT}y`],
  ['Y and Enter', ['Y', '\r'], `${LEFT}y`],
  ['yes and Enter, key by key', [...'yes\r'], `${LEFT.repeat(3)}y`],
  ['n and Enter', ['n', '\r'], 'n'],
  ['y and Enter that came together', ['y\r'], 'y'],
  ['yes, pasted with its line end', [' Yes \r\n'], 'y'],
  ['yes, pasted', ['yes'], LEFT],
  ['no, pasted', ['no'], ''],
  ['Enter', ['\r'], '\r'],
  ['an arrow, and Enter', [UP, '\r'], `${UP}\r`],
  ['arrows and Enter that came together', [`${UP}${RIGHT}\r`], `${UP}${RIGHT}\r`],
  ['an arrow to Yes, and y', [UP, 'y', '\r'], `${UP}y`],
  ['an arrow to Yes, and n', [UP, 'n', '\r'], `${UP}${LEFT}n`],
  ['an arrow to Yes, and a blank', [UP, ' ', '\r'], `${UP}${LEFT}\r`],
  ['y, and an arrow to No', ['y', UP, '\r'], `${LEFT}${UP}\r`],
  ['y taken back', ['y', BACKSPACE, '\r'], `${LEFT.repeat(2)}\r`],
  ['Escape', ['\u001b'], '\u001b'],
  ['Ctrl-C', ['\u0003'], '\u0003'],
  ['Ctrl-D behind what was typed', ['x\u0004'], '\u0004'],
  ['Ctrl-Z behind what was typed', ['a', CTRL_Z, 'y'], `${CTRL_Z}${LEFT}`],
  ['a letter taken back, and y', ['t', BACKSPACE, 'y', '\r'], `${LEFT}y`],
  ['a line taken back, and y', ['try', '\u0015', 'y', '\r'], `${LEFT}y`],
  ['a word with y in it, pasted', ['please try'], ''],
  ['a line with y in it, pasted', ['please try\n'], 'n'],
  ['a line that begins with y, pasted', ['yum install x\n'], 'n'],
  ['a line that begins with y, key by key', [...'yum\r'], `${LEFT.repeat(2)}n`],
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

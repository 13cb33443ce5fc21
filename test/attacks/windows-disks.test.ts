import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findForeignOwner } from '../../src/settings/folder-owner.ts';
import { nearestFolder } from '../../src/system/lost-links.ts';
import { makeFolders } from '../../src/system/written/made-folder.ts';
import { rename } from '../../src/system/written/renamed.ts';
import { unwritableFolder } from '../../src/system/written/writing-cure.ts';
import { shellWord } from '../../src/text/shell-word.ts';
import { patched } from '../patched.ts';

const refusal = (code: string) => Object.assign(new Error(code), { code });

const end = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

// A drive or a network disk that is not there: on Windows the way up ends at a folder that does not exist.
it.each([
  ['makeFolders', makeFolders, expect.objectContaining({ code: 'ENOENT' })],
  ['nearestFolder', nearestFolder, expect.objectContaining({ isThere: false })],
  ['findForeignOwner', findForeignOwner, null],
  ['unwritableFolder', unwritableFolder, null],
])('%s ends at a drive that is away', async (_what, walk, found) => {
  const mkdirSync = () => {
    throw refusal('ENOENT');
  };
  await patched(path, { dirname: path.win32.dirname }, () =>
    patched(fs, { mkdirSync }, () => {
      for (const away of ['Q:\\aitronos\\runs', 'Q:\\', '\\\\server\\share\\aitronos', '\\\\server\\share'])
        expect(end(() => walk(away))).toEqual(found);
    }),
  );
});

const as = (name: string, work: () => void) => patched(os, { platform: () => name as NodeJS.Platform }, work);

it.each([
  ['win32', 'EPERM', undefined],
  ['win32', 'EBUSY', undefined],
  ['win32', 'ENOENT', refusal('ENOENT')],
  ['linux', 'EPERM', refusal('EPERM')],
])('on %s a name that is refused twice as %s is given: %s', async (name, code, found) => {
  let refusals = 2;
  const renameSync = () => {
    if (refusals-- > 0) throw refusal(code);
  };
  await as(name, () => patched(fs, { renameSync }, () => expect(end(() => rename('a', 'b'))).toEqual(found)));
});

it.each([
  ['win32', 'plan.json', 'plan.json'],
  ['win32', 'C:\\the plans\\p.json', '"C:\\the plans\\p.json"'],
  ['win32', "O'Hara", `"O'Hara"`],
  ['win32', 'a$b', "'a$b'"],
  ['win32', 'C:\\', "'C:\\'"],
  ['linux', 'a b', "'a b'"],
])('on %s %s is a word of a shell as %s', (name, text, word) =>
  as(name, () => expect(shellWord(text)).toBe(word)),
);

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findForeignOwner } from '../../src/settings/files/folder-owner.ts';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { folderOf, sign } from '../../src/system/locks/lock-signature.ts';
import { nearestFolder } from '../../src/system/lost-links.ts';
import { placeCure } from '../../src/system/place-cure.ts';
import { makeFolders } from '../../src/system/written/made-folder.ts';
import { rename } from '../../src/system/written/renamed.ts';
import { unwritableFolder, writingCure } from '../../src/system/written/writing-cure.ts';
import { shellWord } from '../../src/text/shell-word.ts';
import { patched } from '../patched.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

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

// Who was before is gone, but somebody still reads the name that it left.
it('a lock is signed once a name is gone that was removed and is still read', async () => {
  const { writeFileSync } = fs;
  let refusals = 2;
  const refused = (...args: Parameters<typeof writeFileSync>) => {
    if (refusals-- > 0) throw refusal('EPERM');
    writeFileSync(...args);
  };
  const file = path.join(world.current.home, 'run');
  fs.mkdirSync(folderOf(file));
  const holder = thisHolder({ pid: process.pid, isAlive: () => true }, 0);
  await as('win32', () =>
    patched(fs, { writeFileSync: refused }, () => expect(sign(file, holder)?.stands()).toBe(true)),
  );
});

it('a report that another program has open is told of, with what to do', async () => {
  const run = (line: string) => world.current.run(line, { env: { AITRONOS_ORG: 'org_xyz789' } });
  const file = path.join(world.current.home, 'r.csv');
  await run('users deactivate usr_abc123 --transfer-to dept_eng001');
  fs.writeFileSync(file, 'old');
  const { openSync } = fs;
  const held: Partial<typeof fs> = {
    renameSync: () => {
      throw refusal('EBUSY');
    },
    openSync: (name, ...more) => {
      if (name === file) throw refusal('EBUSY');
      return openSync(name, ...more);
    },
  };
  await patched(fs, held, async () => {
    expect(await run(`runs report --csv ${file}`)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error: --csv: cannot write ${file}: something else is using it (USAGE)\nhint: close the program that has it open, or name another file\n`,
    });
  });
  expect(fs.readdirSync(world.current.home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it.each([
  ['win32', 'EISDIR', 'move it away: move "a b" "a b.old"'],
  ['linux', 'EISDIR', "move it away: mv 'a b' 'a b.old'"],
  ['win32', 'EBUSY', 'close the program that has it open, then run the same command again'],
])('on %s %s of our own file is mended so: %s', (name, code, cure) =>
  as(name, () => expect(placeCure('a b', refusal(code))).toBe(cure)),
);

it('what another program has open is told of where a run is written, too', () => {
  const cure = (again?: string) => writingCure(world.current.home, refusal('EBUSY'), again);
  expect(cure()).toBe('close the program that has it open; then run the same command again');
  expect(cure('`aitronos runs resume 1`')).toContain('open; then `aitronos runs resume 1`');
});

it.each([
  ['win32', 'plan.json', 'plan.json'],
  ['win32', 'C:\\the plans\\p.json', '"C:\\the plans\\p.json"'],
  ['win32', "O'Hara", `"O'Hara"`],
  ['win32', 'a$b', "'a$b'"],
  ['win32', 'C:\\', '"C:\\\\"'],
  ['win32', 'a b\\\\', '"a b\\\\\\\\"'],
  ['win32', 'the “new” list', "'the “new” list'"],
  ['win32', 'O’Hara', '"O’Hara"'],
  ['win32', 'it’s $5', "'it’’s $5'"],
  ['win32', 'all 100%!', '"all 100%!"'],
  ['win32', '%PATH% x', "'%PATH% x'"],
  ['win32', "it's $5", "'it''s $5'"],
  ['win32', '%TEMP%', "'%TEMP%'"],
  ['win32', '@ops', '"@ops"'],
  ['win32', '10%', '10%'],
  ['linux', '%TEMP%', '%TEMP%'],
  ['linux', 'a b', "'a b'"],
  ['linux', "it's", "'it'\\''s'"],
])('on %s %s is a word of a shell as %s', (name, text, word) =>
  as(name, () => expect(shellWord(text)).toBe(word)),
);

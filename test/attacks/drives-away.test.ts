import { expect, it, vi } from 'vitest';
import { findForeignOwner } from '../../src/settings/folder-owner.ts';
import { nearestFolder } from '../../src/system/lost-links.ts';
import { makeFolders } from '../../src/system/written/made-folder.ts';
import { unwritableFolder } from '../../src/system/written/writing-cure.ts';

// A drive or a network disk that is not there: on Windows the way up ends at a folder that does not exist.
vi.mock('node:path', async (original) => {
  const { win32 } = await original<typeof import('node:path')>();
  return { ...win32, default: win32 };
});
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  mkdirSync: () => {
    throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
  },
}));

const end = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it.each([
  ['makeFolders', makeFolders, expect.objectContaining({ code: 'ENOENT' })],
  ['nearestFolder', nearestFolder, expect.objectContaining({ isWhole: false })],
  ['findForeignOwner', findForeignOwner, null],
  ['unwritableFolder', unwritableFolder, null],
])('%s ends there', (_what, walk, found) => {
  for (const away of ['Q:\\aitronos\\runs', 'Q:\\', '\\\\server\\share\\aitronos', '\\\\server\\share'])
    expect(end(() => walk(away))).toEqual(found);
});

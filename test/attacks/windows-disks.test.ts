import { expect, it, vi } from 'vitest';
import { findForeignOwner } from '../../src/settings/folder-owner.ts';
import { nearestFolder } from '../../src/system/lost-links.ts';
import { makeFolders } from '../../src/system/written/made-folder.ts';
import { rename } from '../../src/system/written/renamed.ts';
import { unwritableFolder } from '../../src/system/written/writing-cure.ts';

const system = vi.hoisted(() => ({ name: 'win32', code: 'EPERM', refusals: 0 }));
vi.mock('node:path', async (original) => {
  const { win32 } = await original<typeof import('node:path')>();
  return { ...win32, default: win32 };
});
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  platform: () => system.name,
}));
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  mkdirSync: () => {
    throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
  },
  renameSync: () => {
    system.refusals -= 1;
    if (system.refusals >= 0) throw Object.assign(new Error(system.code), { code: system.code });
  },
}));

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
  ['nearestFolder', nearestFolder, expect.objectContaining({ isWhole: false })],
  ['findForeignOwner', findForeignOwner, null],
  ['unwritableFolder', unwritableFolder, null],
])('%s ends at a drive that is away', (_what, walk, found) => {
  for (const away of ['Q:\\aitronos\\runs', 'Q:\\', '\\\\server\\share\\aitronos', '\\\\server\\share'])
    expect(end(() => walk(away))).toEqual(found);
});

it.each([
  ['win32', 'EPERM', 2, -1],
  ['win32', 'EBUSY', 2, -1],
  ['win32', 'ENOENT', 2, 1],
  ['linux', 'EPERM', 2, 1],
])('on %s a name is given after %s, %i times', (name, code, refusals, left) => {
  Object.assign(system, { name, code, refusals });
  expect(end(() => rename('a', 'b'))).toEqual(left < 0 ? undefined : expect.objectContaining({ code }));
  expect(system.refusals).toBe(left);
});

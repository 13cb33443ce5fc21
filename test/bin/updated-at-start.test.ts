import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

/** From the first file of this name on, all that has not been loaded of dist is gone. */
const UPDATE = `
const fs = require('node:fs');
const { basename } = require('node:path');
const read = fs.readFileSync;
let gone = false;
fs.readFileSync = (file, ...more) => {
  const isOurs = /[\\\\/]dist[\\\\/].*\\.cjs$/.test(file);
  gone ||= isOurs && basename(file).replace(/^\\d-/, '').startsWith(process.env.GONE_FROM);
  if (isOurs && gone && process.env.CUT !== undefined) return process.env.CUT;
  return read(isOurs && gone ? file + '.gone' : file, ...more);
};
`;

async function updated(gone_from: string, line: string, more: Readonly<Record<string, string>> = {}) {
  const { home } = machine.current;
  const update = join(home, 'update.cjs');
  writeFileSync(update, UPDATE);
  return machine.current.run(line, {
    node: ['--require', update],
    env: { GONE_FROM: gone_from, ...more },
  });
}

const LIST = 'users list --org org_xyz789';
const NOT_CHANGED = 'nothing was changed';
const AGAIN = 'run the command again; if it ends like this again, install aitronos again';

describe('a program that is updated while a command starts', () => {
  it.each([
    ['start', LIST, 'nothing was sent', AGAIN],
    ['main', LIST, 'nothing was sent', AGAIN],
    ['client', LIST, NOT_CHANGED, AGAIN],
    ['undici', LIST, NOT_CHANGED, AGAIN],
    ['print', LIST, NOT_CHANGED, AGAIN],
    ['print', 'config list', NOT_CHANGED, AGAIN],
    ['profile-changes', 'config set max 10', NOT_CHANGED, AGAIN],
    ['report', 'users list --fields nonsense', NOT_CHANGED, AGAIN],
    ['client', DEACTIVATE, 'nothing was sent', AGAIN],
    ['recorded-change', DEACTIVATE, 'nothing was sent', AGAIN],
    ['print', `${DEACTIVATE} usr_ops01 --yes`, 'nothing was sent', AGAIN],
    ['verify-runs', `${DEACTIVATE} usr_ops01 --yes --verify`, 'nothing was sent', AGAIN],
  ])('says so in its own words: from %s on, %s', async (gone_from, line, happened, hint) => {
    await machine.current.sandbox();
    const { exit, stderr } = await updated(gone_from, line);
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: expect.stringMatching(
        new RegExp(
          `^error: aitronos was updated or removed .*; ${happened} \\(PROGRAM_UPDATED\\)\nhint: ${hint}\n$`,
        ),
      ),
    });
    expect(machine.current.requests.filter(({ path }) => path.endsWith('/deactivate'))).toEqual([]);
    expect((await machine.current.run('runs list -o ids')).stdout).toBe('');
  });

  it.each([
    ['print', 'config set max 10', 'done on this machine all the same: look before you repeat it'],
    ['print', 'sandbox reset', 'done on this machine all the same: look before you repeat it'],
    ['print', `api post /v1/anything --sandbox`, 'done all the same: look before you repeat it'],
  ])('says what may have been done: from %s on, %s', async (gone_from, line, hint) => {
    const { exit, stderr } = await updated(gone_from, line);
    expect(exit).toBe(1);
    expect(stderr).toMatch(
      /^error: aitronos was updated .* a part of it is gone \(PROGRAM_UPDATED\)\nhint: /,
    );
    expect(stderr.endsWith(`what was asked for may have been ${hint}\n`), stderr).toBe(true);
  });

  it.each([
    ['start', 'nothing was sent'],
    ['client', NOT_CHANGED],
  ])('says so as JSON where that is wanted: from %s on', async (gone_from, happened) => {
    await machine.current.sandbox();
    const { exit, stdout, stderr } = await updated(gone_from, `${LIST} --json`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    const { error } = JSON.parse(stderr);
    expect(error).toMatchObject({ code: 'PROGRAM_UPDATED', retryable: true, hint: AGAIN });
    expect(error.message).toContain(happened);
  });

  it.each([
    ['start', 'const half = {'],
    ['start', ''],
    ['main', 'const half = {'],
    ['main', ''],
    ['client', 'const half = {'],
    ['client', ''],
  ])('says the same of a file that is not whole: %s, "%s"', async (gone_from, CUT) => {
    await machine.current.sandbox();
    const { exit, stderr } = await updated(gone_from, LIST, { CUT });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^error: aitronos was updated .*\(PROGRAM_UPDATED\)\nhint: [^\n]*\n$/);
  });
});

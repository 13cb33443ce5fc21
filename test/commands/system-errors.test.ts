import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOfDisk, reason } from '../../src/errors/reason.ts';
import { report } from '../../src/errors/report.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const TO = '--org org_xyz789 --transfer-to dept_eng001 --yes';

describe('a file that the user names and that cannot be read', () => {
  it.each([
    ['leavers.cvs', 'there is no such file or folder', 'did you mean HOME/leavers.csv?'],
    ['Leavers.csv', 'there is no such file or folder', 'did you mean HOME/leavers.csv?'],
    ['somewhere/else.csv', 'there is no such file or folder', null],
    ['folder', 'it is a folder', null],
    ['leavers.csv/rows', 'a part of the path is a file, not a folder', null],
    ['circle', 'its symbolic links form a loop', null],
    ['x'.repeat(300), 'the name is too long', null],
  ])('%s is told in words', async (name, words, hint) => {
    const w = world.current;
    writeFileSync(join(w.home, 'leavers.csv'), 'user_id\nusr_abc123\n');
    mkdirSync(join(w.home, 'folder'));
    symlinkSync(join(w.home, 'circle'), join(w.home, 'circle'));
    for (const line of [
      `users deactivate --from ${w.home}/${name} ${TO}`,
      `users deactivate usr_1 usr_2 --protect ${w.home}/${name} ${TO}`,
      `users invite --from ${w.home}/${name} --org org_xyz789 --yes`,
      `api post /v1/x --input ${w.home}/${name}`,
      `runs apply ${w.home}/${name} --yes`,
    ]) {
      const { exit, stdout, stderr } = await w.run(line);
      expect({ exit, stdout }, line).toEqual({ exit: 2, stdout: '' });
      expect(stderr, line).toContain(`${name}: ${words} (USAGE)\n`);
      if (hint !== null) expect(stderr, line).toContain(`hint: ${hint.replace('HOME', w.home)}\n`);
      expect(stderr, line).not.toMatch(/\bE[A-Z]{3,}\b/);
      expect(w.requests, line).toEqual([]);
    }
  });

  it.each([
    ['~/leavers.csv', 'nothing expands ~ in quotes or behind =: write "$HOME"/leavers.csv'],
    ['~/$(id).csv', `nothing expands ~ in quotes or behind =: write "$HOME"/'$(id).csv'`],
    ['https://example.com/leavers.csv', 'fetch it first: `curl -fO https://example.com/leavers.csv`'],
    [
      'https://hr:secret@example.com/leavers.csv?key=secret',
      'fetch it first: `curl -fO <address>`',
      'https://[redacted]@example.com/leavers.csv?[redacted]',
    ],
  ])('%s is told what makes it a file', async (name, hint, shown = name) => {
    const { exit, stderr } = await world.current.run(`users deactivate --from ${name} ${TO}`);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: `error: cannot read ${shown}: there is no such file or folder (USAGE)\nhint: ${hint}\n`,
    });
  });

  it.each([
    [['b.csv', 'a.txt'], 'there are HOME/folder/b.csv, HOME/folder/a.txt'],
    [
      ['d.csv', 'a.txt', 'c.csv', 'b.csv', 'e.csv'],
      'there are HOME/folder/b.csv, HOME/folder/c.csv, HOME/folder/d.csv and others',
    ],
  ])('of a folder it is told what lies there, and whether that is all: %j', async (names, hint) => {
    const w = world.current;
    mkdirSync(join(w.home, 'folder'));
    for (const name of names) writeFileSync(join(w.home, 'folder', name), '');
    const { stderr } = await w.run(`users deactivate --from ${w.home}/folder ${TO}`);
    expect(stderr).toContain(`hint: ${hint.replaceAll('HOME', w.home)}\n`);
  });

  it('is stdin where `-` was given', async () => {
    const { exit, stderr } = await world.current.run(`users deactivate --from - ${TO}`, { stdin: '' });
    expect({ exit, stderr }).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^stdin: holds no rows\n/),
    });
  });
});

/** A system error in the words of the system, or taken for a mistake of the program. */
const RAW =
  /\b(?:ENOENT|EISDIR|EACCES|ENOTDIR|ELOOP|ENAMETOOLONG|EEXIST|EPERM)\b|DEFECT|no such file or directory,/;

/** Paths at which there can be no file, and no folder to make. */
const IMPOSSIBLE = ['folder', 'leavers.csv/rows', 'circle', 'x'.repeat(300), 'y/'.repeat(2500)];

function prepareHome(home: string): void {
  writeFileSync(join(home, 'leavers.csv'), 'user_id\nusr_abc123\n');
  mkdirSync(join(home, 'folder'));
  symlinkSync(join(home, 'circle'), join(home, 'circle'));
}

describe('a file that an option names beside those', () => {
  it.each(['--ca-file', '--summary-file', '--log-file'])('%s is told in words', async (option) => {
    const w = world.current;
    prepareHome(w.home);
    for (const name of IMPOSSIBLE) {
      const { exit, stderr } = await w.run(`users list --org org_xyz789 ${option} ${w.home}/${name}`);
      expect(exit, name).toBe(2);
      expect(stderr, name).toMatch(/\(USAGE\)\nhint: \S/);
      expect(stderr, name).not.toMatch(RAW);
      expect(w.requests).toEqual([]);
    }
  });
});

describe('a folder of the program that is none', () => {
  const LINES = [
    'config list',
    'config set org org_1',
    'auth login --with-token',
    'auth list',
    'auth logout',
    'auth switch default',
    'doctor',
    'runs list',
    'runs show 2026',
    'runs resume 2026',
    `users deactivate usr_1 usr_2 ${TO} --no-check`,
    'users reactivate usr_1 --org org_xyz789',
    'users list --org org_xyz789 --sandbox',
    'sandbox reset',
  ];

  it.each(['config', 'state'] as const)('%s is told in words, by every command', async (which) => {
    const w = world.current;
    prepareHome(w.home);
    const usual = { config: join(w.home, 'config'), state: join(w.home, 'state'), ignored: [] };
    for (const name of ['leavers.csv', ...IMPOSSIBLE.slice(1)]) {
      const folders = { ...usual, [which]: join(w.home, name) };
      for (const line of LINES) {
        const { exit, stdout, stderr } = await w.run(line, { folders, stdin: 'a-token' });
        expect(stdout + stderr, `${line} with ${name}`).not.toMatch(RAW);
        if (![0, 130].includes(exit))
          expect(stderr, `${line} with ${name}`).toMatch(/^(?:hint|note: next): \S/m);
      }
    }
  });
});

const full = '/dev/full';
const NO_RUNS = '--since 2020-01-01T00:00:00Z --until 2020-02-01T00:00:00Z';
describe.skipIf(!existsSync(full))('a disk without room for a file that was named', () => {
  it.each([
    `users deactivate usr_abc123 ${TO} --plan ${full}`,
    `runs report ${NO_RUNS} --csv ${full}`,
    `runs report ${NO_RUNS} --html ${full}`,
    `runs report ${NO_RUNS} --markdown ${full}`,
  ])('has its own cure: %s', async (line) => {
    const w = world.current;
    await w.sandbox();
    const { exit, stdout, stderr } = await w.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`cannot write ${full}: the disk is full (USAGE)\n`);
    expect(stderr).toContain('hint: make room on that disk, or name a file on another one\n');
  });
});

describe('a system error', () => {
  it.each(['EACCES', 'ENOSPC', 'EROFS', 'EMFILE', 'EDQUOT', 'EPERM', 'EIO'])(
    '%s is told in words',
    (code) => {
      const error = Object.assign(new Error(`${code}: some words, open '/x'`), { code });
      expect(reason(error)).toMatch(/^(?!some words)[a-z][a-z ]+/);
      expect(reason(error)).not.toContain(code);
    },
  );

  it.skipIf(process.platform === 'win32').each([
    ['EDQUOT', 'your share of the disk is full'],
    ['ESTALE', 'the network disk lost it'],
    ['EBADMSG', 'system error EBADMSG'],
    [4321, 'system error E4321'],
    [4094, 'the system gives no reason'],
  ])('%s, for which Node has no name, is told by its number', (name, words) => {
    const number =
      typeof name === 'number' ? name : Object.entries(constants.errno).find(([each]) => each === name)?.[1];
    const errno = -Number(number);
    // One call of Node's says it so, another one otherwise.
    for (const [code, text] of [
      ['UNKNOWN', 'unknown error'],
      [`Unknown system error ${errno}`, `Unknown system error ${errno}`],
    ] as const) {
      const error = Object.assign(new Error(`${code}: ${text}, write`), { code, errno, syscall: 'write' });
      expect(reason(error)).toBe(words);
      expect(isOfDisk(error)).toBe(!words.startsWith('system error'));
    }
  });

  it.each(['EIO', 'EACCES', 'ENOENT', 'EROFS', 'ENOSPC'])(
    '%s that no caller has worded is no defect',
    (code) => {
      const error = Object.assign(new Error(`${code}: some words, rename '/x'`), {
        code,
        syscall: 'rename',
        path: '/x',
      });
      const { exit, body } = report(error);
      expect({ exit, code: body.code }).toEqual({ exit: 1, code: 'FILE' });
      expect(body.message).toBe(`cannot use /x: ${reason(error)}`);
    },
  );

  it.each([
    ['the path', "EWHATEVER: never heard of, open '/x'", 'EWHATEVER: never heard of'],
    ['a full stop', 'fsync API is disabled, open it.', 'fsync API is disabled, open it'],
  ])('that is not known keeps its own words, without %s', (_what, message, words) => {
    expect(reason(Object.assign(new Error(message), { code: 'EWHATEVER' }))).toBe(words);
  });
});

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from '../bin/process.ts';

// Other users start the program here, and its folders are made by hand.
const machine = useMachine(false);
const here = (...names: string[]) => join(machine.current.home, ...names);
const read = (...names: string[]) => readFileSync(here(...names), 'utf8');
const LINE = 'config path';

/** Numbers that no account has. */
const [ME, OTHER] = [1_000_660_000, 1_000_660_001];
const canStart =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [BIN, '--version'], { uid: ME, gid: ME, env: {} }).status === 0;
const canMount = spawnSync('unshare', ['-m', 'true']).status === 0;

const asMe = (line: string, env = {}) => machine.current.run(line, { uid: ME, gid: ME, cwd: '/', env });

/** A folder like /tmp, in which everybody may make files and nobody may take away those of others. */
function shared(): void {
  machine.current.openToAll();
  mkdirSync(here('shared'));
  chmodSync(here('shared'), 0o1777);
}

function put(path: string, uid: number, mode: number): void {
  writeFileSync(path, 'before');
  chownSync(path, uid, uid);
  chmodSync(path, mode);
}

/** Options that name a file to be written, each with a command. */
const WRITERS = [
  ['--summary-file', (file: string) => `${LINE} --summary-file ${file}`],
  ['--log-file', (file: string) => `${LINE} --log-file ${file}`],
  ['--csv', (file: string) => `runs report --csv ${file}`],
] as const;

/** What another user may have put at its place. */
const FOREIGN: readonly (readonly [what: string, furnish: (path: string) => void])[] = [
  ['a file of another user', (path) => put(path, OTHER, 0o666)],
  ['a link of another user', (path) => symlinkSync(here('mine'), path)],
  ['a link of another user to a device', (path) => symlinkSync('/dev/null', path)],
  ['a pipe of another user', (path) => spawnSync('mkfifo', ['-m', '666', path])],
];

describe.skipIf(!canStart)('a file that is named to be written', () => {
  it('is written in place where its folder takes no new file', async () => {
    machine.current.openToAll();
    mkdirSync(here('closed'));
    put(here('closed', 'summary.json'), ME, 0o644);
    expect(await asMe(`${LINE} --summary-file ${here('closed', 'summary.json')}`)).toMatchObject({ exit: 0 });
    expect(read('closed', 'summary.json')).toBe('{"exit_code":0}\n');
  });

  it.each(
    WRITERS.flatMap(([option, line]) => FOREIGN.map(([what, put]) => [what, option, line, put] as const)),
  )('is not %s in a shared folder: %s', async (_what, _option, line, furnish) => {
    shared();
    put(here('mine'), ME, 0o600);
    furnish(here('shared', 'file'));
    spawnSync('chown', ['-h', `${OTHER}:${OTHER}`, here('shared', 'file')]);
    const { exit, stdout, stderr } = await asMe(line(here('shared', 'file')));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/shared\/file.*(?:of another user|permission|neither a regular file)/);
    expect(read('mine')).toBe('before');
  });

  it.each(WRITERS)('is not below a link of another user in a shared folder: %s', async (_option, line) => {
    shared();
    mkdirSync(here('own'));
    put(here('own', 'file'), ME, 0o600);
    chownSync(here('own'), ME, ME);
    for (const [name, uid] of [
      ['link', OTHER],
      ['mine', ME],
    ] as const) {
      symlinkSync(name === 'link' ? here('own') : here('shared', 'link'), here('shared', name));
      lchownSync(here('shared', name), uid, uid);
      const { exit, stdout, stderr } = await asMe(line(here('shared', name, 'file')));
      expect({ exit, stdout, file: read('own', 'file') }).toEqual({ exit: 2, stdout: '', file: 'before' });
      expect(stderr).toContain('shared/link is not written: it is a link of another user');
    }
  });

  it('is not a link that another user puts there while it is written', async () => {
    const m = machine.current;
    await m.sandbox({ users: 3000 });
    shared();
    put(here('mine'), ME, 0o600);
    const ids = Array.from({ length: 2900 }, (_, at) => `usr_${String(at + 1).padStart(6, '0')}\n`);
    writeFileSync(here('list'), ids.join(''));
    const line = `users remove --from ${here('list')} --org org_xyz789 --plan ${here('shared', 'plan')}`;
    const begun = new Set<string>();
    const watcher = watch(here('shared'), (_event, name) => {
      // The first file beside it is made to see that one can be made.
      if (!name?.startsWith('.aitronos-') || begun.has(name) || begun.add(name).size !== 2) return;
      symlinkSync(here('mine'), here('shared', 'plan'));
      lchownSync(here('shared', 'plan'), OTHER, OTHER);
    });
    mkdirSync(here('state'), { recursive: true });
    chownSync(here('state'), ME, ME);
    const { exit, stderr } = await asMe(line, { AITRONOS_STATE_DIR: here('state') });
    watcher.close();
    expect(begun.size, stderr).toBe(2);
    expect({ exit, mine: read('mine') }, stderr).toEqual({ exit: 2, mine: 'before' });
  });

  it.each(['--summary-file', '--log-file'])('may be new in a shared folder: %s', async (option) => {
    shared();
    expect(await asMe(`${LINE} ${option} ${here('shared', 'file')}`)).toMatchObject({ exit: 0 });
    expect(statSync(here('shared', 'file')).mode & 0o777).toBe(0o600);
  });

  it.each(['--summary-file', '--log-file'])(
    'is found not to be one before anything is done: %s',
    async (option) => {
      machine.current.openToAll();
      mkdirSync(here('closed'));
      const { exit, stderr } = await asMe(`${LINE} ${option} ${here('closed', 'file')}`);
      expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('permission denied') });
      expect(existsSync(here('closed', 'file'))).toBe(false);
    },
  );
});

describe.skipIf(!canMount)('a file that is a mount', () => {
  it.each([
    ['alone', ''],
    ['in a folder that is read-only', 'mount --bind FOLDER FOLDER && mount -o remount,bind,ro FOLDER &&'],
  ])('is written in place, %s', async (_, before) => {
    mkdirSync(here('folder'));
    writeFileSync(here('folder', 'file'), '');
    writeFileSync(here('outside'), 'x'.repeat(1000));
    const script = [
      before.replaceAll('FOLDER', here('folder')),
      `mount --bind ${here('outside')} ${here('folder', 'file')} &&`,
      `"$NODE" "$BIN" ${LINE} --summary-file ${here('folder', 'file')} >/dev/null`,
    ].join(' ');
    const { exit, stderr } = await machine.current.shell(`exec unshare -m sh -c '${script}'`);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(read('outside')).toBe('{"exit_code":0}\n');
  });
});

it('a run that is killed leaves its id there, and no exit code', async () => {
  const m = machine.current;
  await m.sandbox({ users: 20, latency_ms: 300 });
  writeFileSync(here('leavers'), 'usr_000001\nusr_000002\nusr_000003\n');
  const program = m.start(
    `users deactivate --from ${here('leavers')} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check ` +
      `--summary-file ${here('summary.json')} --log-file ${here('log.jsonl')}`,
  );
  await m.arrival();
  program.child.kill('SIGKILL');
  await program.ended;
  const summary = JSON.parse(read('summary.json'));
  expect(summary).toMatchObject({ total: 3, exit_code: null });
  expect(JSON.parse(read('log.jsonl').split('\n')[0] ?? '')).toMatchObject({ event: 'start' });
  const { exit } = await m.run(`runs resume ${summary.run_id} --yes --summary-file ${here('summary.json')}`);
  expect(exit).toBe(0);
  expect(JSON.parse(read('summary.json'))).toMatchObject({ run_id: summary.run_id, exit_code: 0 });
});

it('a second Ctrl-C leaves the counts of the first', async () => {
  const m = machine.current;
  await m.sandbox({ users: 20, latency_ms: 1000 });
  writeFileSync(here('leavers'), 'usr_000001\nusr_000002\nusr_000003\n');
  const program = m.start(
    `users deactivate --from ${here('leavers')} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check ` +
      `--summary-file ${here('summary.json')}`,
  );
  await m.arrival();
  program.child.kill('SIGINT');
  await program.wrote('stderr', /stopping/);
  program.child.kill('SIGINT');
  expect((await program.ended).signal).toBe('SIGINT');
  // What was sent and not answered may have happened.
  const { unknown, not_sent, exit_code } = JSON.parse(read('summary.json'));
  expect(unknown).toBeGreaterThan(0);
  expect({ rows: unknown + not_sent, exit_code }).toEqual({ rows: 3, exit_code: null });
});

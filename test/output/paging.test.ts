import { describe, expect, it } from 'vitest';
import { pagerCommand } from '../../src/system/pager/pager-command.ts';
import { MemoryPager } from '../memory-pager.ts';
import { type CallOptions, useWorld } from '../world.ts';

const world = useWorld();
const LIST = 'users list --org org_xyz789 --all --no-color';
const SCREEN = { terminal: true, columns: 80, rows: 24, env: { TERM: 'xterm-256color' } } as const;

/** Runs a line with a pager on the machine, in an organization of this size. */
async function page(line: string, options: CallOptions = {}, users = 60) {
  const pager = options.pager ?? new MemoryPager();
  await world.current.sandbox({ users });
  const env = { ...SCREEN.env, ...options.env };
  const ended = await world.current.run(line, { ...SCREEN, pager, ...options, env });
  return { ...ended, pager };
}

describe('what is longer than the screen goes through the pager', () => {
  it.each([LIST, 'users deactivate --help', 'help users list', 'help environment', '--help'])(
    '%s',
    async (line) => {
      const { exit, stdout, pager } = await page(line, { rows: 12 });
      expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
      const { stdout: whole } = await world.current.run(`${line} --no-pager`, SCREEN);
      expect(pager.text).toBe(whole);
      expect(pager.text.split('\n').length).toBeGreaterThan(12);
    },
  );

  it.each<[what: string, line: string, options: CallOptions]>([
    ['a short answer', 'roles list --org org_xyz789', {}],
    ['an error', 'users get usr_nobody1 --org org_xyz789', {}],
    ['the version', '--version', {}],
    ['--no-pager', `${LIST} --no-pager`, {}],
    ['--no-pager for help', '--no-pager users deactivate --help', {}],
    ['--debug', `${LIST} --debug`, {}],
    ['JSON', `${LIST} --json`, {}],
    ['lines of JSON', `${LIST} -o jsonl`, {}],
    ['CSV', `${LIST} -o csv`, {}],
    ['an answer of the API', 'api get /v1/organizations/org_xyz789/roles', {}],
    ['a pipe', LIST, { terminal: false }],
    ['TERM=dumb', LIST, { env: { TERM: 'dumb' } }],
    ['TERM=dumb for help', 'users deactivate --help', { env: { TERM: 'dumb' } }],
    ['a CI job', LIST, { env: { CI: 'true' } }],
    ['--no-input', `${LIST} --no-input`, {}],
    ['AITRONOS_NO_INPUT for help', 'users list --help', { rows: 9, env: { AITRONOS_NO_INPUT: '1' } }],
    ['an empty AITRONOS_PAGER', LIST, { env: { AITRONOS_PAGER: '', PAGER: 'more' } }],
    ['AITRONOS_PAGER=cat', LIST, { env: { AITRONOS_PAGER: 'cat', PAGER: 'more' } }],
    ['an empty PAGER', LIST, { env: { PAGER: ' ' } }],
    ['a terminal that does not say how long it is', LIST, { rows: 0 }],
    ['a long terminal', LIST, { rows: 500 }],
  ])('but not with %s', async (_what, line, options) => {
    const { stdout, stderr, pager } = await page(line, options);
    expect(pager.commands).toEqual([]);
    expect(stdout + stderr).not.toBe('');
  });

  it('and nothing is written beside it while it runs', async () => {
    let during = '';
    const pager = new MemoryPager({
      onLeave: () => {
        during = world.current.said;
      },
    });
    const { stderr } = await page('users list --org org_xyz789 --limit 40', { pager });
    expect(during).toBe('');
    expect(stderr).toMatch(/^note: 40 of 60 shown/);
  });

  it('whose reader may leave in the middle: no more is asked for, and that is no error', async () => {
    const pager = new MemoryPager({ leaveAfter: 1 });
    const { exit, stdout } = await page(LIST, { pager }, 5000);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(pager.text.split('\n').length).toBeLessThan(1100);
    expect(world.current.requests.length).toBeLessThan(30);
  });

  it('and the exit code is that of the call', async () => {
    const pager = new MemoryPager();
    const ids = Array.from({ length: 40 }, (_, index) => `usr_none${index}`).join(' ');
    const line = `users deactivate ${ids} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`;
    const { exit } = await page(line, { pager });
    expect(exit).toBe(1);
    expect(pager.text).toContain('usr_none39');
  });

  it('but not after an interrupt', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `usr_none${index}`).join(' ');
    const line = `users deactivate ${ids} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check --rate 1/s`;
    const { exit, stdout, pager } = await page(line, { interruptAtWait: true });
    expect(exit).toBe(130);
    expect(pager.commands).toEqual([]);
    expect(stdout).toContain('usr_none39');
  });

  it.each<[failure: 'absent' | 'failed', env: Record<string, string>, note: string]>([
    [
      'absent',
      { AITRONOS_PAGER: 'no-such-pager -x' },
      'note: the pager cannot be started: no-such-pager -x\n',
    ],
    ['absent', {}, ''],
    ['failed', { AITRONOS_PAGER: 'less --bad' }, 'note: the pager failed: less --bad\n'],
    ['failed', { LESS: '--bad' }, 'note: the pager failed: less\n'],
  ])('unless it is %s: %j', async (failure, env, note) => {
    const pager = new MemoryPager({ failure });
    const { exit, stdout, stderr } = await page(LIST, { pager, env });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: note });
    const { stdout: whole } = await world.current.run(`${LIST} --no-pager`, SCREEN);
    expect(stdout).toBe(whole);
  });

  it('after what an API says was made safe, and without secrets', async () => {
    const token = 'a-token-that-is-long-enough';
    const member = {
      full_name: `\u001b[2J${token}`,
      email: 'j@example.com',
      role: { name: 'M' },
    };
    const members = Array.from({ length: 40 }, (_, index) => ({ id: `usr_${index}`, ...member }));
    await world.current.script({ status: 200, body: { members, total: 40 } });
    const pager = new MemoryPager();
    const env = { ...SCREEN.env, AITRONOS_ACCESS_TOKEN: token };
    await world.current.run(LIST, { ...SCREEN, pager, env });
    expect(pager.text).toContain('usr_1');
    expect(pager.text).not.toContain('\u001b');
    expect(pager.text).not.toContain(token);
  });

  it('is in colour only where the terminal has colour', async () => {
    const line = 'users list --org org_xyz789 --all';
    expect((await page(line)).pager.text).toContain('\u001b[1m');
    expect((await page(line, { env: { NO_COLOR: '1' } })).pager.text).not.toContain('\u001b');
  });
});

describe('the pager', () => {
  const SH = '/bin/sh';

  it.each<[env: Record<string, string>, platform: string, started: readonly string[] | null]>([
    [{}, 'linux', ['less']],
    [{ PAGER: 'more' }, 'darwin', ['more']],
    [{ PAGER: 'more', AITRONOS_PAGER: 'most' }, 'linux', ['most']],
    [{ AITRONOS_PAGER: 'less -S' }, 'linux', [SH, '-c', 'less -S']],
    [{ PAGER: '$HOME/page' }, 'linux', [SH, '-c', '$HOME/page']],
    [{ PAGER: 'A=1 less' }, 'linux', [SH, '-c', 'A=1 less']],
    [{ PAGER: '/opt/a/b-c_d.e' }, 'linux', ['/opt/a/b-c_d.e']],
    [{ PAGER: '' }, 'linux', null],
    [{ PAGER: 'cat' }, 'linux', null],
    [{ AITRONOS_PAGER: '', PAGER: 'less' }, 'linux', null],
    // A bare name could be a program in the current folder.
    [{}, 'win32', null],
    [{ PAGER: 'less' }, 'win32', null],
    [{ PAGER: 'C:\\Program Files\\less.exe' }, 'win32', ['C:\\Program Files\\less.exe']],
  ])('for %j on %s is %j', (env, platform, started) => {
    const command = pagerCommand(env, platform);
    expect(command && [command.file, ...command.args]).toEqual(started);
  });

  it.each<[env: Record<string, string>, given: Record<string, string>]>([
    [{}, { LESS: 'FRX', LV: '-c' }],
    [{ LESS: '-S' }, { LESS: '-S', LV: '-c' }],
    [
      { LESS: '', HOME: '/home/jane' },
      { LESS: '', LV: '-c', HOME: '/home/jane' },
    ],
    [
      { AITRONOS_ACCESS_TOKEN: 'x', AITRONOS_API_KEY: 'y', A: 'x' },
      { LESS: 'FRX', LV: '-c', A: 'x' },
    ],
    [
      { AITRONOS_ACCESS_TOKEN: 'long-enough', COPY: 'Bearer long-enough' },
      { LESS: 'FRX', LV: '-c' },
    ],
    [
      { HTTPS_PROXY: 'http://jane:pass-word-1@proxy:8080', NO_PROXY: 'a' },
      { LESS: 'FRX', LV: '-c', NO_PROXY: 'a' },
    ],
  ])('for %j is given the environment %j', (env, given) => {
    expect(pagerCommand(env, 'linux')?.env).toEqual(given);
  });
});

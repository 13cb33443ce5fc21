import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasItsOwner, isSystemFolder } from '../../src/validation/system-folders.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

it.each(['/dev/null', '/dev/null/aitronos', '/dev/zero'])(
  'proposes no change to the rights of %s',
  async (state) => {
    const folders = { config: `${world.current.home}/config`, state, ignored: [] };
    const { exit, stderr } = await world.current.run('runs list', { folders });
    expect(exit).not.toBe(0);
    expect(stderr).not.toMatch(/chmod|chown|mv \/dev/);
    expect(stderr).toContain('AITRONOS_STATE_DIR');
  },
);

describe.skipIf(process.platform === 'win32')('a file of ours that is none', () => {
  const config = (name: string) => join(world.current.home, 'config', name);
  const status = () => world.current.run('auth status', { env: { AITRONOS_ACCESS_TOKEN: undefined } });

  it.each(['config.json', 'credentials.json'])('but a link to a device is taken away: %s', async (name) => {
    mkdirSync(config(''), { mode: 0o700 });
    symlinkSync('/dev/zero', config(name));
    const { exit, stderr } = await status();
    expect(exit).toBe(1);
    expect(stderr).toContain(`${config(name)} is not read: it is a device (UNTRUSTED_FILE)\n`);
    const [, cure = ''] =
      /hint: it is a link to \/dev\/zero: (rm .*?); or name another folder/.exec(stderr) ?? [];
    expect(cure).toBe(`rm ${config(name)}`);
    execFileSync('sh', ['-c', cure]);
    expect((await status()).stderr).not.toContain('UNTRUSTED_FILE');
  });

  it('but a named pipe is moved away', async () => {
    mkdirSync(config(''), { mode: 0o700 });
    execFileSync('mkfifo', [config('config.json')]);
    expect((await status()).stderr).toContain(`hint: move it away: mv ${config('config.json')} `);
  });
});

it.skipIf(process.platform === 'win32').each(['/tmp', '/usr', '/'])(
  'proposes no change to the rights of %s where it is the configuration folder',
  async (config) => {
    const folders = { config, state: join(world.current.home, 'state'), ignored: [] };
    const { stdout } = await world.current.run('doctor', { folders });
    expect(stdout).toContain('cure: name another folder with AITRONOS_CONFIG_DIR');
    expect(stdout).not.toMatch(/chmod|chown/);
  },
);

describe('a folder', () => {
  it.each([
    '/',
    '/tmp',
    '/usr',
    '/usr/local',
    '/usr/local/share',
    '/var/tmp',
    '/var/lib',
    '/dev/shm',
    '/dev/fd/3',
    '/proc/1/cwd',
    '/run/lock',
    '/home',
    '/Library/Caches',
    '/private/tmp',
    '/private/var/tmp',
  ])('keeps its rights and its owner: %s', (path) => {
    expect([isSystemFolder(path), hasItsOwner(path)]).toEqual([true, true]);
  });

  it.each(['/var/lib/postgresql', '/etc/ssl', '/opt/tool', '/srv/www', '/var/log/nginx'])(
    'keeps its owner, and may be closed to others: %s',
    (path) => {
      expect([isSystemFolder(path), hasItsOwner(path)]).toEqual([false, true]);
    },
  );

  it.each([
    '/root',
    '/root/.config',
    '/home/jane',
    '/home/jane/.config/aitronos',
    '/data',
    '/config',
    '/tmp/aitronos',
    '/var/lib/aitronos/state',
    '/run/user/1000/aitronos',
    '/Users/jane/Library',
  ])('may be mended: %s', (path) => {
    expect([isSystemFolder(path), hasItsOwner(path)]).toEqual([false, false]);
  });
});

// A device without an end: what is read whole has a bound.
describe.skipIf(process.platform === 'win32')('a device that is named', () => {
  const GET = 'users get usr_abc123 --org org_xyz789';
  it.each([
    ['--ca-file', `${GET} --ca-file /dev/zero`, 'the CA file /dev/zero has more than 16 MiB'],
    [
      '--protect',
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --protect /dev/zero',
      '/dev/zero has more than 16 MiB',
    ],
    ['--input', 'api post /v1/x --input /dev/zero', '/dev/zero has more than 256 MiB'],
    [
      'a plan',
      'runs apply /dev/zero --yes',
      '/dev/zero is not a plan: part of it is larger than in any plan',
    ],
  ])('as %s is read up to a bound', async (_what, line, told) => {
    const { exit, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining(told) });
    expect(world.current.requests).toEqual([]);
  });
});

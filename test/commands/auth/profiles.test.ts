import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
const run = (line: string, stdin = '', env: Readonly<Record<string, string>> = {}) =>
  world.current.run(line, { env: { ...SIGNED_OUT, ...env }, stdin });
const login = (profile: string) =>
  run(`auth login --with-token --profile ${profile}`, 'sandbox-access-token');
const profileOf = async (more = '', env = {}) =>
  JSON.parse((await run(`auth status --offline --json ${more}`, '', env)).stdout).profile;

describe('auth list', () => {
  it('shows every profile and who is signed in there, and asks nobody', async () => {
    await login('staging');
    await run('config set org org_1 --profile empty');
    const { exit, stdout } = await run('auth list --json');
    expect({ exit, answer: JSON.parse(stdout) }).toMatchObject({
      exit: 0,
      answer: [
        { profile: 'default', used: true, signed_in: false, origin: null },
        { profile: 'empty', used: false, signed_in: false },
        { profile: 'staging', used: false, signed_in: true, origin: world.current.url, store: 'file' },
      ],
    });
    expect(stdout).not.toContain('sandbox-access-token');
    expect((await run('auth list')).stdout).toMatch(/^PROFILE +USED +SIGNED IN +USER ID/);
    expect(world.current.requests).toEqual([]);
  });

  it('shows the one in use also when it is signed out', async () => {
    await login('staging');
    await run('auth switch staging');
    await run('auth logout --all');
    expect(JSON.parse((await run('auth list --json')).stdout)).toMatchObject([
      { profile: 'default', used: false },
      { profile: 'staging', used: true, signed_in: false },
    ]);
  });

  it('shows the one in use, of which nothing is stored', async () => {
    const { stdout } = await run('auth list --json', '', { AITRONOS_PROFILE: 'stagging' });
    expect(JSON.parse(stdout)).toMatchObject([
      { profile: 'default', used: false },
      { profile: 'stagging', used: true, signed_in: false },
    ]);
  });
});

describe('auth switch', () => {
  it('makes a profile the one that counts when none is named', async () => {
    await login('staging');
    await login('default');
    const { exit, stdout, stderr } = await run('auth switch staging');
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: 'Profile staging is used from now on\n',
      stderr: '',
    });
    expect(await profileOf()).toBe('staging');
    expect(await profileOf('--profile default')).toBe('default');
    expect(await profileOf('', { AITRONOS_PROFILE: 'default' })).toBe('default');
    await run('auth switch default');
    expect(await profileOf()).toBe('default');
  });

  it('keeps the settings, and settings keep it', async () => {
    await run('config set org org_1');
    await login('staging');
    await run('auth switch staging');
    await run('config set org org_2');
    const config = JSON.parse(await readFile(join(world.current.home, 'config', 'config.json'), 'utf8'));
    expect(config).toEqual({
      version: 1,
      profile: 'staging',
      profiles: { default: { org: 'org_1' }, staging: { org: 'org_2' } },
    });
  });

  it('suggests the nearest when there is no such profile: exit 2', async () => {
    await login('staging');
    const near = await run('auth switch stagin');
    expect(near).toMatchObject({
      exit: 2,
      stderr:
        'error: there is no profile stagin; did you mean staging? (USAGE)\n' +
        'hint: `aitronos auth list` shows the profiles\n',
    });
    const far = await run('auth switch production');
    expect(far).toMatchObject({ exit: 2, stderr: expect.stringContaining('`aitronos auth list` shows') });
    expect((await run('auth switch a/b')).exit).toBe(2);
  });

  it('says when it changes nothing yet', async () => {
    await run('config set org org_1 --profile empty');
    const { stderr } = await run('auth switch empty', '', { AITRONOS_PROFILE: 'default' });
    expect(stderr).toBe(
      'note: AITRONOS_PROFILE is set and wins over it\nnote: nobody is signed in there: aitronos auth login --profile empty\n',
    );
  });
});

describe('a profile in which nobody is signed in', () => {
  it('suggests the nearest one in which somebody is: exit 4, and nothing is sent', async () => {
    await login('staging');
    const { exit, stderr } = await world.current.deactivate('--profile stagign', { env: SIGNED_OUT });
    expect(exit).toBe(4);
    expect(stderr).toContain(
      'none stored for profile stagign (NOT_SIGNED_IN)\nhint: did you mean --profile staging?',
    );
    expect(world.current.requests).toEqual([]);
  });
});

describe('a profile that is not there, beside others that are', () => {
  it.each([
    'config list',
    'config get org',
    'config unset org',
    'users list --org org_xyz789',
    'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --dry-run',
    'departments list --org org_xyz789',
    'api get /v1/user/me',
  ])('is refused although a token is in the environment: %s', async (line) => {
    await world.current.run('config set org org_1 --profile staging');
    for (const options of [
      { words: ' --profile stagin', env: {} },
      { words: '', env: { AITRONOS_PROFILE: 'stagin' } },
    ]) {
      const ended = await world.current.run(line + options.words, { env: options.env });
      expect(ended).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: expect.stringContaining('there is no profile stagin; did you mean staging? (USAGE)\n'),
      });
    }
    expect(world.current.requests).toEqual([]);
  });

  it('may be one of which nothing is stored where no other has a name', async () => {
    await world.current.run('config set org org_xyz789');
    expect((await world.current.run('config list --profile ci')).exit).toBe(0);
    expect((await world.current.run('users list --profile ci --org org_xyz789')).exit).toBe(0);
  });
});

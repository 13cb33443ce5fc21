import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/version.ts';
import { BIN, DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

describe('the program', () => {
  it.skipIf(process.platform === 'win32')(
    'starts through a link, as package managers make them',
    async () => {
      const bin = join(machine.current.home, 'aitronos');
      symlinkSync(BIN, bin);
      expect(await machine.current.run('--version', { bin })).toMatchObject({
        exit: 0,
        stdout: `${version}\n`,
      });
      expect((await machine.current.run(`${DEACTIVATE} --sandbox`, { bin, cwd: '/' })).exit).toBe(0);
    },
  );

  it.skipIf(process.platform === 'win32').each([
    [{ node: ['--preserve-symlinks-main'] }, {}],
    [{ node: ['--preserve-symlinks', '--preserve-symlinks-main'] }, {}],
    [{}, { NODE_OPTIONS: '--preserve-symlinks-main' }],
  ])('starts through a link that Node was told to keep: %j %j', async (how, env) => {
    const bin = join(machine.current.home, 'aitronos');
    symlinkSync(BIN, bin);
    Object.assign(machine.current.env, env);
    const ended = await machine.current.run('config path', { ...how, bin });
    expect(ended).toMatchObject({ exit: 0, stderr: '' });
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      '--log-file log',
      '--summary-file summary',
      '--ca-file ca.pem',
      '--plan plan.json',
      '--protect nobody.txt',
    ])('names no defect where the folder that it is started in was removed: %s', async (option) => {
    const { exit, stderr } = await machine.current.shell(
      `mkdir gone && cd gone && rmdir ../gone && aitronos ${DEACTIVATE} --sandbox ${option}`,
    );
    expect(exit).toBe(2);
    expect(stderr).toMatch(/folder that this shell is in was removed|no such file or folder/);
    expect(stderr).not.toContain('DEFECT');
  });

  it('leaves nothing in the folder in which it is started', async () => {
    const { stdout } = await machine.current.shell(
      `mkdir elsewhere && cd elsewhere && aitronos ${DEACTIVATE} --sandbox --json > ../answer && ls -A . && cat ../answer`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'changed' });
  });

  it.each(['16.20.2', '18.20.8', '20.18.0'])('says plainly that Node %s is too old', async (node) => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } })`;
    const ended = await machine.current.run('--version', {
      node: ['--import', `data:text/javascript,${encodeURIComponent(older)}`],
    });
    expect(ended).toEqual({
      exit: 1,
      signal: null,
      stdout: '',
      stderr: `error: aitronos needs Node 20.18.1 or newer; this is ${node}\n`,
    });
  });

  it('runs twice at once in the sandbox and changes a user once', async () => {
    const line = `${DEACTIVATE} --sandbox --json`;
    const ended = await Promise.all([machine.current.run(line), machine.current.run(line)]);
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0]);
    const outcomes = ended.map(({ stdout }) => JSON.parse(stdout).outcome);
    expect(outcomes.sort()).toEqual(['changed', 'unchanged']);
  });
});

describe('the token', () => {
  it('is shown by no output, also with --debug', async () => {
    await machine.current.sandbox();
    const { exit, stdout, stderr } = await machine.current.run(`${DEACTIVATE} --debug --json`);
    expect(exit).toBe(0);
    expect(stderr).toContain('debug: > POST ');
    expect(stdout + stderr).not.toContain('sandbox-access-token');
    expect(machine.current.requests[0]?.headers['authorization']).toBe('Bearer sandbox-access-token');
  });

  it('cannot be given as an argument, where other processes would see it', async () => {
    await machine.current.sandbox();
    for (const option of ['--token', '--access-token', '--api-key']) {
      const { exit, stderr } = await machine.current.run(`${DEACTIVATE} ${option} a-secret`);
      expect(exit).toBe(2);
      expect(stderr).toContain(`unknown option '${option}'`);
    }
    expect(machine.current.requests).toEqual([]);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useMachine } from './process.ts';

const machine = useMachine();
const file = () => join(machine.current.home, 'config', 'credentials.json');

/** What the processes that ask the keychain find in their environment, of those that know this text. */
function environmentsWith(text: string): string[] {
  const read = (pid: string, name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((pid) => read(pid, 'cmdline').includes('keychain.js'))
    .map((pid) => read(pid, 'environ'))
    .filter((environment) => environment.includes(text));
}

describe('a keychain that cannot be reached', () => {
  const login = (env: Readonly<Record<string, string>>) =>
    machine.current.run('auth login --with-token --keychain', { stdin: 'the-token', env });

  it.skipIf(process.platform !== 'linux')('is said at once, and no file is written instead', async () => {
    const { exit, stdout, stderr } = await login({});
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: the keychain cannot be reached: .+ \(KEYCHAIN\)\nhint: .*credential-store/,
    );
    expect(stderr).not.toContain('the-token');
    expect(existsSync(file())).toBe(false);
  });

  it('is said in our words where its library is not there', async () => {
    const { exit, stderr } = await login({ NAPI_RS_NATIVE_LIBRARY_PATH: join(machine.current.home, 'none') });
    expect(exit).toBe(1);
    expect(stderr).toContain(
      'the optional package @napi-rs/keyring is not installed, or not made for this system (KEYCHAIN)',
    );
  });

  it.skipIf(process.platform !== 'linux')('is given two seconds, and then given up', async () => {
    const socket = join(machine.current.home, 'mute');
    const told: string[] = [];
    const mute = createServer(() => told.push(...environmentsWith(socket)));
    await new Promise<void>((ready) => mute.listen(socket, ready));
    const bus = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
    const { exit, stderr } = await login({ ...bus, AITRONOS_API_KEY: 'another-key', COPY: 'another-key' });
    mute.close();
    expect(told.length).toBeGreaterThan(0);
    expect(told.join('')).not.toContain('another-key');
    expect(exit).toBe(1);
    expect(stderr).toContain('the keychain cannot be reached: it did not answer within 2 s (KEYCHAIN)');
    expect(existsSync(file())).toBe(false);
  });
});

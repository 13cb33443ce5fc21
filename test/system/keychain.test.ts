import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Ended, useMachine } from '../bin/process.ts';

const machine = useMachine();
const file = () => join(machine.current.home, 'config', 'credentials.json');
const entry = (profile = 'default') => `${profile} (${join(machine.current.home, 'config')})`;
const SCRIPT = fileURLToPath(new URL('../../bin/keychain.js', import.meta.url));

/** Runs lines of the shell in a session of its own with a keychain that is open; `ask get` asks it past the program. */
function inSession(script: string): Promise<Ended> {
  mkdirSync(join(machine.current.home, '.cache'), { recursive: true });
  mkdirSync(join(machine.current.home, '.local', 'share', 'keyrings'), { recursive: true });
  const session = [
    'printf a-password | gnome-keyring-daemon --unlock --components=secrets > keyring.log 2>&1',
    'aitronos() { "$NODE" "$BIN" "$@"; }',
    'ask() { printf %s "$REQUEST" | "$NODE" "$SCRIPT"; }',
    script,
  ].join('\n');
  const REQUEST = JSON.stringify({ act: 'get', service: 'aitronos', entry: entry() });
  return machine.current.shell('exec dbus-run-session -- sh -eu -c "$SESSION" 2> session.log', {
    env: { SESSION: session, SCRIPT, REQUEST },
  });
}

/** What `ask` printed when the keychain holds these tokens, or nothing. */
const held = (access_token: string | null) => {
  const secrets = JSON.stringify({ access_token, refresh_token: null });
  return `\n${JSON.stringify({ secret: access_token === null ? null : secrets })}`;
};

const works = ['dbus-run-session', 'gnome-keyring-daemon'].every(
  (command) => spawnSync(command, ['--version']).status === 0,
);

describe.skipIf(!works)('the keychain, where gnome-keyring and dbus-run-session are installed', () => {
  it('holds the token of `auth login --keychain`, and no file does', async () => {
    await machine.current.sandbox();
    const { exit, stdout } = await inSession(`
      printf sandbox-access-token | aitronos auth login --with-token --keychain
      ask
      unset AITRONOS_ACCESS_TOKEN
      aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 -o csv | tail -1 | cut -d , -f 1
      aitronos auth token
      cat config/credentials.json
    `);
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining('the keychain\n') });
    expect(stdout).toContain(`${held('sandbox-access-token')}usr_abc123\nsandbox-access-token\n{`);
    expect(JSON.parse(readFileSync(file(), 'utf8')).profiles.default).toEqual({
      origin: machine.current.env['AITRONOS_API_URL'],
      stored_at: expect.any(String),
      store: 'keychain',
      renewable: false,
    });
  });

  it('is emptied by `auth logout`', async () => {
    const { exit, stdout } = await inSession(`
      printf the-token | aitronos auth login --with-token --keychain > /dev/null
      ask
      aitronos auth logout --sandbox > /dev/null
      ask
      cat config/credentials.json
    `);
    expect(exit).toBe(0);
    expect(stdout).toContain(`${held('the-token')}${held(null)}`);
    expect(stdout).toMatch(/"profiles": \{\}/);
  });

  it('keeps nothing behind when the token moves to a file, nor the file when it moves back', async () => {
    const { exit, stdout } = await inSession(`
      aitronos config set credential-store keychain > /dev/null
      printf token-1 | aitronos auth login --with-token > /dev/null
      ask
      aitronos config unset credential-store > /dev/null
      printf token-2 | aitronos auth login --with-token > /dev/null
      ask
      grep -o token-. config/credentials.json
      printf token-3 | aitronos auth login --with-token --keychain > /dev/null
      ask
      grep -o token-. config/credentials.json || echo nothing
    `);
    expect(exit).toBe(0);
    expect(stdout).toBe(`${held('token-1')}${held(null)}token-2\n${held('token-3')}nothing\n`);
  });
});

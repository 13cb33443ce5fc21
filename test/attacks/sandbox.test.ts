import { createHmac } from 'node:crypto';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSandbox, tempFolder } from '../sandbox/world.ts';

/** What becomes of a request with these lines, `PORT` standing for the sandbox's own. */
async function ask(lines: readonly string[]): Promise<{ status: number; arrived: number }> {
  const { url, arrived, access_token } = await openSandbox();
  const { port } = new URL(url);
  const head = [...lines, `authorization: Bearer ${access_token}`, 'connection: close'];
  const text = `${head.join('\r\n').replaceAll('PORT', port)}\r\n\r\n`;
  const answer = await new Promise<string>((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (more) => {
      said += more;
    });
    socket.on('close', () => resolve(said)).on('error', reject);
  });
  return { status: Number(answer.split(' ')[1]), arrived: arrived.length };
}

const ME = 'GET /v1/user/me HTTP/1.1';

describe('the sandbox answers only', () => {
  it.each([
    ['its address', [ME, 'host: 127.0.0.1:PORT']],
    ['its name', [ME, 'host: localhost:PORT']],
    ['its name in capitals', [ME, 'host: LOCALHOST:PORT']],
    ['its address in IPv6', [ME, 'host: [::1]:PORT']],
    ['what was typed into a browser', [ME, 'host: localhost:PORT', 'sec-fetch-site: none']],
  ])('requests for %s', async (_name, lines) => {
    expect(await ask(lines)).toEqual({ status: 200, arrived: 1 });
  });

  it.each([
    ['another name that leads here', [ME, 'host: evil.example:PORT']],
    ['a name that begins like its own', [ME, 'host: localhost.evil.example:PORT']],
    ['a name that ends like its own', [ME, 'host: evil-localhost:PORT']],
    ['its address without the port', [ME, 'host: 127.0.0.1']],
    ['another port', [ME, 'host: 127.0.0.1:1']],
    ['the address of all interfaces', [ME, 'host: 0.0.0.0:PORT']],
    ['a user before the name', [ME, 'host: localhost:PORT@evil.example']],
    ['an empty host', [ME, 'host:']],
    ['no host', ['GET /v1/user/me HTTP/1.0']],
    ['a page of elsewhere', [ME, 'host: 127.0.0.1:PORT', 'origin: https://evil.example']],
    ['a page of this machine', [ME, 'host: 127.0.0.1:PORT', 'origin: http://localhost:3000']],
    ['a page without an origin of its own', [ME, 'host: 127.0.0.1:PORT', 'origin: null']],
    ['an image of a page of elsewhere', [ME, 'host: 127.0.0.1:PORT', 'sec-fetch-site: cross-site']],
    ['an image of a page of this machine', [ME, 'host: 127.0.0.1:PORT', 'sec-fetch-site: same-site']],
    ['an image of a page of its own', [ME, 'host: 127.0.0.1:PORT', 'sec-fetch-site: same-origin']],
    ['a preflight', ['OPTIONS /v1/user/me HTTP/1.1', 'host: 127.0.0.1:PORT', 'origin: https://evil.example']],
  ])('and not %s', async (_name, lines) => {
    const { status, arrived } = await ask(lines);
    expect({ refused: status === 403 || status === 400, arrived }).toEqual({ refused: true, arrived: 0 });
  });
});

/** A token with this payload, signed as the sandbox signs. */
function signed(payload: string): string {
  const content = `e30.${Buffer.from(payload).toString('base64url')}`;
  return `${content}.${createHmac('sha256', 'sandbox').update(content).digest('base64url')}`;
}

describe('a malformed token', () => {
  it.each([
    ['no JSON', signed('{')],
    ['null', signed('null')],
    ['a list', signed('[]')],
    ['a text', signed('"usr_abc123"')],
    ['no session', signed('{"sub":"usr_abc123","exp":9999999999}')],
    ['a session of another type', signed('{"sub":"usr_abc123","sid":{},"exp":9999999999}')],
    ['an end of another type', signed('{"sub":"usr_abc123","sid":"ses_1","exp":"never"}')],
    ['letters outside ASCII', `e30.e30.${'\u00e9'.repeat(43)}`],
    ['one part', 'e30'],
    ['a hundred parts', 'a.'.repeat(100)],
  ])('with %s is a 401', async (_name, token) => {
    const { send } = await openSandbox();
    const { status, body } = await send('/v1/user/me', { headers: { authorization: `Bearer ${token}` } });
    expect([status, body.error?.code]).toEqual([401, 'TOKEN_INVALID']);
  });
});

describe("the sandbox's data", () => {
  it.each(['changes.jsonl', 'changes.jsonl.new', 'sign-ins.json', 'sign-ins.json.new'])(
    'is for its owner alone, also where %s was there before for all',
    async (name) => {
      const folder = await tempFolder();
      const login = { email_or_username: 'jane@example.com', password: 'sandbox-password' };
      const first = await openSandbox({ folder });
      await first.call('POST /v1/auth/login', login);
      await first.deactivate('usr_abc123');
      const file = join(folder, name);
      if (name.endsWith('.new')) writeFileSync(file, '');
      chmodSync(file, 0o644);
      const second = await openSandbox({ folder, users: 30 });
      await second.reactivate('usr_abc123');
      await second.call('POST /v1/auth/login', login);
      for (const kept of ['changes.jsonl', 'sign-ins.json']) {
        expect(statSync(join(folder, kept)).mode & 0o777).toBe(0o600);
      }
    },
  );

  it.each(['changes.jsonl.new', 'sign-ins.json.new'])(
    'is written to nothing that %s leads to',
    async (name) => {
      const folder = await tempFolder();
      const other = join(await tempFolder(), 'other');
      writeFileSync(other, 'mine', { mode: 0o644 });
      symlinkSync(other, join(folder, name));
      const sandbox = await openSandbox({ folder });
      await sandbox.call('POST /v1/auth/login', {
        email_or_username: 'jane@example.com',
        password: 'sandbox-password',
      });
      await sandbox.deactivate('usr_abc123');
      expect([readFileSync(other, 'utf8'), statSync(other).mode & 0o777]).toEqual(['mine', 0o644]);
    },
  );
});

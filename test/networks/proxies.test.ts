import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NODE_ROOTS } from '../../src/api/http/pool.ts';
import { connectProxy } from '../../src/api/http/proxy/proxy.ts';
import { takeBack } from '../take-back.ts';
import { useWorld } from '../world.ts';
import { useNetwork } from './network.ts';
import type { Listening, ProxyManners } from './servers.ts';

const world = useWorld();
const network = useNetwork();

const NAME = 'api.example.invalid';
const certificate = () => network.authority.certificate(`DNS:${NAME}`);
const root = async () => (await network.authority.root()).file;

interface Call {
  readonly more?: string;
  /** Before the proxy's host and port. */
  readonly address?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Deactivates a user at an API that is reached through this proxy alone. */
async function through(proxy: Listening, { more = '', address = 'http://127.0.0.1', env = {} }: Call = {}) {
  const ended = await world.current.deactivate(`--json --ca-file ${await root()} ${more}`, {
    env: { AITRONOS_API_URL: `https://${NAME}`, HTTPS_PROXY: `${address}:${proxy.port}`, ...env },
  });
  return { ...ended, error: ended.stderr.startsWith('{"error"') ? JSON.parse(ended.stderr).error : null };
}

async function apiBehind(manners: ProxyManners = {}) {
  const api = await network.api(await certificate());
  return { api, proxy: await network.proxy({ port: api.port, ...manners }) };
}

describe('a proxy', () => {
  it.each(['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy'])('opens a way to the API: %s', async (name) => {
    const { api, proxy } = await apiBehind();
    const env = { HTTPS_PROXY: '', [name]: `http://127.0.0.1:${proxy.port}` };
    expect(await through(proxy, { env })).toMatchObject({
      exit: 0,
      stderr: takeBack(` --ca-file ${await root()}`),
    });
    expect(proxy.heard).toEqual([expect.stringMatching(/^api\.example\.invalid:443 /)]);
    expect(proxy.heard.join()).not.toContain('sandbox-access-token');
    expect(api.heard).toEqual([expect.stringContaining('Bearer sandbox-access-token')]);
  });

  it('may be named without http://, as curl takes it', async () => {
    const { proxy } = await apiBehind();
    expect(await through(proxy, { address: '127.0.0.1' })).toMatchObject({
      exit: 0,
      stderr: takeBack(` --ca-file ${await root()}`),
    });
  });

  it('may speak TLS itself, with a certificate of the same authority', async () => {
    const { api, proxy } = await apiBehind({
      certificate: await network.authority.certificate('DNS:localhost'),
    });
    expect(await through(proxy, { address: 'https://localhost' })).toMatchObject({
      exit: 0,
      stderr: takeBack(` --ca-file ${await root()}`),
    });
    expect(api.heard).toHaveLength(1);
  });

  it('gets the user and the password of its address, and nobody else does', async () => {
    const { api, proxy } = await apiBehind({ wants: 'otto:s3cret@pass' });
    const address = 'http://otto:s3cret%40pass@127.0.0.1';
    const { exit, stdout, stderr } = await through(proxy, { address, more: '--debug' });
    expect(exit).toBe(0);
    expect(proxy.heard).toHaveLength(1);
    expect(api.heard).toHaveLength(1);
    expect(stdout + stderr).not.toMatch(/s3cret|b3R0bzpzM2NyZXRAcGFzcw/);
  });

  it('serves a run of many with one way for each connection', async () => {
    const { api, proxy } = await apiBehind();
    const stdin = Array.from({ length: 30 }, (_, index) => `usr_${index}`).join('\n');
    const env = { AITRONOS_API_URL: `https://${NAME}`, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const line =
      'users deactivate --from - --yes --no-check --org org_xyz789 --transfer-to dept_eng001 --concurrency 4';
    const { exit } = await world.current.run(`${line} --ca-file ${await root()}`, { stdin, env });
    expect(exit).toBe(0);
    expect(api.heard.filter((line) => line.includes('/deactivate'))).toHaveLength(30);
    expect(proxy.heard.length).toBeLessThanOrEqual(4);
  });
});

describe('what NO_PROXY lists', () => {
  it.each([NAME, 'other.example, .example.invalid', '*.example.invalid:443', '*'])(
    'is reached without it: %s',
    async (list) => {
      const proxy = await network.proxy({ refuses: 403 });
      const { exit, error } = await through(proxy, { env: { NO_PROXY: list }, more: '--retries 0' });
      expect({ exit, code: error.code, heard: proxy.heard }).toEqual({
        exit: 5,
        code: 'HOST_NOT_FOUND',
        heard: [],
      });
    },
  );

  it.each(['ample.invalid', `${NAME}:8443`, '192.0.2.0/24'])('and nothing else is: %s', async (list) => {
    const proxy = await network.proxy({ refuses: 403 });
    expect((await through(proxy, { env: { NO_PROXY: list } })).error.code).toBe('PROXY_REFUSED');
    expect(proxy.heard).toHaveLength(1);
  });
});

describe('a proxy that opens no way is named without its user and password', () => {
  const address = 'http://otto:s3cret@127.0.0.1';

  it.each([
    [
      403,
      'PROXY_REFUSED',
      /^the proxy 127\.0\.0\.1:\d+ refused a tunnel to api\.example\.invalid:443 \(HTTP 403\)$/,
      1,
    ],
    [407, 'PROXY_AUTHENTICATION', /^the proxy 127\.0\.0\.1:\d+ wants a valid user name and password/, 1],
    [503, 'PROXY_REFUSED', /refused a tunnel to api\.example\.invalid:443 \(HTTP 503\)$/, 4],
  ])('HTTP %i', async (refuses, code, message, asked) => {
    const proxy = await network.proxy({ refuses });
    const { exit, stdout, stderr, error } = await through(proxy, { address });
    expect(exit).toBe(5);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message), retryable: asked > 1 });
    expect(error.hint).toMatch(/HTTPS_PROXY/);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', attempts: asked });
    expect(proxy.heard).toHaveLength(asked);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  it.each([
    [
      407,
      'Proxy-Authenticate: NTLM',
      'PROXY_SCHEME',
      /wants a sign-in by NTLM, but aitronos can only do Basic/,
      1,
    ],
    [407, 'Proxy-Authenticate: Digest realm="a, b", nonce="c"', 'PROXY_SCHEME', /sign-in by Digest, but/, 1],
    [
      407,
      'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM',
      'PROXY_SCHEME',
      /by Negotiate or NTLM,/,
      1,
    ],
    [
      407,
      'Proxy-Authenticate: NTLM, BASIC realm="x"',
      'PROXY_AUTHENTICATION',
      /wants a valid user name and password/,
      1,
    ],
    [407, 'Proxy-Authenticate: NTLM realm="Acme, Inc proxy"', 'PROXY_SCHEME', /sign-in by NTLM, but/, 1],
    [407, 'Proxy-Authenticate: Digest realm="x, Basic y"', 'PROXY_SCHEME', /sign-in by Digest, but/, 1],
    [407, 'Proxy-Authenticate: Digest realm = "x" , nonce = "y"', 'PROXY_SCHEME', /by Digest, but/, 1],
    [407, 'Proxy-Authenticate: Digest realm="a\\", Basic b"', 'PROXY_SCHEME', /by Digest, but/, 1],
    [407, 'Proxy-Authenticate: Digest realm="not closed, Basic x', 'PROXY_SCHEME', /by Digest, but/, 1],
    [407, 'Proxy-Authenticate: =', 'PROXY_AUTHENTICATION', /wants a valid user name and password/, 1],
    [401, undefined, 'PROXY_AUTHENTICATION', /wants a valid user name and password \(HTTP 401\)$/, 1],
    [503, 'X-Squid-Error: ERR_DNS_FAIL 0', 'PROXY_HOST_NOT_FOUND', /cannot find the host api\.example/, 2],
    [502, 'x-squid-error: ERR_DNS_FAIL 0', 'PROXY_HOST_NOT_FOUND', /\(HTTP 502, ERR_DNS_FAIL 0\)$/, 2],
    [500, 'X-Squid-Error: ERR_DNS_FAIL', 'PROXY_HOST_NOT_FOUND', /\(HTTP 500, ERR_DNS_FAIL\)$/, 2],
    [502, 'Proxy-Status: p; error=dns_error; rcode="NXDOMAIN"', 'PROXY_HOST_NOT_FOUND', /cannot find/, 2],
    [503, 'X-Squid-Error: ERR_CONNECT_FAIL 111', 'PROXY_HOST_UNREACHABLE', /ERR_CONNECT_FAIL 111/, 2],
    [500, undefined, 'PROXY_HOST_UNREACHABLE', /does not know the name, or nobody answers there/, 2],
    [502, undefined, 'PROXY_HOST_UNREACHABLE', /does not know the name/, 2],
    [504, undefined, 'PROXY_HOST_UNREACHABLE', /does not know the name/, 2],
    [403, 'X-Squid-Error: ERR_ACCESS_DENIED 0', 'PROXY_REFUSED', /\(HTTP 403, ERR_ACCESS_DENIED 0\)$/, 1],
  ])('HTTP %i, %s: it says why', async (refuses, says, code, message, asked) => {
    const proxy = await network.proxy({ refuses, ...(says && { says }) });
    const { exit, stdout, stderr, error } = await through(proxy, { address, more: '--retries 1' });
    expect(exit).toBe(5);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(error.hint.includes('let the host through')).toBe(code === 'PROXY_REFUSED');
    expect(proxy.heard).toHaveLength(asked);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  it('because it hangs up', async () => {
    const proxy = await network.proxy({ hangsUp: true });
    const { exit, error } = await through(proxy, { address, more: '--retries 1' });
    expect({ exit, code: error.code }).toEqual({ exit: 5, code: 'PROXY_FAILED' });
    expect(proxy.heard).toHaveLength(2);
  });

  it('because nobody is there', async () => {
    const proxy = await network.proxy({});
    await proxy.close();
    const { exit, error } = await through(proxy, { address, more: '--retries 0' });
    expect(exit).toBe(5);
    expect(error.code).toBe('PROXY_FAILED');
    expect(error.message).toMatch(/^cannot get through the proxy (\S+): \1 refused the connection$/);
  });

  it('because its name is unknown', async () => {
    const env = { HTTPS_PROXY: 'http://otto:s3cret@proxy.example.invalid:3128' };
    const { exit, stderr, error } = await through(await network.proxy({}), { env, more: '--retries 0' });
    expect({ exit, code: error.code }).toEqual({ exit: 5, code: 'PROXY_NOT_FOUND' });
    expect(stderr).toContain('proxy.example.invalid:3128');
    expect(stderr).not.toContain('s3cret');
  });

  it.each([
    ['something other than TLS', 'HTTP/1.1 200 OK\r\n\r\n<html>', 'TLS_FAILED', 1],
    ['nothing', null, 'CONNECTION_FAILED', 2],
  ])('because what it opened the way to says %s, and may be the proxy', async (_, says, code, times) => {
    let asked = 0;
    const odd = createServer((socket) => {
      socket
        .on('error', () => {})
        .once('data', () => {
          asked++;
          if (says === null) socket.end('HTTP/1.1 200 OK\r\n\r\n');
          else socket.write(says);
        });
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const { port } = odd.address() as { port: number };
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const { exit, error } = await through(await network.proxy({}), { env, more: '--retries 1' });
    odd.close();
    expect({ exit, asked, code: error.code }).toEqual({ exit: 5, asked: times, code });
    expect(error.message).toMatch(
      new RegExp(`^api\\.example\\.invalid .*, through the proxy 127.0.0.1:${port}$`),
    );
  });

  it.each([
    ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n', /: 127\.0\.0\.1:\d+ speaks SSH at this port$/],
    ['TLS', Buffer.from('15030100020250', 'hex'), /speaks TLS at this port/],
    ['HTTP/2', Buffer.from('00001204000000000000', 'hex'), /speaks HTTP\/2 only$/],
    ['mail', '220 mail.example ESMTP\r\n', /speaks something other than HTTP$/],
    ['noise', 'hello, world\r\n\r\n', /is not HTTP\/1\.1: Expected HTTP/],
    ['a header without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(90_000)}`, /larger than 64 KiB/],
    ['101', 'HTTP/1.1 101 X\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n', /\(HTTP 101\)$/],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', /not HTTP\/1\.1/],
  ])('because it answers as none does, told once: %s', async (_, bytes, words) => {
    let asked = 0;
    const odd = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => socket.write(bytes));
      asked++;
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(odd.address() as { port: number }).port}` };
    const { error, stdout } = await through(await network.proxy({}), { env, more: '--retries 1' });
    expect(error).toMatchObject({ code: 'PROXY_FAILED', message: expect.stringMatching(words) });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', attempts: 1 });
    expect(asked).toBe(1);
    odd.close();
  });

  it('because it is silent, within the time of one attempt', async () => {
    const silent = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const port = (silent.address() as { port: number }).port;
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const { exit, error } = await through(await network.proxy({}), {
      env,
      more: '--retries 0 --timeout 0.5',
    });
    expect(exit).toBe(5);
    expect(error).toMatchObject({
      code: 'PROXY_SILENT',
      message: `the proxy 127.0.0.1:${port} did not answer in time`,
    });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('because it is silent until the attempt is given up', async () => {
    const silent = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const proxy = { url: new URL(`http://127.0.0.1:${port}`), authorization: null };
    const url = `https://${NAME}`;
    const way = connectProxy(proxy, NODE_ROOTS)({ url, connections: 1, timeout_ms: 60_000 });
    const request = { method: 'GET', url: `${url}/v1/user/me`, headers: {}, body: null };
    const asked = way.transport(request, (giveUp) => void silent.once('connection', () => giveUp('late')));
    await expect(asked).rejects.toMatchObject({ code: 'PROXY_SILENT', sent: false });
    await way.close();
    silent.close();
  });

  it('because its own certificate is not trusted', async () => {
    const proxy = await network.proxy({ certificate: await network.authority.selfSigned('DNS:localhost') });
    const { exit, error } = await through(proxy, { address: 'https://otto:s3cret@localhost' });
    expect(exit).toBe(5);
    expect(error).toMatchObject({
      code: 'CERT_SELF_SIGNED',
      message: `the certificate of the proxy localhost:${proxy.port} is self-signed, and not trusted here`,
      retryable: false,
    });
    expect(proxy.heard).toEqual([]);
  });
});

describe('the certificate behind a proxy', () => {
  it('is checked as anywhere else', async () => {
    const api = await network.api(await network.authority.certificate('DNS:other.example'));
    const proxy = await network.proxy({ port: api.port });
    const { exit, error } = await through(proxy);
    expect({ exit, code: error.code }).toEqual({ exit: 5, code: 'CERT_OTHER_HOST' });
    expect(error.message).toBe(`the certificate of ${NAME} is for another host: other.example`);
    expect(api.heard).toEqual([]);
    expect(proxy.heard).toHaveLength(1);
  });
});

describe('an address that is none of a proxy', () => {
  it.each(['http://', 'socks5://127.0.0.1:1080', 'http://otto:s3cret@', '3128', 'http://otto:s3cret@3128/'])(
    'is a usage error: %s',
    async (text) => {
      const { exit, stdout, stderr } = await world.current.deactivate('', {
        env: { AITRONOS_API_URL: `https://${NAME}`, HTTPS_PROXY: text },
      });
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toMatch(
        /^error: HTTPS_PROXY: expected the http or https address of a proxy \(USAGE\)\nhint: /,
      );
      expect(stderr).not.toContain('s3cret');
    },
  );
});

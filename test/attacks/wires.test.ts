import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Aitronos } from '../../src/index.ts';
import { useNetwork } from '../networks/network.ts';
import { takeBack } from '../take-back.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const network = useNetwork();
const USER = Buffer.from(
  JSON.stringify({ id: 'usr_abc123', full_name: 'Jane Doe', account_state: 'deactivated' }),
);
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const MIB = 1024 * 1024;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers each request with these bytes; what else it does to the connection is `then`. Counts requests. */
async function raw(bytes: Buffer | string, then: (socket: Socket) => void = () => {}) {
  const heard = { requests: 0, connections: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    heard.connections++;
    sockets.add(socket.on('error', () => {}));
    socket.on('data', () => {
      heard.requests++;
      socket.write(bytes);
      then(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  world.current.env['AITRONOS_API_URL'] = `http://127.0.0.1:${port}`;
  return heard;
}

const answer = (body: Buffer, headers = '', status = '200 OK') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers}content-length: ${body.length}\r\n\r\n`),
    body,
  ]);
const packed = (body: Buffer, coding: string, status?: string) =>
  answer(body, `content-encoding: ${coding}\r\n`, status);
const plain = answer(USER);

describe('is read', () => {
  it.each([
    ['gzip', packed(gzipSync(USER), 'gzip')],
    ['x-gzip', packed(gzipSync(USER), 'X-GZIP')],
    ['deflate', packed(deflateSync(USER), 'deflate')],
    ['deflate without the wrapping', packed(deflateRawSync(USER), 'deflate')],
    ['brotli', packed(brotliCompressSync(USER), 'br')],
    ['one over the other', packed(brotliCompressSync(gzipSync(USER)), 'gzip, br')],
    [
      'two headers',
      answer(gzipSync(deflateSync(USER)), 'content-encoding: deflate\r\nContent-Encoding: gzip\r\n'),
    ],
    ['identity', packed(USER, 'identity')],
    [
      'gzip of several parts',
      packed(Buffer.concat([gzipSync(USER.subarray(0, 9)), gzipSync(USER.subarray(9))]), 'gzip'),
    ],
    ['a byte order mark', answer(Buffer.concat([Buffer.from('\ufeff'), USER]))],
    ['a byte order mark within gzip', packed(gzipSync(Buffer.concat([Buffer.from('\ufeff'), USER])), 'gzip')],
    ['100 Continue', Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), plain])],
    [
      '100 Continue, twice',
      Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\nx: y\r\n\r\n'.repeat(2)), plain]),
    ],
    [
      '102 and 103',
      Buffer.concat([Buffer.from('HTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\nlink: </x>\r\n\r\n'), plain]),
    ],
    ['a header of 40 kB', answer(USER, `content-security-policy: ${'a'.repeat(40_000)}\r\n`)],
    [
      'chunks with trailers',
      `${OK}transfer-encoding: chunked\r\n\r\n${USER.length.toString(16)};a=b\r\n${USER}\r\n0\r\nx: y\r\n\r\n`,
    ],
  ])('%s', async (_, bytes) => {
    const heard = await raw(bytes);
    const { exit, stdout, stderr } = await world.current.deactivate('--json');
    expect({ exit, stderr, outcome: JSON.parse(stdout).outcome }).toEqual({
      exit: 0,
      stderr: takeBack(),
      outcome: 'changed',
    });
    expect(heard.requests).toBe(1);
  });

  it('a body without a length, in HTTP/1.0', async () => {
    await raw(`HTTP/1.0 200 OK\r\n\r\n${USER}`, (socket) => socket.end());
    expect((await world.current.deactivate()).exit).toBe(0);
  });

  it('100 Continue in pieces, on a connection that is used again', async () => {
    const heard = await raw('', (socket) => {
      socket.write('HTTP/1.1 10');
      setTimeout(() => socket.write(Buffer.concat([Buffer.from('0 Continue\r\n\r\n'), plain])), 5);
    });
    const line = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';
    expect((await world.current.run(`${line} --debug`)).exit).toBe(0);
    expect(heard.requests).toBe(1);
  });

  it.each(['POST', 'DELETE', 'PATCH'])(
    'a %s with a body, and the next one on its connection',
    async (method) => {
      const heard = await raw('HTTP/1.1 204 No Content\r\n\r\n');
      const baseUrl = world.current.env['AITRONOS_API_URL'];
      const client = new Aitronos({ accessToken: 'token', baseUrl, connections: 1 });
      for (let times = 0; times < 3; times += 1) {
        await client.request({ method, path: '/v1/user/me', body: '{"confirm":true}' });
      }
      await client.close();
      expect(heard).toEqual({ requests: 3, connections: 1 });
    },
  );

  it('a removal that is refused, and the next ones on new connections: no body may be read', async () => {
    const heard = await raw('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    const users = 'usr_a usr_b usr_c usr_d';
    await world.current.run(`users remove ${users} --org org_xyz789 --yes --no-check --concurrency 1`);
    // The second one ends the connection of the first.
    expect(heard.connections).toBe(3);
  });

  it('a refusal that is packed, in its own words', async () => {
    const body = Buffer.from(JSON.stringify({ error: { code: 'INVALID_INPUT', message: 'not so' } }));
    await raw(packed(gzipSync(body), 'gzip', '400 Bad Request'));
    expect((await world.current.deactivate('--json')).stderr).toContain('"code":"INVALID_INPUT"');
  });

  it.each([
    [204, 'No Content', 'UNEXPECTED_STATE'],
    [304, 'Not Modified', 'REDIRECTED'],
  ])('a %i as what it is, whatever length it says', async (status, reason, code) => {
    const heard = await raw(answer(USER, '', `${status} ${reason}`));
    const { exit, stderr } = await world.current.deactivate('--json');
    expect({ exit, error: JSON.parse(stderr).error }).toMatchObject({ exit: 1, error: { code, status } });
    expect(heard.requests).toBe(1);
  });

  it('the status at least of a refusal that cannot be unpacked', async () => {
    await raw(packed(Buffer.from('abcd'), 'zstd', '403 Forbidden'));
    const { exit, stderr } = await world.current.deactivate('--json');
    expect({ exit, error: JSON.parse(stderr).error }).toMatchObject({
      exit: 4,
      error: { code: 'HTTP_403', status: 403 },
    });
  });
});

/** A name, an answer, the code and the words for it, how often it is asked for, what is done to the connection after it. */
type Told = [
  name: string,
  bytes: Buffer | string,
  code: string,
  words: RegExp,
  times: number,
  then?: ((socket: Socket) => void) | undefined,
];

const TOLD: readonly Told[] = [
  [
    'a bomb of 200 MB',
    packed(gzipSync(Buffer.alloc(200 * MIB, 32), { level: 1 }), 'gzip'),
    'ANSWER_TOO_LARGE',
    /larger than 1 MiB/,
    1,
  ],
  [
    '2 MB packed twice',
    packed(gzipSync(gzipSync(Buffer.alloc(2 * MIB))), 'gzip, gzip'),
    'ANSWER_TOO_LARGE',
    /larger than 1 MiB/,
    1,
  ],
  ['zstd', packed(Buffer.from('abcd'), 'zstd'), 'ANSWER_CODING', /compressed as zstd/, 1],
  ['gzip that is none', packed(USER, 'gzip'), 'ANSWER_CODING', /marked as compressed \(gzip\)/, 1],
  ['too many codings', packed(USER, 'gzip, gzip, gzip, gzip'), 'ANSWER_CODING', /gzip, gzip/, 1],
  ['gzip cut short', packed(gzipSync(USER).subarray(0, 40), 'gzip'), 'ANSWER_CUT_SHORT', /was cut short/, 2],
  [
    'a header of 90 kB',
    answer(USER, `x-policy: ${'a'.repeat(90_000)}\r\n`),
    'HEADER_TOO_LARGE',
    /larger than 64 KiB/,
    1,
  ],
  [
    'HTTP/2',
    Buffer.from('00001204000000000000030000006400040000ffff000600004000', 'hex'),
    'WRONG_PROTOCOL',
    /speaks HTTP\/2 only/,
    1,
  ],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n', 'WRONG_PROTOCOL', /speaks SSH/, 1],
  ['TLS', Buffer.from('15030100020250', 'hex'), 'WRONG_PROTOCOL', /speaks TLS .*https/, 1],
  ['a mail server', '220 mail.example ESMTP\r\n', 'WRONG_PROTOCOL', /something other than HTTP/, 1],
  [
    '101',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n',
    'WRONG_PROTOCOL',
    /HTTP 101/,
    1,
  ],
  ['101 alone', 'HTTP/1.1 101 X\r\n\r\n', 'WRONG_PROTOCOL', /HTTP 101/, 1],
  ['101 and an upgrade', 'HTTP/1.1 101 X\r\nupgrade: ws\r\n\r\n', 'WRONG_PROTOCOL', /HTTP 101/, 1],
  ['101 and an answer', `HTTP/1.1 101 X\r\n\r\n${plain}`, 'WRONG_PROTOCOL', /HTTP 101/, 1],
  ['000', `HTTP/1.1 000 X\r\ncontent-length: 2\r\n\r\n{}`, 'BAD_ANSWER', /its status is 0$/, 1],
  ['folded headers', answer(USER, 'x-a: b\r\n c\r\n'), 'BAD_ANSWER', /not HTTP\/1\.1: [^()]+$/, 1],
  ['two lengths', `${OK}content-length: 5\r\ncontent-length: 6\r\n\r\n`, 'BAD_ANSWER', /not HTTP\/1\.1: /, 1],
  ['a length that is none', `${OK}content-length: many\r\n\r\n`, 'BAD_ANSWER', /not HTTP\/1\.1: [^()]+$/, 1],
  [
    'length and chunks',
    `${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    'BAD_ANSWER',
    /not HTTP\/1\.1: /,
    1,
  ],
  [
    'lines without CR',
    'HTTP/1.1 200 OK\ncontent-length: 2\n\n{}',
    'BAD_ANSWER',
    /not HTTP\/1\.1: [^()]+$/,
    1,
  ],
  ['noise', 'hello, world\r\n\r\n', 'BAD_ANSWER', /not HTTP\/1\.1: [^()]+$/, 1],
  [
    'a reset',
    '',
    'CONNECTION_LOST',
    /the other side reset it \(ECONNRESET\)/,
    2,
    (socket) => socket.resetAndDestroy(),
  ],
  ['a close', '', 'CONNECTION_LOST', /the other side closed it/, 2, (socket) => socket.end()],
  [
    'a page within chunks',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n<html>',
    'ANSWER_CUT_SHORT',
    /was cut short: Invalid character in chunk size$/,
    2,
  ],
  [
    'an end within a body without a length',
    'HTTP/1.1 200 OK\r\n\r\n{"id":"usr_abc123","account_state":"deactivated"',
    'ANSWER_CUT_SHORT',
    /^the answer from 127\.0\.0\.1:\d+ was cut short$/,
    2,
    (socket) => socket.end(),
  ],
  [
    'an end before a body without a length, in HTTP/1.0',
    'HTTP/1.0 200 OK\r\n\r\n',
    'ANSWER_CUT_SHORT',
    /was cut short/,
    2,
    (socket) => socket.end(),
  ],
  [
    'a page without a length',
    'HTTP/1.1 200 OK\r\n\r\n<html>',
    'NOT_JSON',
    /<html>/,
    1,
    (socket) => socket.end(),
  ],
  ['a body of half an object', answer(USER.subarray(0, 20)), 'NOT_JSON', /is not JSON/, 1],
  [
    'an end within the body',
    answer(USER).subarray(0, -5),
    'ANSWER_CUT_SHORT',
    /was cut short/,
    2,
    (socket) => socket.end(),
  ],
];

describe('is told by its cause, and tried again only where that can help', () => {
  it.each(TOLD)('%s', async (...[, bytes, code, words, times, then]: Told) => {
    const heard = await raw(bytes, then);
    const { exit, stdout, stderr } = await world.current.deactivate('--json --retries 1');
    const { error } = JSON.parse(stderr.slice(stderr.indexOf('{"error"')));
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(exit).toBe(/^(?:ANSWER_TOO_LARGE|ANSWER_CODING|NOT_JSON)$/.test(code) ? 1 : 5);
    expect(JSON.parse(stdout).outcome).toBe('unknown');
    expect(heard.requests).toBe(times);
  });
});

it.each([
  ['application/json', '{"id":"usr_a', 5],
  ['Application/JSON', '{"id":"usr_a', 5],
  ['application/json', '{"id":"usr_a"}', 0],
  ['application/json', '', 0],
  ['text/plain', '{"id":"usr_a', 0],
])('`api` tells that JSON without a length was cut short: %s %j', async (type, body, exit) => {
  await raw(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n\r\n${body}`, (socket) => socket.end());
  const ended = await world.current.run('api get /v1/user/me --retries 0');
  expect(ended).toMatchObject({ exit, stdout: exit === 0 ? body : '' });
});

/** A TLS server of these manners; what it refuses never reaches an API. */
async function tls(options: object, then: (socket: Socket) => void = () => {}) {
  const certificate = await network.authority.certificate('IP:127.0.0.1');
  const server = createTlsServer({ ...certificate, ...options }, (socket) =>
    then(socket.on('error', () => {})),
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  world.current.env['AITRONOS_API_URL'] = `https://127.0.0.1:${port}`;
  return `--ca-file ${(await network.authority.root()).file}`;
}

describe('TLS', () => {
  it.each([
    [
      'wants a client certificate',
      { requestCert: true, rejectUnauthorized: true },
      'CLIENT_CERTIFICATE',
      /client certificate/,
    ],
    [
      'wants one, in TLS 1.2',
      { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
      'TLS_FAILED',
      /client certificate/,
    ],
    ['speaks HTTP/2 only', { ALPNProtocols: ['h2'] }, 'WRONG_PROTOCOL', /speaks HTTP\/2 only/],
  ])('that %s is told so, once, and nothing was sent', async (_, options, code, words) => {
    const more = await tls(options);
    const { exit, stdout, stderr } = await world.current.deactivate(`--json --retries 1 ${more}`);
    const { error } = JSON.parse(stderr);
    expect({ exit, code: error.code, message: error.message }).toEqual({
      exit: 5,
      code,
      message: expect.stringMatching(words),
    });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', attempts: 1 });
  });

  it('is not spoken at a port for plain HTTP', async () => {
    await raw('HTTP/1.1 400 Bad Request\r\n\r\n');
    const url = world.current.env['AITRONOS_API_URL']?.replace('http:', 'https:');
    const { stderr } = await world.current.deactivate('--json', { env: { AITRONOS_API_URL: url } });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'TLS_FAILED',
      message: expect.stringMatching(/does not speak proper TLS: plain HTTP/),
      retryable: false,
    });
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';

const world = useWorld();
const client = () => clientIn(world.current);

describe('client.request', () => {
  it('gives the answer from any endpoint as it came', async () => {
    await world.current.script({ status: 201, headers: { 'x-request-id': 'req_1' }, body: '{"id": 1.0}' });
    const aitronos = client();
    const request = { method: 'POST', path: '/v1/x?y=1', body: '{"a":1}', headers: { 'x-trace': 'b' } };
    expect(await aitronos.request(request)).toMatchObject({
      status: 201,
      headers: { 'x-request-id': 'req_1' },
      body: '{"id": 1.0}',
    });
    expect(world.current.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v1/x?y=1',
        body: '{"a":1}',
        headers: { 'x-trace': 'b', 'content-type': 'application/json' },
      },
    ]);
    await aitronos.close();
  });

  it('throws what the API says, and is sent again as often as it is told', async () => {
    await world.current.script({ status: 503, body: { error: { code: 'BUSY', message: 'Later.' } } });
    const aitronos = client();
    const refused = aitronos.request({ method: 'POST', path: '/v1/x' }, { retries: 1 });
    await expect(refused).rejects.toMatchObject({ name: 'ApiError', code: 'BUSY', status: 503 });
    expect(world.current.requests).toHaveLength(2);
    await aitronos.close();
  });

  it.each(['@elsewhere.example/v1', '//elsewhere.example', 'https://elsewhere.example', '/v1/../x', '.x'])(
    'takes the token nowhere else: %s',
    async (path) => {
      const aitronos = client();
      const refused = aitronos.request({ method: 'GET', path });
      await expect(refused).rejects.toMatchObject({ name: 'AitronosError', code: 'BAD_PATH' });
      expect(world.current.requests).toEqual([]);
      await aitronos.close();
    },
  );

  it.each<[string, object, string]>([
    ['a method with a line end', { method: 'GET\r\nX: 1' }, 'method'],
    ['a method with a blank', { method: 'GET /' }, 'method'],
    ['no method', { method: '' }, 'method'],
    ['a method that is no text', { method: 5 }, 'method'],
    ['a tunnel', { method: 'connect' }, 'method'],
    ['a name with a line end', { headers: { 'x-a\n': 'b' } }, 'headers'],
    ['a name with a blank', { headers: { 'x a': 'b' } }, 'headers'],
    ['no name', { headers: { '': 'b' } }, 'headers'],
    ['a name twice', { headers: { 'x-a': 'b', 'X-A': 'c' } }, 'x-a is given twice'],
    ['a value with a line end', { headers: { 'x-a': 'secret\r\nx-b: 1' } }, 'x-a'],
    ['a value with a NUL', { headers: { 'x-a': 'secret\0' } }, 'x-a'],
    ['a value that is not Latin-1', { headers: { 'x-a': 'secret \u{1f600}' } }, 'x-a'],
    ['a value that is an object', { headers: { 'x-a': {} } }, 'x-a'],
    ['a header of the connection', { headers: { 'Transfer-Encoding': 'chunked' } }, 'transfer-encoding'],
    ['another length', { headers: { 'content-length': '1' }, body: '{}' }, 'content-length'],
    ['another host', { headers: { host: 'elsewhere.example' } }, 'host'],
    ['what is waited for', { headers: { expect: '100-continue' } }, 'expect'],
    ['headers that would be lost', { headers: new Headers({ 'x-a': 'b' }) }, 'Object.fromEntries'],
    ['headers as text', { headers: 'x-a: b' }, 'headers'],
    ['a body that is an object', { method: 'POST', body: { a: 1 } }, 'body'],
  ])('refuses %s before anything is sent, once and for all', async (_, wrong, words) => {
    let attempts = 0;
    const aitronos = clientIn(world.current, { onAttempt: () => attempts++ });
    const request = { method: 'GET', path: '/v1/user/me', ...wrong };
    const error = await aitronos.request(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AitronosError', code: 'BAD_OPTION' });
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain('secret');
    expect([attempts, world.current.requests]).toEqual([0, []]);
    await aitronos.close();
  });

  it('sends each header once, whatever its case, and none without a value', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const aitronos = client();
    const headers = {
      'Content-Type': 'text/plain',
      Authorization: 'Bearer other',
      'x-n': 5,
      'x-no': undefined,
    };
    await aitronos.request({ method: 'POST', path: '/v1/x', body: 'a', headers: headers as never });
    const [sent] = world.current.requests;
    expect(sent?.headers).toMatchObject({ 'content-type': 'text/plain', 'x-n': '5' });
    expect(sent?.headers['authorization']).toBe('Bearer sandbox-access-token');
    expect(sent?.headers).not.toHaveProperty('x-no');
    await aitronos.close();
  });

  it('uses one connection again for requests one after the other, and eight for many at once', async () => {
    let opened = 0;
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json').end('{}');
    }).on('connection', () => opened++);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const aitronos = clientIn(world.current, { baseUrl: `http://127.0.0.1:${port}` });
    const send = (method: string) => aitronos.request({ method, path: '/v1/x' });
    for (const method of ['GET', 'POST', 'DELETE', 'GET']) await send(method);
    expect(opened).toBe(1);
    await Promise.all(Array.from({ length: 40 }, () => send('GET')));
    expect(opened).toBe(8);
    await aitronos.close();
    server.close();
  });
});

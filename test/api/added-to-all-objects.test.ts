import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { Aitronos } from '../../src/index.ts';
import { EVERY_METHOD } from './every-method.ts';

// A server without packages: what is added reaches all of this process.
it('every method asks for the same in a program that adds to all objects', async () => {
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const body: string[] = [];
    request.setEncoding('utf8').on('data', (chunk) => body.push(chunk));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body.join('')}`);
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"usr_1"}');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const client = new Aitronos({ accessToken: 'a-token', baseUrl: `http://127.0.0.1:${port}` });
  for (const { name, call } of EVERY_METHOD) {
    const ended = async () => {
      asked = [];
      const code = await call(client, {}).then(
        () => null,
        (error) => String(error),
      );
      return { code, asked };
    };
    const before = await ended();
    Object.defineProperty(Object.prototype, 'added', { value: 1, enumerable: true, configurable: true });
    const after = await ended().finally(() => Reflect.deleteProperty(Object.prototype, 'added'));
    expect(after, name).toEqual(before);
    expect(before.asked, name).toHaveLength(1);
  }
  await client.close();
  server.close();
});

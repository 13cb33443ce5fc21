import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const asked: string[] = [];
let proxy: Server;
let address = '';

beforeEach(async () => {
  asked.length = 0;
  // A proxy that writes down where it should connect to, and refuses.
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => proxy.close(resolve)));

const call = (env: Readonly<Record<string, string>>) =>
  world.current.deactivate('--json --retries 0', {
    env: { AITRONOS_API_URL: 'https://api.example.invalid', ...env },
  });

describe('a proxy of the environment', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('is used: %s', async (name) => {
    const { exit, stdout } = await call({ [name]: address });
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', changed: false });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^api\.example\.invalid:443 /);
    expect(asked[0]).not.toContain('sandbox-access-token');
  });

  it('is passed by for the names in NO_PROXY', async () => {
    const { exit, stderr } = await call({ HTTPS_PROXY: address, NO_PROXY: 'example.invalid' });
    expect(exit).toBe(5);
    expect(JSON.parse(stderr).error.code).toBe('HOST_NOT_FOUND');
    expect(asked).toEqual([]);
  });

  it('is never asked about this machine', async () => {
    const env = { HTTP_PROXY: address, HTTPS_PROXY: address, AITRONOS_API_URL: world.current.url };
    expect((await call(env)).exit).toBe(0);
    expect(asked).toEqual([]);
  });
});

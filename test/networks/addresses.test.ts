import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { takeBack } from '../take-back.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const servers: Server[] = [];
const ANSWER = JSON.stringify({ id: 'usr_abc123', account_state: 'deactivated' });

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** The port of a server without TLS, and the paths that it was asked for. */
async function serve(address: string) {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.setHeader('content-type', 'application/json').end(ANSWER);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return { port: (server.address() as AddressInfo).port, heard };
}

const call = async (url: string) => {
  const ended = await world.current.deactivate('--json --retries 1', { env: { AITRONOS_API_URL: url } });
  return { ...ended, error: ended.stderr.startsWith('{') ? JSON.parse(ended.stderr).error : null };
};

describe('an IPv6 address', () => {
  it('is called like any other', async () => {
    const { port, heard } = await serve('::1');
    expect(await call(`http://[::1]:${port}`)).toMatchObject({ exit: 0, stderr: takeBack() });
    expect(heard).toEqual(['/v1/organizations/org_xyz789/users/usr_abc123/deactivate']);
  });

  it('where nobody answers is named with its brackets', async () => {
    const { exit, error } = await call('http://[::1]:9');
    expect({ exit, code: error.code }).toEqual({ exit: 5, code: 'CONNECTION_REFUSED' });
    expect(error.message).toBe('[::1]:9 refused the connection');
  });

  it('of another machine wants https', async () => {
    const { exit, error } = await call('http://[2001:db8::7]');
    expect({ exit, code: error.code }).toEqual({ exit: 2, code: 'USAGE' });
  });
});

describe('an address that leads nowhere is named, with the next step', () => {
  it('when its name cannot be resolved', async () => {
    const { exit, stdout, error } = await call('https://api.example.invalid');
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', attempts: 2 });
    expect(error).toMatchObject({ code: 'HOST_NOT_FOUND', retryable: true });
    expect(error.message).toMatch(/^the host api\.example\.invalid cannot be found/);
    expect(error.hint).toContain('aitronos config list');
  });

  it('when something without TLS answers there', async () => {
    const { port, heard } = await serve('127.0.0.1');
    const { exit, error } = await call(`https://localhost:${port}`);
    expect({ exit, code: error.code }).toEqual({ exit: 5, code: 'TLS_FAILED' });
    expect(error.message).toMatch(/^localhost:\d+ does not speak proper TLS: /);
    expect(error.message).not.toMatch(/:error:|\.c:/);
    expect(heard).toEqual([]);
  });
});

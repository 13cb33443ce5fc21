import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { refusal } from './users/many/leavers.ts';

const world = useWorld();
const PORT = 'expected a port from 1 to 65535 after the host';
const LINE = 'users list --org org_xyz789';

describe('an address that is none', () => {
  it.each([
    ['https://api.example.com:99999', PORT],
    ['https://api.example.com:65536/v1', PORT],
    ['https://api.example.com:0', PORT],
    ['https://api.example.com:abc', PORT],
    ['https://[::1]:99999', PORT],
    ['http://localhost:70000', PORT],
    ['https://api.example.com:-1', PORT],
    ['https://me:secret@api.example.com:99999', PORT],
    ['https://me:secret@api.example.com', 'without a user and a password'],
    ['https://api.example.com?key=secret', 'without what follows a ? or a #'],
    ['https://api.example.com/#top', 'without what follows a ? or a #'],
    ['https://api.example.com/?', 'without what follows a ? or a #'],
    ['https://api.example.com#', 'without what follows a ? or a #'],
    ['api.example.com', 'did you mean https://api.example.com?'],
    ['api.example.com:8443', 'did you mean https://api.example.com:8443?'],
    ['http://api.example.com/v1', 'did you mean https://api.example.com?'],
    ['127.0.0.1:4700', 'did you mean http://127.0.0.1:4700?'],
    ['Api.Example.com', 'did you mean https://Api.Example.com?'],
    ['localhost:4700', 'did you mean http://localhost:4700?'],
    [' https://api.example.com', 'did you mean https://api.example.com?'],
    ['https://api.example.com/v2\r\n', 'did you mean https://api.example.com/v2?'],
    ['"https://api.example.com"', 'did you mean https://api.example.com?'],
    ['"api.example.com"', 'did you mean https://api.example.com?'],
    ["'http://api.example.com'\r", 'did you mean https://api.example.com?'],
    ['http://127.0.0.1:4700 ', 'such as https://api.aitronos.com, got'],
    ['http://127.0.0.1:4700\u200b', 'did you mean http://127.0.0.1:4700?'],
    ['"https://me:secret@api.example.com"', 'expected an https URL'],
    ['"https://api.example.com?key=secret"', 'expected an https URL'],
    ['https://api.exam\tple.com', 'got "https://api.exam\\tple.com"'],
    ['https://api.exam\u200bple.com', 'got "https://api.exam\\u200bple.com"'],
    ['ftp://api.example.com', 'expected an https URL'],
    ['nonsense', 'got "nonsense" (USAGE)'],
    ['https://', 'expected an https URL'],
  ])('is told by what is wrong with it: %s', async (address, words) => {
    for (const [line, env] of [
      [[...LINE.split(' '), '--api-url', address], {}],
      [['config', 'set', 'api-url', address], {}],
      [LINE.split(' '), { AITRONOS_API_URL: address }],
    ] as const) {
      const { exit, stderr } = await world.current.run(line, { env });
      expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(words) });
      expect(stderr).not.toContain('secret@');
    }
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    'http://proxy.example.com:99999',
    'proxy.example.com:99999',
    'http://me:secret@proxy.example.com:0',
  ])('is told so of a proxy too: %s', async (HTTPS_PROXY) => {
    const env = { HTTPS_PROXY, AITRONOS_API_URL: 'https://api.example.com' };
    const { exit, stderr } = await world.current.run(LINE, { env });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining(`HTTPS_PROXY: ${PORT} (USAGE)`),
    });
    expect(stderr).not.toContain('secret');
  });
});

describe('an address with a path', () => {
  const said = (path: string) =>
    `hint: is ${path} in the address one too many? Leave it out: --api-url ${world.current.url};`;

  it.each([
    [LINE, '/v1'],
    ['users get usr_abc123 --org org_xyz789', '/v1'],
    ['users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001', '/v1/'],
    ['users deactivate usr_abc123 --org org_xyz789 --transfer-to Engineering', '/api'],
    ['departments list --org org_xyz789', '/api/v1'],
    ['roles list --org org_xyz789', '/v1'],
    ['organizations list', '/v1'],
    ['auth status', '/v1'],
    ['api get /v1/user/me', '/v1'],
  ])('is the first to be doubted where nothing of the API is: %s at %s', async (line, path) => {
    const { exit, stderr } = await world.current.run(`${line} --api-url ${world.current.url}${path}`);
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: expect.stringContaining(said(path.replace(/\/$/, ''))),
    });
  });

  it('of the environment too, and the doctor says so', async () => {
    const { url } = world.current;
    const env = { AITRONOS_API_URL: `${url}/v1` };
    expect((await world.current.run(LINE, { env })).stderr).toContain(said('/v1'));
    expect((await world.current.run('doctor', { env })).stdout).toContain(
      'is /v1 in the address one too many?',
    );
  });

  it.each([
    ['says who is missing', refusal(404, 'USER_NOT_FOUND'), '/gateway'],
    ['says so without a path', { status: 404 }, ''],
    ['says something else', refusal(403, 'ACCESS_DENIED'), '/gateway'],
  ])('is not doubted where an answer %s', async (_what, answer, path) => {
    await world.current.script(answer);
    const line = `users get usr_abc123 --org org_xyz789 --api-url ${world.current.url}${path}`;
    const { exit, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({
      exit: answer.status === 404 ? 1 : 4,
      stderr: expect.not.stringContaining('one too many'),
    });
  });
});

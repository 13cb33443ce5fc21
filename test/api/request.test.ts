import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';

const world = useWorld();
const client = () => clientIn(world.current);

describe('client.request', () => {
  it('gives the answer of any endpoint as it came', async () => {
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
});

import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What `api` writes of a body, byte for byte. */
async function written(body: Buffer, more = '', env = {}): Promise<Buffer> {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close().closeAllConnections());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const chunks: Buffer[] = [];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  const url = { AITRONOS_API_URL: `http://127.0.0.1:${port}` };
  const { exit } = await world.current.run(`api get /v1/x ${more}`, { stdout, env: { ...url, ...env } });
  expect(exit).toBe(0);
  return Buffer.concat(chunks);
}

const BODIES: readonly (readonly [name: string, body: Buffer])[] = [
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff])],
  ['Latin-1', Buffer.from('Gr\u00fc\u00dfe\r\n', 'latin1')],
  ['Latin-1 in the form of JSON', Buffer.from('{"name":"Gr\u00fc\u00dfe"}', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffname', 'utf16le')],
  ['a text with a byte order mark', Buffer.from('\ufeffname;mail\r\n')],
  ['every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  ['a character cut short', Buffer.from('a\u20ac').subarray(0, 3)],
];

describe('an answer that is no text in UTF-8', () => {
  it.each(BODIES)('comes byte for byte: %s', async (_, body) => {
    expect(await written(body)).toEqual(body);
  });

  it('comes so behind its headers too', async () => {
    const body = Buffer.from([0xff, 0xfe]);
    const whole = await written(body, '--include');
    expect(whole.toString('latin1')).toMatch(/^HTTP\/1\.1 200\n/);
    expect(whole.subarray(-2)).toEqual(body);
  });

  it('loses a secret all the same', async () => {
    const body = Buffer.concat([
      Buffer.from([0xff]),
      Buffer.from('sandbox-access-token'),
      Buffer.from([0xfe]),
    ]);
    expect((await written(body)).toString('latin1')).toBe('\u00ff[redacted]\u00fe');
  });
});

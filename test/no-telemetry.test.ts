import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useWorld } from './world.ts';

const world = useWorld();
const root = fileURLToPath(new URL('../src', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'));
/** A file of the source without its comments. */
const code = (file: string) => readFileSync(join(root, file), 'utf8').replace(/^ *(?:\/\/|\/?\*).*$/gm, '');

/** The API, its pages, and addresses that nobody has: of examples, and of this machine. */
const KNOWN =
  /^(?:api\.aitronos\.com|docs\.aitronos\.com|127\.0\.0\.1|192\.0\.2\.1|user|.*\.invalid|.*\.example\.com)$/;

describe('nobody but the API hears of a call', () => {
  it('since the program knows no other address', () => {
    const addresses = sources.flatMap((file) =>
      [...code(file).matchAll(/\b(?:https?|wss?):\/\/([\w.-]+)/g)]
        .filter(([, host = '']) => !KNOWN.test(host))
        .map(([address]) => `${file}: ${address}`),
    );
    expect(addresses).toEqual([]);
  });

  it('since connections are opened where the API is asked, and nowhere else', () => {
    const network =
      /(?:from |import\()'(?:node:)?(?:https?|http2|tls|dns|dgram|undici|@hono\/node-server)(?:\/[^']*)?'|(?<![.\w])fetch\('|new WebSocket\(/;
    const places = sources.filter((file) => network.test(code(file).replaceAll(/^import type .*$/gm, '')));
    expect(places.filter((file) => !/^(?:api\/http|sandbox)\//.test(file))).toEqual([]);
    expect(places).not.toEqual([]);
  });

  it.each(['--version', '--help', 'commands', 'config list', 'runs list', 'help errors', 'completion bash'])(
    'and not even that of %s',
    async (line) => {
      expect((await world.current.run(line)).exit).toBe(0);
      expect(world.current.requests).toEqual([]);
    },
  );

  it('and of a change, that one request', async () => {
    expect((await world.current.deactivate()).exit).toBe(0);
    expect(world.current.requests.length).toBe(1);
  });
});

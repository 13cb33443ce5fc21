import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/sandbox/routes/routes.ts';
import { useWorld } from '../world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const filesIn = (folder: string, ends: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ends))
    .map((name) => join(folder, name));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Whatever shows people a request: the documents, the help pages, and the hints in the program. */
const TEXTS = [
  'README.md',
  ...filesIn('docs', '.md'),
  ...filesIn('test/data/help', '.txt'),
  ...filesIn('src', '.ts'),
];

/** The requests that a text names, as in `GET /v1/user/me`. */
function requestsIn(text: string): string[] {
  const named = text.matchAll(/\bapi (get|post|put|patch|delete) (\/[^\s'"`?,;]*)/gi);
  return [...named].map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`);
}

/** Whether the sandbox has something at the address; `{org}` is what the program fills in. */
const isServed = (request: string): boolean =>
  ROUTES.some(({ at }) => {
    const pattern = at.replaceAll(/:\w+/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(request);
  });

const named = TEXTS.flatMap((file) => requestsIn(read(file)).map((request) => [file, request] as const));

describe('every request that is shown', () => {
  it.each([...new Set(named.map((one) => one.join(': ')))])('is served by the sandbox: %s', (one) => {
    expect(isServed(one.slice(one.indexOf(': ') + 2))).toBe(true);
  });

  it('is found, and told from one that is not served', () => {
    expect(named.length).toBeGreaterThan(10);
    const text = '$ aitronos api get /v1/user/me -i\n`aitronos api PATCH /v1/nothing/{org}?a=b`';
    expect(requestsIn(text)).toEqual(['GET /v1/user/me', 'PATCH /v1/nothing/{org}']);
    expect(requestsIn(text).map(isServed)).toEqual([true, false]);
  });
});

const world = useWorld();

/** The examples of the help page, each in one line. */
const EXAMPLES = read('test/data/help/api.txt')
  .replaceAll(/ \\\n\s*/g, ' ')
  .split('\n')
  .flatMap((line) => /^\s*\$ aitronos (api .*)$/.exec(line)?.[1] ?? []);

describe('the examples of the help page', () => {
  it('are there', () => expect(EXAMPLES.length).toBeGreaterThan(2));

  it.each(EXAMPLES)('%s is answered', async (example) => {
    const file = join(world.current.home, 'body.json');
    await writeFile(file, '{"name":"Platform"}');
    const words = [...example.matchAll(/'([^']*)'|(\S+)/g)]
      .map(([, quoted, bare]) => quoted ?? bare ?? '')
      // Sent for once, so that it is answered; the body of the example is a file of the reader's.
      .filter((word) => word !== '--dry-run')
      .map((word) => (word.endsWith('.json') ? file : word));
    const { exit, stdout, stderr } = await world.current.run(words, { env: { AITRONOS_ORG: 'org_xyz789' } });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).not.toBe('');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiPath } from '../../src/validation/api-path.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** Paths of `api` that somebody on the way could read as a way to another place. */
const ATTACKS = [
  '/v1/%2e%2e/%ff',
  '/%ff/%2e%2e/%2e%2e/admin',
  '/v1/%2e%2e/x%80',
  '/v1/%ff',
  '/v1/%c0%ae%c0%ae/admin',
  '/v1/%c0%afadmin',
  '/v1/%e0%80%ae./admin',
  '/v1/%252e%252e/%ff',
  '/v1/%25252e%25252e/admin',
  `/v1/%${'25'.repeat(12)}2e./admin`,
  '/v1/..;/admin',
  '/v1/..;jsessionid=1/admin',
  '/v1/%2e%2e%3b/admin',
  '/v1/..%3fx/admin',
  '/v1/..%23',
  '/v1/..%2f..%2fadmin',
  '/v1/x%2f..%2f..%2fadmin',
  '/v1/..%20/admin',
  '/v1/%20../admin',
  '/v1/..%5cadmin',
  '/v1/a%5cb',
  '/v1/a%255cb',
  '/v1/..%00/admin',
  '/v1/x%7f',
  '/v1/x%c2%85',
  '/v1/%ef%bc%8e%ef%bc%8e/admin',
  '/v1/..%ef%bc%8fadmin',
  '/v1/%e2%80%a5/admin',
  '/v1/%ef%bc%bcadmin',
  '/%2felsewhere.example/v1',
  '/%2f%2felsewhere.example',
  '/%252felsewhere.example',
];

describe('a path that could lead elsewhere', () => {
  it.each(ATTACKS)('%s is refused by the command, before anything is sent', async (path) => {
    const { exit, stdout, stderr } = await world.current.run(['api', 'get', path]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('error: expected a path of the API');
    expect(world.current.requests).toEqual([]);
  });

  it('may hold what only looks like one', () => {
    const paths = ['/v1/a%2fb', '/v1/..c', '/v1/...', '/v1/a;b=1/c', '/v1/%25', '/v1/x//y', '/v1/%e2%80%a6'];
    expect(paths.map(apiPath)).toEqual(paths);
  });
});

/** Paths as documents write them, with what is missing, and the path that was meant. */
const UNFILLED: readonly (readonly [path: string, words: string, meant: string | null])[] = [
  ['/v1/organizations/{organization_id}/users', 'for {organization_id}', '/v1/organizations/{org}/users'],
  ['/v1/organizations/{orgId}/users', 'for {orgId}', '/v1/organizations/{org}/users'],
  ['/v1/organizations/{org}/users/{user_id}', 'for {user_id}', null],
  ['v1/organizations/{org}/users', 'got "v1/organizations/{org}/users"', '/v1/organizations/{org}/users'],
  ['/v1/{org}/a b', 'got "/v1/{org}/a b"', '/v1/{org}/a%20b'],
];

describe('a path with names in braces', () => {
  it.each(UNFILLED)('%s is refused, and what is wrong is named', async (path, words, meant) => {
    const { exit, stderr } = await world.current.run(['api', 'get', path, '--org', 'org_xyz789']);
    expect(exit).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr.includes('did you mean')).toBe(meant !== null);
    if (meant !== null) expect(stderr).toContain(`did you mean ${meant}?`);
    expect(world.current.requests).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each(['/v1/a%2fb', "/v1/x?a='b'&c[]=~", '/v1/a;b=1/c?d=../e', '/v1/%C3%BC?x=%ff'])(
    'for %s is what was judged',
    async (path) => {
      await world.current.script({ status: 200, body: {} });
      await world.current.run(['api', 'get', path]);
      expect(world.current.requests.map((request) => request.path)).toEqual([path]);
    },
  );

  it('stays below the address that was given, however its parts are put together', () => {
    const pieces = ['/', '.', '..', '%2e', '%2f', '%5c', '%25', '2e', '%ff', ';', 'a', '%c0%ae', '%20', '?'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), (parts) => {
        const path = attempt(`/${parts.join('')}`)?.split('?')[0];
        let read = path ?? '/';
        for (let times = 0; times < 12; times++) {
          expect(read.split('/').map((part) => part.split(';')[0]?.trim())).not.toContain('..');
          read = onceDecoded(read);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** As a careless server decodes: each byte for itself. */
const onceDecoded = (text: string): string =>
  text.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

function attempt(text: string): string | null {
  try {
    return apiPath(text);
  } catch {
    return null;
  }
}

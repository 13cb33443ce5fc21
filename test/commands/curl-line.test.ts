import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../src/api/http/transport-types.ts';
import { curlLine } from '../../src/operations/dry-run/curl-line.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const run = promisify(execFile);

/** The shells of this machine. */
const SHELLS = ['sh', 'bash', 'zsh', 'fish'].filter((shell) => {
  try {
    execFileSync(shell, ['-c', 'true']);
    return true;
  } catch {
    return false;
  }
});

/** What a shell makes of the words of a line: curl is a function of it that prints them. */
function wordsOf(shell: string, lines: readonly string[]): string[][] {
  const script =
    shell === 'fish'
      ? "function curl; printf '%s\\0' $argv; printf 'END\\0'; end\n"
      : "curl() { printf '%s\\0' \"$@\"; printf 'END\\0'; }\n";
  const said = execFileSync(shell, ['-c', script + lines.join('\n')], {
    env: { ...process.env, AITRONOS_ACCESS_TOKEN: 'a token', HOME: world.current.home },
  }).toString('utf8');
  return said
    .split('END\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

const request = (body: string, type: string): WireRequest => ({
  method: 'POST',
  url: "https://api.example/v1/x?a='b'",
  headers: { 'content-type': type },
  body,
});

const pieces = fc.constantFrom(
  "'",
  '\\',
  '"',
  '\n',
  '$HOME',
  '`id`',
  '!',
  ' ',
  'ü',
  '@',
  '%',
  '\\u',
  '#',
  '(',
  '~',
  'a',
);
const texts = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));

describe.each(SHELLS)('the printed curl line in %s', (shell) => {
  it('brings every text as it is, and JSON that means the same', () => {
    const bodies = fc.sample(fc.tuple(texts, texts), 60);
    const plain = bodies.map(([text]) => curlLine(request(text, 'text/plain'), text));
    const json = bodies.map((pair) => curlLine(request(JSON.stringify(pair), 'application/json'), null));
    wordsOf(shell, plain).forEach((words, index) => {
      expect(words).toContain(request('', '').url);
      expect(words.at(-1)).toBe(bodies[index]?.[0]);
      expect(words[words.indexOf('--cacert') + 1]).toBe(bodies[index]?.[0]);
    });
    const read = wordsOf(shell, json);
    expect(read.map((words) => JSON.parse(words.at(-1) ?? ''))).toEqual(bodies);
    expect(read[0]).toContain('Authorization: Bearer a token');
  });

  it('sends what the command would have sent', async () => {
    await world.current.script({ status: 200, body: {} });
    const { home, url } = world.current;
    const bytes = new Uint8Array([0, 255, 39, 92, 10, 254]);
    await writeFile(join(home, 'bytes'), bytes);
    const calls = [
      ['api', 'post', "/v1/x?a[]='1'", '--raw-field', 'name=O\'Hara \\ \u200b "ü"'],
      [
        'api',
        'put',
        '/v1/x',
        '--header',
        'content-type:text/plain',
        '--header',
        'x-a:',
        '--input',
        join(home, 'bytes'),
      ],
    ];
    for (const words of calls) {
      const { stdout } = await world.current.run([...words, '--dry-run']);
      const line = stdout.slice(Math.max(0, stdout.search(/^(?:printf|curl) /m)));
      const env = {
        ...process.env,
        AITRONOS_ACCESS_TOKEN: 'sandbox-access-token',
        NO_PROXY: '*',
        HOME: home,
      };
      await run(shell, ['-c', line], { env });
      await world.current.run(words);
    }
    const arrived = world.current.requests.map(({ method, path, headers, body }) => ({
      method,
      path,
      type: headers['content-type'],
      own: headers['x-a'],
      who: headers['authorization'],
      body: body.startsWith('{') ? JSON.parse(body) : body,
    }));
    expect(arrived).toHaveLength(4);
    expect([arrived[0], arrived[2]]).toEqual([arrived[1], arrived[3]]);
    expect(url).toContain('127.0.0.1');
  });
});

describe('the printed curl line', () => {
  it('names the variable of the key where a key asks, and the file with certificates', async () => {
    const env = {
      AITRONOS_ACCESS_TOKEN: undefined,
      AITRONOS_API_KEY: 'a-secret-key',
      AITRONOS_CA_FILE: "/etc/it's.pem",
    };
    const { stdout, exit } = await world.current.deactivate('--dry-run', { env });
    expect(exit).toBe(0);
    expect(stdout).toContain('-H "X-API-Key: $AITRONOS_API_KEY"');
    expect(stdout).toContain("--cacert '/etc/it'\\''s.pem'");
    expect(stdout).not.toContain('Bearer');
    expect(stdout).not.toContain('a-secret-key');
  });

  it('writes a backslash in JSON so that every shell reads the same', async () => {
    const { stdout } = await world.current.run(['api', 'post', '/v1/x', '--raw-field', "a=\\'", '--dry-run']);
    expect(stdout).toContain(String.raw`-d '{"a":"\u005c\u0027"}'`);
  });
});

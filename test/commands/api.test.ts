import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiPath } from '../../src/validation/api-path.ts';
import { unasked } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const arrived = () =>
  world.current.requests.map(({ method, path, body }) => ({ method, path, body: body || null }));
const file = async (name: string, content: string | Uint8Array) => {
  const path = join(world.current.home, name);
  await writeFile(path, content);
  return path;
};

describe('aitronos api', () => {
  it('asks any endpoint with the same token, and prints the body as it came', async () => {
    const body = '{ "id":"usr_1",  "big":12345678901234567890, "n":1.50 }\n';
    await world.current.script({ status: 200, body });
    const ended = await world.current.run('api get /v1/organizations/{org}/users/usr_1 --org org_xyz789');
    expect(ended).toEqual({ exit: 0, stdout: body, stderr: '' });
    expect(arrived()).toEqual([
      { method: 'GET', path: '/v1/organizations/org_xyz789/users/usr_1', body: null },
    ]);
    expect(world.current.requests[0]?.headers['authorization']).toBe('Bearer sandbox-access-token');
  });

  it.each(['json', 'jsonl'])('prints the same with -o %s', async (format) => {
    await world.current.script({ status: 200, body: '[1,\n2]' });
    expect(await world.current.run(`api get /v1/x -o ${format}`)).toEqual({
      exit: 0,
      stdout: '[1,\n2]',
      stderr: '',
    });
  });

  it.each(['table', 'csv', 'ids', 'markdown'])(
    'refuses -o %s, which would change nothing',
    async (format) => {
      const { exit, stdout, stderr } = await world.current.run(`api get /v1/x -o ${format}`);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`as the API sent it, so there is no --output ${format} of it (USAGE)\nhint: `);
      expect(world.current.requests).toEqual([]);
    },
  );

  it('prints the same where such a format is the usual one', async () => {
    await world.current.script({ status: 200, body: '[1]' });
    const ended = await world.current.run('api get /v1/x', { env: { AITRONOS_OUTPUT: 'csv' } });
    expect(ended).toEqual({ exit: 0, stdout: '[1]', stderr: '' });
  });

  it('speaks to the sandbox as every command does', async () => {
    const { exit, stdout } = await world.current.run('api GET /v1/user/me --sandbox');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ current_organization_id: 'org_xyz789' });
    expect(world.current.requests).toEqual([]);
  });

  it('takes the organization from the environment, wherever it stands', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const env = { AITRONOS_ORG: 'org_env' };
    await world.current.run('api get /v1/{org}/x?organization_id={org}', { env });
    expect(arrived()[0]?.path).toBe('/v1/org_env/x?organization_id=org_env');
  });

  it('wants one when the path names it', async () => {
    const { exit, stderr } = await world.current.run('api get /v1/organizations/{org}');
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining('--org is missing') });
    expect(world.current.requests).toEqual([]);
  });

  it('prints nothing for 204', async () => {
    await world.current.script({ status: 204 });
    expect(await world.current.run('api delete /v1/x')).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(arrived()).toEqual([{ method: 'DELETE', path: '/v1/x', body: null }]);
  });

  it('prints what is no JSON too', async () => {
    await world.current.script({ status: 200, body: 'a,b\r\n1,"ü"\r\n' });
    expect((await world.current.run('api get /v1/export')).stdout).toBe('a,b\r\n1,"ü"\r\n');
  });
});

describe('its fields', () => {
  it('become one JSON object, typed', async () => {
    await world.current.script({ status: 200, body: '{}' });
    await world.current.run(
      'api post /v1/x -f a=1 -f b=-2.5 -f c=true -f d=false --field e=null --field=f=x=y -f g= -f h=007 --raw-field i=1',
    );
    const [request] = world.current.requests;
    expect(JSON.parse(request?.body ?? '')).toEqual({
      a: 1,
      b: -2.5,
      c: true,
      d: false,
      e: null,
      f: 'x=y',
      g: '',
      h: '007',
      i: '1',
    });
    expect(request?.headers['content-type']).toBe('application/json');
  });

  it('never change a number: one that is too large to be exact stays text', async () => {
    await world.current.script({ status: 200, body: '{}' });
    await world.current.run('api post /v1/x -f a=12345678901234567890 -f b=1e999 -f c=9007199254740991');
    expect(world.current.requests[0]?.body).toBe(
      '{"a":"12345678901234567890","b":"1e999","c":9007199254740991}',
    );
  });

  it('make a list of key[]', async () => {
    await world.current.script({ status: 200, body: '{}' });
    await world.current.run('api patch /v1/x -f role_ids[]=role_1 -f role_ids[]=role_2 -f n[]=1');
    expect(world.current.requests[0]?.body).toBe('{"role_ids":["role_1","role_2"],"n":[1]}');
  });

  it('become the query of a GET, as they were typed', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const words = ['api', 'get', '/v1/x?skip=0', '-f', 'limit=10', '-f', 'q=a b&c', '--raw-field', 'on=true'];
    await world.current.run(words);
    expect(arrived()).toEqual([
      { method: 'GET', path: '/v1/x?skip=0&limit=10&q=a+b%26c&on=true', body: null },
    ]);
  });

  it('may have any name', async () => {
    await world.current.script({ status: 200, body: '{}' });
    await world.current.run('api post /v1/x -f __proto__=1 -f constructor=2');
    expect(world.current.requests[0]?.body).toBe('{"__proto__":1,"constructor":2}');
  });
});

describe('--input', () => {
  it('sends a file as it is', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const path = await file('body.json', '{ "a" : 1.0 }\n');
    await world.current.run(`api put /v1/x --input ${path}`);
    expect(arrived()).toEqual([{ method: 'PUT', path: '/v1/x', body: '{ "a" : 1.0 }\n' }]);
  });

  it.each(['', '\ufeff'])(
    'reads stdin for -, without the mark that editors begin it with: %j',
    async (mark) => {
      await world.current.script({ status: 201, body: '{"id":1}' });
      const { stdout } = await world.current.run('api post /v1/x --input -', {
        stdin: `${mark}{"name":"Zoë"}`,
      });
      expect(stdout).toBe('{"id":1}');
      expect(arrived()[0]?.body).toBe('{"name":"Zoë"}');
    },
  );

  it('sends what is no JSON when a header says so', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const words = ['api', 'post', '/v1/x', '--input', '-', '--header', 'Content-Type: text/csv'];
    await world.current.run(words, { stdin: 'a,b\n' });
    expect(world.current.requests[0]).toMatchObject({
      body: 'a,b\n',
      headers: { 'content-type': 'text/csv' },
    });
  });

  it.each([
    ['{"a":1', 'stdin is not JSON'],
    ['', 'stdin is not JSON'],
    ['\ufeff\ufeff{"a":1}', "stdin is not JSON: Unexpected token '\\ufeff'"],
    ['[\u200b1]', "Unexpected token '\\u200b'"],
  ])('refuses %j before it is sent', async (stdin, words) => {
    const ended = await world.current.run('api post /v1/x --input -', { stdin });
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain(words);
    expect(world.current.requests).toEqual([]);
  });

  it('refuses bytes that are no text, and names a file that is not there', async () => {
    const path = await file('image.json', new Uint8Array([0x22, 0xff, 0x22]));
    const bytes = await world.current.run(`api post /v1/x --input ${path}`);
    expect(bytes).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('hint: save it as UTF-8, or --header'),
    });
    const none = await world.current.run('api post /v1/x --input nowhere.json');
    expect(none).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('cannot read nowhere.json: there is no such file'),
    });
    expect(world.current.requests).toEqual([]);
  });
});

describe('its headers', () => {
  it('are added', async () => {
    await world.current.script({ status: 200, body: '{}' });
    const words = ['api', 'get', '/v1/x', '--header', 'Accept: text/csv', '--header', 'X-Trace:a:b'];
    await world.current.run(words);
    expect(world.current.requests[0]?.headers).toMatchObject({ accept: 'text/csv', 'x-trace': 'a:b' });
  });

  it.each([
    'Authorization',
    'X-API-Key',
    'api-key',
    'cookie',
    'Proxy-Authorization',
    'Host',
    'content-length',
    'Transfer-Encoding',
    'connection',
    'User-Agent',
    'X-HTTP-Method-Override',
    'x_http_method_override',
    'X-Method-Override',
    'X-HTTP-Method',
  ])('are never %s, and the value is not repeated', async (name) => {
    const words = ['api', 'get', '/v1/x', '--header', `${name}: s3cr3t-value`];
    const { exit, stdout, stderr } = await world.current.run(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('error: --header <name:value>: expected a header');
    expect(stderr).not.toContain('s3cr3t');
    expect(world.current.requests).toEqual([]);
  });

  it.each([['no-colon'], [':x'], ['a b:x'], ['x-a:b\r\nx-c: d'], ['x-a:ü'], ['x-a:1', '--header', 'X-A:2']])(
    'are not %j',
    async (...given) => {
      const ended = await world.current.run(['api', 'get', '/v1/x', '--header', ...given]);
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(world.current.requests).toEqual([]);
    },
  );
});

describe('--include', () => {
  it('prints status and headers before the body, without secrets', async () => {
    const headers = { 'x-request-id': 'req_1', 'set-cookie': 'session=abc', 'x-auth-token': 'abc' };
    await world.current.script({ status: 202, headers, body: '{"a":1}' });
    const { exit, stdout, stderr } = await world.current.run('api get /v1/x --include');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/^HTTP\/1\.1 202\ncontent-type: application\/json\nx-request-id: req_1\n/);
    expect(stdout).toContain('\nset-cookie: [redacted]\nx-auth-token: [redacted]\n');
    expect(stdout).toMatch(/\n\n\{"a":1\}$/);
  });

  it('shows the answer from a refusal as well', async () => {
    await world.current.script({ status: 404, body: { error: { code: 'GONE', message: 'Not here.' } } });
    const { exit, stdout, stderr } = await world.current.run('api get /v1/x --include');
    expect(exit).toBe(1);
    expect(stdout).toMatch(
      /^HTTP\/1\.1 404\n[\s\S]*\n\n\{"error":\{"code":"GONE","message":"Not here\."\}\}$/,
    );
    expect(stderr).toContain('error: Not here. (GONE, HTTP 404)');
  });
});

describe('its errors', () => {
  it('are told as everywhere', async () => {
    const body = { error: { code: 'ROLE_NOT_FOUND', message: 'No such role.', trace_id: 'tr_1' } };
    await world.current.script({ status: 404, body });
    const { exit, stdout, stderr } = await world.current.run('api get /v1/x --json');
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'ROLE_NOT_FOUND',
      status: 404,
      trace_id: 'tr_1',
    });
  });

  it('are 4 for a token that is not accepted, and for want of one', async () => {
    await world.current.script({ status: 401, body: {} });
    expect((await world.current.run('api get /v1/x')).exit).toBe(4);
    const ended = await world.current.run('api get /v1/x', { env: { AITRONOS_ACCESS_TOKEN: undefined } });
    expect(ended.exit).toBe(4);
    expect(world.current.requests).toHaveLength(1);
  });

  it('never repeat a token that the API repeats', async () => {
    await world.current.script({ status: 200, body: { you: 'Bearer sandbox-access-token' } });
    expect((await world.current.run('api get /v1/x')).stdout).toBe('{"you":"Bearer [redacted]"}');
  });

  it('do not follow a redirect', async () => {
    await world.current.script({
      status: 302,
      headers: { location: 'https://ann:hunter2@elsewhere.example/?sid=5' },
    });
    const { exit, stderr } = await world.current.run('api get /v1/x');
    expect({ exit, sent: world.current.requests.length }).toEqual({ exit: 1, sent: 1 });
    expect(stderr).toContain('redirects to "https://[redacted]@elsewhere.example/?[redacted]"; not followed');
    expect(stderr).toContain('REDIRECTED');
  });
});

describe('trying again', () => {
  it('is done for a GET', async () => {
    await world.current.script({ status: 503 }, { status: 200, body: '{}' });
    expect(await world.current.run('api get /v1/x -q')).toMatchObject({ exit: 0, stdout: '{}' });
    expect(world.current.requests).toHaveLength(2);
  });

  it.each(['post', 'put', 'patch', 'delete'])('is not done for a %s', async (method) => {
    await world.current.script('reset', unasked({ status: 200, body: '{}' }));
    const { exit, stderr } = await world.current.run(`api ${method} /v1/x --json`);
    expect({ exit, sent: world.current.requests.length }).toEqual({ exit: 5, sent: 1 });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'CONNECTION_LOST',
      retryable: false,
      hint: expect.stringContaining('it may have been done all the same'),
    });
  });

  it.each([500, 503])('is not said to be safe after a %d, but for a GET', async (status) => {
    await world.current.script({ status });
    const post = await world.current.run('api post /v1/x --json');
    expect(post.exit).toBe(5);
    expect(JSON.parse(post.stderr).error).toMatchObject({
      retryable: false,
      hint: expect.stringContaining('it may have been done all the same'),
    });
    expect((await world.current.run('api get /v1/x --retries 0')).stderr).toContain('is safe to repeat');
  });

  it.each(['', '--retry'])('is not done after a 501: %s', async (words) => {
    await world.current.script({ status: 501 });
    const { exit, stderr } = await world.current.run(`api post /v1/x ${words}`);
    expect({ exit, sent: world.current.requests.length }).toEqual({ exit: 1, sent: 1 });
    expect(stderr).toContain('it may have been done all the same');
  });

  it('is done for one with --retry', async () => {
    await world.current.script({ status: 500 }, { status: 200, body: '{}' });
    expect(await world.current.run('api post /v1/x --retry -q')).toMatchObject({ exit: 0, stdout: '{}' });
    expect(world.current.requests).toHaveLength(2);
  });

  it('ends with Ctrl-C', async () => {
    await world.current.script({ status: 503 });
    const ended = await world.current.run('api get /v1/x', { interruptAtWait: true });
    expect({ exit: ended.exit, sent: world.current.requests.length }).toEqual({ exit: 130, sent: 1 });
  });

  it('ends with the time of one attempt', async () => {
    await world.current.script('hang');
    const { exit, stderr } = await world.current.run('api get /v1/x --retries 0 --timeout 7');
    expect(exit).toBe(5);
    expect(stderr).toContain('within 7 s');
  });
});

describe('--dry-run', () => {
  it('shows the request, and sends nothing', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const line = 'api post /v1/{org}/x --org org_1 -f a=1 --dry-run';
    const url = `${world.current.url}/v1/org_1/x`;
    expect(await world.current.run(line, { env })).toEqual({
      exit: 0,
      stdout:
        `POST ${url}\n{"a":1}\n\ncurl -X POST '${url}' \\\n  -H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN" \\\n` +
        `  -H 'Content-Type: application/json' \\\n  -d '{"a":1}'\n`,
      stderr: 'note: dry run: nothing was sent\n',
    });
    expect(world.current.requests).toEqual([]);
  });

  it('shows headers and a body that is no JSON', async () => {
    const words = [
      'api',
      'post',
      '/v1/x',
      '--input',
      '-',
      '--header',
      'content-type:text/plain',
      '--dry-run',
    ];
    const url = `${world.current.url}/v1/x`;
    const options = { stdin: "@it's" };
    const json = await world.current.run([...words, '--json'], options);
    expect(JSON.parse(json.stdout)).toEqual({
      dry_run: true,
      requests: [{ method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: "@it's" }],
    });
    const { stdout } = await world.current.run(words, options);
    expect(stdout).toContain(`  -H 'content-type: text/plain' \\\n  --data-raw '@it'\\''s'\n`);
  });
});

describe('what a terminal would obey', () => {
  const JSON_BODY = '{"name":"\u001b[2J\u009b31m\u202egpj\u2028.exe\u200b", "ok":"ü\u{1f600}"}';

  it('is escaped in JSON, which keeps its value', async () => {
    const raw = JSON_BODY.replace('\u001b', '\\u001b');
    await world.current.script({ status: 200, body: raw });
    const { stdout } = await world.current.run('api get /v1/x');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(raw));
    expect(stdout).toBe('{"name":"\\u001b[2J\\u009b31m\\u202egpj\\u2028.exe\\u200b", "ok":"ü\u{1f600}"}');
  });

  it('cannot write over a line of it', async () => {
    await world.current.script({ status: 200, body: '{"a":1,\r\n"b":\r2}' });
    expect((await world.current.run('api get /v1/x')).stdout).toBe('{"a":1,\r\n"b":\n2}');
  });

  it('is taken from other bodies at a terminal only, and lines and tabs stay', async () => {
    const body = 'a\tb\n\u001b]0;title\u0007c\u0000d\u202e\n';
    await world.current.script({ status: 200, body });
    expect((await world.current.run('api get /v1/x')).stdout).toBe(body);
    expect((await world.current.run('api get /v1/x', { terminal: true })).stdout).toBe('a\tb\ncd\n');
  });

  it('stands on a line of its own at a terminal', async () => {
    await world.current.script({ status: 200, body: '{"a":1}' });
    expect((await world.current.run('api get /v1/x', { terminal: true })).stdout).toBe('{"a":1}\n');
  });
});

describe('a path', () => {
  it.each([
    'https://api.aitronos.com/v1/user/me',
    '//elsewhere.example/v1',
    'v1/user/me',
    '@elsewhere.example/v1',
    '',
    '/v1/../admin',
    '/v1/./x',
    '/v1/..',
    '/v1/%2e%2e/admin',
    '/v1/.%2E/admin',
    '/v1/%252e%252e/admin',
    '/v1/..%2fadmin',
    '/v1\\..\\admin',
    '/v1/%5c..%5cadmin',
    '/v1/a b',
    '/v1/a\tb',
    '/v1/a\r\nx: y',
    '/v1/%0d%0a',
    '/v1/%00',
    '/v1/%zz',
    '/v1/x#part',
    '/v1/x?q=a b',
    '/v1/{organization}',
    '/v1/ü',
  ])('is not %j: exit 2, and no request', async (path) => {
    const { exit, stdout, stderr } = await world.current.run(['api', 'get', path]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('error: expected a path of the API');
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    ['/v1/x#part', '#'],
    ['/v1/a b', 'spaces'],
  ])('%s is refused for what is named: %s', async (path, named) => {
    const { stderr } = await world.current.run(['api', 'get', path]);
    expect(stderr).toMatch(new RegExp(`without .*${named}.* in it, got`));
  });

  it('may be anything else that is one', () => {
    const paths = ['/', '/v1/x/', '/v1/a.b/..c', '/v1/%C3%BC', '/v1/x?a[]=1&b=../c&d=%0a', '/v1/100%25'];
    expect(paths.map(apiPath)).toEqual(paths);
  });

  it('leads nowhere but where it says, whatever it holds', () => {
    const pieces = fc.constantFrom(
      ...[
        '/',
        '.',
        '..',
        '\\',
        '%2e',
        '%2f',
        '%5c',
        '@',
        ':',
        '?',
        '#',
        'a',
        'v1',
        '\t',
        '\n',
        ' ',
        'ü',
        '%',
        '[]',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = `/${parts.join('')}`;
        const accepted = attempt(text);
        if (accepted === null) return;
        const address = `https://api.example/base${accepted}`;
        expect(new URL(address).href).toBe(address);
      }),
      { numRuns: 2000 },
    );
  });
});

function attempt(text: string): string | null {
  try {
    return apiPath(text);
  } catch {
    return null;
  }
}

describe('a wrong call', () => {
  it.each([
    ['api fetch /v1/x', 'expected a method (get, post, put, patch, delete), got "fetch"'],
    ['api get', 'a path is missing'],
    ['api post /v1/x -f a', '-f, --field <key=value>: expected key=value, got "a"'],
    ['api post /v1/x -f =a', 'expected key=value, got "=a"'],
    ['api post /v1/x --raw-field a', '--raw-field <key=value>: expected key=value, got "a"'],
    ['api post /v1/x -f a=1 -f a=2', 'the field a is given twice'],
    ['api post /v1/x -f a=1 -f a[]=2', 'the field a is given twice'],
    ['api post /v1/x -f a=1 --input -', '--field and --input both make the body'],
    ['api post /v1/x --raw-field a=1 --input -', '--field and --input both make the body'],
    ['api get /v1/x --input -', 'a GET has no body'],
    ['api get /v1/{org} --org dept_1', 'expected an organization id'],
  ])('%s: exit 2, and no request', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests).toEqual([]);
  });
});

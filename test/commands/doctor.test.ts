import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { type Diagnosis, failedResult } from '../../src/commands/doctor/diagnosis.ts';
import { ConnectionError } from '../../src/errors/api-errors.ts';
import { CONNECTION_HINTS } from '../../src/errors/connection-hints.ts';
import { nodeOf } from '../../src/system/node-environment.ts';
import { type CallOptions, useWorld } from '../world.ts';

const world = useWorld(tmpdir());
const ME = { id: 'usr_ops01', email: 'ops@example.com', full_name: 'Otto Ops' };
const CHECKS = [
  'node',
  'version',
  'config folder',
  'state folder',
  'path',
  'settings',
  'proxy',
  'certificates',
  'api',
  'clock',
  'token',
];

/** What doctor found, by check; and how the call ended. */
async function examine(options: CallOptions = {}, more = '') {
  const ended = await world.current.run(`doctor --json ${more}`, options);
  const all: Diagnosis[] = JSON.parse(ended.stdout);
  return { ...ended, all, of: Object.fromEntries(all.map((found) => [found.check, found])) };
}

/** An API that is well, and whose clock is so many seconds from ours. */
const well = (skew_s = 0) => {
  const date = new Date(world.current.clock.now() + skew_s * 1000).toUTCString();
  return world.current.script({ status: 200, headers: { date }, body: ME });
};

const here = (...names: string[]) => join(world.current.home, ...names);

/** A file that a shell could run. */
async function command(folder: string, text: string): Promise<string> {
  await mkdir(here(folder), { recursive: true });
  await writeFile(here(folder, 'aitronos'), text, { mode: 0o755 });
  return here(folder);
}

describe('doctor', () => {
  it.each([
    [{ bun: '1.4.4' }, / \(Bun 1\.4\.4\): aitronos is made for Node itself$/],
    [{ deno: '2.9.6' }, / \(Deno 2\.9\.6\): aitronos is made for Node itself$/],
  ])('warns of what stands in the place of Node: %o', async (versions, detail) => {
    await well();
    const { of } = await examine({ node: nodeOf({ ...process.versions, ...versions }) });
    expect(of['node']).toMatchObject({ result: 'warning', detail: expect.stringMatching(detail) });
  });

  it('looks at everything once, and asks the API who is asking', async () => {
    const { requests } = await well();
    const { exit, stderr, all, of } = await examine({ env: { PATH: await command('bin', '') } });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(all.map(({ check }) => check)).toEqual(CHECKS);
    expect(all.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(of['api']?.detail).toMatch(/^http:\/\/127\.0\.0\.1:\d+ answered HTTP 200 in \d+ ms$/);
    expect(of['token']?.detail).toContain('an access token of ops@example.com from AITRONOS_ACCESS_TOKEN');
    const asked = requests.map(({ path, headers }) => [path, headers['authorization']]);
    expect(asked).toEqual([
      ['/health', undefined],
      ['/v1/user/me', 'Bearer sandbox-access-token'],
    ]);
  });

  it.each([
    [{ AITRONOS_TIME_ZONE: 'Mars' }, {}, [/^AITRONOS_TIME_ZONE: expected .*, got "Mars"/]],
    [{}, { output: 'xml', timeout: 0, org: 'org_1' }, [/^stored output: .*"xml"/, /^stored timeout: .*"0"/]],
    [{}, { 'column.email': '' }, [/^stored column\.email: /]],
  ])('names each setting that other commands cannot use: %j %j', async (env, stored, details) => {
    await well();
    await mkdir(here('config'), { mode: 0o700 });
    const text = JSON.stringify({ version: 1, profiles: { default: stored } });
    await writeFile(here('config', 'config.json'), text, { mode: 0o600 });
    const { all } = await examine({ env });
    const found = all.filter(({ check }) => check === 'settings');
    expect(found).toEqual(
      details.map((detail) => ({
        check: 'settings',
        result: 'failed',
        detail: expect.stringMatching(detail),
        cure: expect.stringContaining('unset'),
      })),
    );
  });

  it.each([undefined, 'ftp://other.example'])(
    'works in the sandbox, beside an address %s',
    async (address) => {
      const { exit, of } = await examine({ env: { AITRONOS_API_URL: address } }, '--sandbox');
      expect(exit).toBe(0);
      expect(of['api']?.detail).toMatch(/^the sandbox answered HTTP \d+ in /);
      expect(of['token']).toMatchObject({
        result: 'ok',
        detail: expect.stringContaining('from the sandbox'),
      });
    },
  );

  it('has a page for readers, a line of CSV and a line of JSON for each check', async () => {
    await well();
    const env = { PATH: '' };
    const table = await world.current.run('doctor', { env });
    expect(table.stdout).toMatch(/^ok {7}node {11}\d+\.\d+\.\d+$/m);
    expect(table.stdout).toMatch(/^warning {2}path {11}aitronos is not on PATH\n {24}cure: add its folder/m);
    const csv = await world.current.run('doctor -o csv', { env });
    expect(csv.stdout.split('\r\n')[0]).toBe('check,result,detail,cure');
    expect((await world.current.run('doctor -o jsonl', { env })).stdout.trim().split('\n')).toHaveLength(11);
  });

  it('says what failed and the cure, and exits 1', async () => {
    const env = { AITRONOS_API_URL: 'http://127.0.0.1:9', AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stderr, of } = await examine({ env });
    expect(exit).toBe(1);
    expect(of['api']).toMatchObject({
      result: 'failed',
      detail: '127.0.0.1:9 refused the connection',
      cure: expect.stringContaining('aitronos config list'),
    });
    expect(of['clock']).toMatchObject({ result: 'warning', detail: 'not compared: no answer' });
    expect(of['token']).toMatchObject({ result: 'failed', cure: expect.stringContaining('auth login') });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'CHECKS_FAILED',
      message: '2 of 11 checks failed',
    });
  });

  it.each([
    ['settings', ['proxy', 'api'], { AITRONOS_API_URL: 'ftp://x' }],
    ['settings', ['api'], { AITRONOS_TIMEOUT: 'soon' }],
    ['settings', ['proxy', 'api', 'token'], { AITRONOS_PROFILE: 'a b' }],
    ['certificates', ['api'], { AITRONOS_CA_FILE: '/none.pem' }],
    ['proxy', ['api'], { HTTPS_PROXY: 'http://[bad' }],
  ])('tells once, by %s, what also keeps %o from being looked at: %o', async (check, others, env) => {
    const { all, of } = await examine({
      env: { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_URL: undefined, ...env },
    });
    const [variable = ''] = Object.keys(env);
    const detail = of[check]?.detail;
    expect(of[check]?.result).toBe('failed');
    expect(of[check]?.cure).toContain(variable);
    expect(all.filter((found) => found.detail === detail)).toHaveLength(1);
    for (const other of others) {
      const skipped = { check: other, result: 'warning', detail: `not checked: see ${check}`, cure: null };
      expect(of[other]).toEqual(skipped);
    }
  });

  it('asks once, also where the API is ill', async () => {
    const { requests } = await world.current.script({ status: 503 });
    const { exit, of } = await examine();
    expect(exit).toBe(0);
    expect(of['api']).toMatchObject({ result: 'warning', detail: expect.stringContaining('HTTP 503') });
    expect(of['token']?.result).toBe('warning');
    expect(requests).toHaveLength(2);
  });
});

describe('an API that answers', () => {
  it.each([
    ['well', 200, 200, ME, 0, 'ok', 'ok'],
    ['that it knows no /health', 404, 200, ME, 0, 'ok', 'ok'],
    ['that it wants a token', 401, 200, ME, 0, 'ok', 'ok'],
    ['that it is ill', 500, 200, ME, 0, 'warning', 'ok'],
    ['with a redirect', 302, 302, ME, 1, 'failed', 'failed'],
    ['with "not modified"', 304, 304, '', 1, 'failed', 'failed'],
    ['with a redirect of one alone', 301, 200, ME, 1, 'failed', 'ok'],
    ['with a redirect of who it is', 200, 307, ME, 1, 'ok', 'failed'],
    ['with a status of no meaning', 600, 600, ME, 1, 'failed', 'failed'],
    ['with the largest status', 999, 200, ME, 1, 'failed', 'ok'],
    ['with a page', 200, 200, '<html>hello</html>', 1, 'ok', 'failed'],
    ['with a list', 200, 200, [], 1, 'ok', 'failed'],
    ['with an empty object', 200, 200, {}, 1, 'ok', 'failed'],
    ["that the token is no user's", 200, 200, { id: null }, 0, 'ok', 'warning'],
    ['that it refuses', 200, 403, ME, 0, 'ok', 'warning'],
  ])('%s', async (_, at_health, at_me, body, exit, api, token) => {
    await world.current.script({ status: at_health }, { status: at_me, body });
    const ended = await examine();
    expect([ended.of['api']?.result, ended.of['token']?.result]).toEqual([api, token]);
    expect(ended.exit).toBe(exit);
    if (api === 'failed') expect(ended.of['api']?.cure).toMatch(/--api-url|aitronos config list/);
  });
});

describe('the clock', () => {
  it.each([
    [0, 'ok', 'agrees with the API'],
    [-59, 'ok', '59 s ahead of the API'],
    [61, 'warning', '61 s behind the API'],
    [-86_400, 'warning', '24 h ahead of the API'],
  ])('%i s away', async (skew, result, detail) => {
    await well(skew);
    expect((await examine()).of['clock']).toMatchObject({ result, detail });
  });

  it.each([100, 500, 900])('is not ahead by the %i ms that the time of the API leaves out', async (ms) => {
    world.current.clock.ahead_ms = ms;
    await well();
    expect((await examine()).of['clock']).toMatchObject({ result: 'ok', detail: 'agrees with the API' });
  });
});

describe('the token', () => {
  it('that is not accepted fails, with the cure', async () => {
    await world.current.script({ status: 401, body: { error: { code: 'INVALID_TOKEN', message: 'no' } } });
    const { exit, of } = await examine();
    expect(exit).toBe(1);
    const cure = expect.stringMatching(
      /^put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: /,
    );
    expect(of['token']).toMatchObject({ result: 'failed', cure });
  });

  it('says until when it is good', async () => {
    await well();
    const exp = world.current.clock.now() / 1000 + 42 * 60;
    const payload = Buffer.from(JSON.stringify({ exp, sub: 'usr_ops01' })).toString('base64url');
    const { of, stdout } = await examine({ env: { AITRONOS_ACCESS_TOKEN: `head.${payload}.sign` } });
    expect(of['token']?.detail).toMatch(/, valid until 2026-03-01T12:42:00\.000Z \(in 4[12] min\)$/);
    expect(stdout).not.toContain(payload);
  });
});

describe('the command on PATH', () => {
  it('is this program, also behind a link or the script of a package manager', async () => {
    await well();
    await command('bin', '');
    await mkdir(here('links'));
    await symlink(here('bin', 'aitronos'), here('links', 'aitronos'));
    const shim = await command(
      'shims',
      '#!/bin/sh\nexec node "$basedir/node_modules/aitronos/bin/aitronos.js" "$@"\n',
    );
    for (const PATH of [here('links'), shim, `${here('empty')}:${here('bin')}`]) {
      expect((await examine({ env: { PATH } })).of['path']).toMatchObject({ result: 'ok' });
    }
  });

  it('may be another one of the same name', async () => {
    await well();
    const other = await command('python', '#!/usr/bin/python3\nprint("hello")\n');
    const { exit, of } = await examine({ env: { PATH: `${other}:${await command('bin', '')}` } });
    expect(exit).toBe(0);
    expect(of['path']).toMatchObject({
      result: 'warning',
      detail: `${join(other, 'aitronos')} comes first on PATH: a Python program of the same name`,
    });
  });
});

describe.skipIf(process.platform === 'win32')('the folders', () => {
  it('show their modes, and are better for nobody else to read', async () => {
    await well();
    await world.current.run('config set org org_xyz789');
    const { of } = await examine();
    expect(of['config folder']).toMatchObject({
      result: 'ok',
      detail: `${here('config')} 0700, ${here('config', 'config.json')} 0600`,
    });
    expect(of['state folder']?.detail).toBe(`${here('state')}, not made yet`);
    await chmod(here('config'), 0o755);
    expect((await examine()).of['config folder']).toMatchObject({
      result: 'warning',
      detail: `others have access: ${here('config')} 0755`,
      cure: `chmod go= ${here('config')}`,
    });
    await chmod(here('config', 'config.json'), 0o640);
    expect((await examine()).of['config folder']?.detail).toBe(
      `others have access: ${here('config')} 0755, ${here('config', 'config.json')} 0640`,
    );
  });

  const OWN = { mode: 0o700, recursive: true } as const;
  const away = (...names: string[]) => `move it away: mv ${here(...names)} ${here(...names)}.old`;

  it.each<[string, () => Promise<unknown>, 'ok' | 'warning' | 'failed', string, () => string | null]>([
    [
      'a file',
      () => writeFile(here('state'), '', { mode: 0o600 }),
      'failed',
      'is a file',
      () => away('state'),
    ],
    ['a folder with nothing in it', () => mkdir(here('state'), OWN), 'ok', '0700', () => null],
    ['a folder with runs', () => mkdir(here('state', 'runs'), OWN), 'ok', '0700', () => null],
    [
      'a folder with a file in place of the runs',
      () => mkdir(here('state'), OWN).then(() => writeFile(here('state', 'runs'), '', { mode: 0o600 })),
      'failed',
      'is a file',
      () => away('state', 'runs'),
    ],
    [
      'a folder with a folder in place of the ledger',
      () => mkdir(here('state', 'runs', 'ledger.jsonl'), OWN),
      'failed',
      'it is a folder',
      () => away('state', 'runs', 'ledger.jsonl'),
    ],
    [
      'a folder in which others may write the runs',
      () => mkdir(here('state', 'runs'), OWN).then(() => chmod(here('state', 'runs'), 0o777)),
      'failed',
      'can be written by others',
      () => expect.stringContaining(`chmod go-w ${here('state', 'runs')}; or `),
    ],
  ])('are looked at with what is in them: %s', async (_what, make, result, words, cure) => {
    await well();
    await make();
    const detail = expect.stringContaining(words);
    expect((await examine()).of['state folder']).toMatchObject({ result, detail, cure: cure() });
  });
});

describe('a cure', () => {
  it('does not lead to doctor itself, where config.json is a folder', async () => {
    await mkdir(here('config', 'config.json'), { recursive: true });
    const { of } = await examine();
    const cure = expect.stringContaining('move it away');
    expect(of['config folder']).toMatchObject({ result: 'failed', cure });
    expect(of['settings']).toMatchObject({ result: 'warning', detail: 'not checked: see config folder' });
    expect(of['config folder']?.cure).not.toContain('doctor');
  });
});

describe('the network', () => {
  const far = { AITRONOS_API_URL: 'https://api.example.invalid' };

  it('names the proxy, its variable, and not its password', async () => {
    const HTTPS_PROXY = 'http://otto:s3cret@127.0.0.1:9';
    const { exit, stdout, stderr, of } = await examine({ env: { ...far, HTTPS_PROXY } }, '--debug');
    expect(exit).toBe(1);
    expect(of['proxy']?.detail).toBe('http://127.0.0.1:9 (HTTPS_PROXY), with a user name');
    expect(of['api']?.detail).toMatch(/^cannot get through the proxy 127\.0\.0\.1:9: /);
    expect(stdout + stderr).not.toContain('s3cret');
    const passedBy = await examine({ env: { ...far, HTTPS_PROXY, NO_PROXY: '.invalid' } });
    expect(passedBy.of['proxy']?.detail).toMatch(
      /^none: NO_PROXY says that api\.example\.invalid is reached without/,
    );
    const broken = await examine({ env: { ...far, HTTPS_PROXY: 'socks5://otto:s3cret@host' } });
    expect(broken.of['proxy']).toMatchObject({
      result: 'failed',
      cure: expect.stringContaining('such as HTTPS_PROXY='),
    });
    expect(broken.stdout + broken.stderr).not.toContain('s3cret');
  });

  it('tells whose certificates are trusted', async () => {
    await well();
    await writeFile(here('ca.pem'), 'hello');
    const missing = await examine({ env: { AITRONOS_CA_FILE: here('ca.pem') } });
    expect(missing.exit).toBe(1);
    expect(missing.of['certificates']).toMatchObject({
      result: 'failed',
      detail: `${here('ca.pem')} holds no certificate in PEM form`,
    });
    const weak = await examine({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
    expect(weak.of['certificates']).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('certificates are checked although'),
    });
  });

  const DAMAGED = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';
  it.each([
    ['no.pem', '', /^cannot read the CA file \S+no\.pem: there is no such file/],
    ['ca.pem', 'hello', /ca\.pem holds no certificate in PEM form$/],
    ['ca.pem', `${DAMAGED}${rootCertificates[0]}`, /^certificate 1 in \S+ is damaged$/],
  ])('warns of a NODE_EXTRA_CA_CERTS that Node does not read: %s %j', async (name, text, detail) => {
    await well();
    await writeFile(here('ca.pem'), text);
    const { of } = await examine({ env: { NODE_EXTRA_CA_CERTS: here(name) } });
    expect(of['certificates']).toMatchObject({ result: 'warning', detail: expect.stringMatching(detail) });
  });

  it.each([
    ['one of two has', 'ok', /, 2 of \S+ \(\S+\), 2 of \S+ \(NODE_EXTRA_CA_CERTS\)$/],
    ['both have', 'warning', /\(NODE_EXTRA_CA_CERTS\), which has expired$/],
  ])(
    'tells of a file of certificates that has expired where all in it have: %s',
    async (_, result, detail) => {
      await well();
      const ends = (text: string) => Date.parse(new X509Certificate(text).validTo);
      const all = rootCertificates.toSorted((one, other) => ends(one) - ends(other));
      const [first = '', last = ''] = [all.at(0), all.at(-1)];
      await writeFile(here('ca.pem'), `${first}\n${last}\n`);
      const { clock } = world.current;
      clock.ahead_ms = ends(result === 'ok' ? first : last) + 1 - clock.now();
      const env = { AITRONOS_CA_FILE: here('ca.pem'), NODE_EXTRA_CA_CERTS: here('ca.pem') };
      const found = (await examine({ env })).of['certificates'];
      expect(found).toMatchObject({ result, detail: expect.stringMatching(detail) });
    },
  );
});

describe.skipIf(process.platform === 'win32')('what cannot be config.json', () => {
  const config = () => here('config', 'config.json');
  it.each<[string, () => Promise<unknown>, () => string]>([
    ['a circle of links', () => symlink('config.json', config()), () => `it is a link: rm ${config()}`],
    ['a folder', () => mkdir(config()), () => `move it away: mv ${config()} ${config()}.old`],
  ])('has the cure that fits, from doctor and from every other command: %s', async (_, make, cure) => {
    await mkdir(here('config'), { mode: 0o700 });
    await make();
    await well();
    const { exit, of } = await examine();
    expect(exit).toBe(1);
    expect(of['config folder']).toMatchObject({ result: 'failed', cure: cure() });
    expect(of['config folder']?.detail).toContain(config());
    const { stderr } = await world.current.run('config list');
    expect(stderr).toContain(`\nhint: ${cure()}\n`);
  });
});

it.each(Object.entries(CONNECTION_HINTS))('does not lead back to itself: %s', (code, hint) => {
  const { cure } = failedResult('api', new ConnectionError(code, 'no answer', false));
  expect(cure).not.toContain('aitronos doctor');
  expect(cure).toContain(hint.startsWith('`aitronos doctor`') ? 'the other lines' : hint.split('; ')[0]);
});

it.each([
  ['config folder', 'AITRONOS_CONFIG_DIR'],
  ['state folder', 'AITRONOS_STATE_DIR'],
] as const)('a %s below a file is named anew, and no rights are changed', async (check, variable) => {
  await writeFile(here('file'), '');
  await well();
  const below = here('file', 'folder');
  const folders = { config: here('config'), state: here('state'), ignored: [] };
  const own = check === 'config folder' ? { config: below } : { state: below };
  const { of } = await examine({ folders: { ...folders, ...own } });
  expect(of[check]).toMatchObject({ result: 'failed', cure: `name another folder with ${variable}` });
});

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Authority } from '../networks/certificates.ts';
import { startProxy } from '../networks/servers.ts';
import {
  archiveSaying,
  digestOf,
  type FileServer,
  runAction,
  type Served,
  serveFiles,
  works,
  writeScript,
} from './job.ts';

const VERSION = '0.1.0';
const NAME = `aitronos-${VERSION}-linux-x64.tar.xz`;
const TOKEN = 'a-download-token.of-ours';

let home = '';
let archive: Buffer = Buffer.alloc(0);
let server: FileServer;

/** A release at the address; `files` in place of its own. */
async function serve(files: Readonly<Record<string, Served>> = {}): Promise<void> {
  server = await serveFiles({
    [`/aitronos/${VERSION}/SHA256SUMS`]: `${digestOf(archive)}  ${NAME}\n`,
    [`/aitronos/${VERSION}/${NAME}`]: archive,
    ...files,
  });
}

const inputs = (more: Readonly<Record<string, string>> = {}) => ({
  'download-address': server.address,
  version: VERSION,
  ...more,
});

describe.skipIf(!works || process.platform !== 'linux')('the action', () => {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'aitronos-action-'));
    archive = archiveSaying(home, VERSION);
  });
  afterEach(() => {
    server.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('installs the version, and says where', async () => {
    await serve();
    const { exit, outputs, path, printed } = await runAction(home, { inputs: inputs() });
    const sha256 = digestOf(archive);
    const folder = join(home, 'temp', 'setup-aitronos', `${VERSION}-${sha256}`);
    expect({ exit, printed }).toEqual({ exit: 0, printed: `aitronos ${VERSION} is installed\n` });
    expect(outputs).toEqual({ version: VERSION, path: join(folder, 'aitronos'), sha256 });
    expect(path).toBe(`${folder}\n`);
    // Other jobs may use what lies in the folder for tools.
    expect(existsSync(join(home, 'tools'))).toBe(false);
    expect(server.heard).toEqual([
      `/aitronos/${VERSION}/SHA256SUMS no token`,
      `/aitronos/${VERSION}/${NAME} no token`,
    ]);
  });

  it('installs where paths and programs are those of Windows', async () => {
    archive = archiveSaying(home, VERSION, 'aitronos.exe');
    const name = `aitronos-${VERSION}-win-x64.zip`;
    await serve({
      [`/aitronos/${VERSION}/SHA256SUMS`]: `${digestOf(archive)}  ${name}\n`,
      [`/aitronos/${VERSION}/${name}`]: archive,
    });
    const [system, temp] = [join(home, 'Windows'), `${home}/D:\\a\\_temp`];
    mkdirSync(join(system, 'System32'), { recursive: true });
    // The tar of Linux would take what stands before a colon for a machine, and read the backslashes.
    writeScript(join(system, 'System32', 'tar.exe'), 'exec tar --force-local --no-unquote "$@"');
    const env = { RUNNER_OS: 'Windows', RUNNER_TEMP: temp, SYSTEMROOT: system };
    const { outputs, path, printed } = await runAction(home, { inputs: inputs(), env });
    const folder = `${temp}/setup-aitronos/${VERSION}-${digestOf(archive)}`;
    expect(printed).toBe(`aitronos ${VERSION} is installed\n`);
    expect(outputs).toMatchObject({ path: `${folder}/aitronos.exe` });
    expect(path).toBe(`${folder}\n`);
    expect(readdirSync(`${temp}/setup-aitronos`).sort()).toEqual([
      `${VERSION}-${digestOf(archive)}`,
      'SHA256SUMS',
      name,
    ]);
  });

  it.each<readonly [what: string, given: (sha256: string) => Readonly<Record<string, string>>]>([
    ['as it is', (sha256) => ({ sha256 })],
    ['in capitals', (sha256) => ({ sha256: sha256.toUpperCase() })],
    ['with the name of the digest', (sha256) => ({ sha256: `sha256:${sha256}` })],
    ['and the version as a tag', (sha256) => ({ sha256, version: `v${VERSION}` })],
  ])('asks only for the archive when its SHA-256 is given, %s', async (_what, given) => {
    await serve();
    const sha256 = digestOf(archive);
    const { exit, outputs } = await runAction(home, { inputs: inputs(given(sha256)) });
    expect(exit).toBe(0);
    expect(outputs).toMatchObject({ sha256, version: VERSION });
    expect(server.heard).toEqual([`/aitronos/${VERSION}/${NAME} no token`]);
  });

  it('sends the token to the address, and shows it neither in a line nor to lists of processes', async () => {
    await serve();
    const { spied, env } = spyOnCurl();
    const { exit, printed, outputs, path } = await runAction(home, { inputs: inputs({ token: TOKEN }), env });
    expect(exit).toBe(0);
    expect(server.heard).toEqual([
      `/aitronos/${VERSION}/SHA256SUMS Bearer ${TOKEN}`,
      `/aitronos/${VERSION}/${NAME} Bearer ${TOKEN}`,
    ]);
    expect(readFileSync(spied, 'utf8')).toContain('--config -');
    expect([printed, JSON.stringify(outputs), path, readFileSync(spied, 'utf8')].join()).not.toContain(TOKEN);
  });

  it.each<readonly [what: string, env: Readonly<Record<string, string>>, curlrc: string]>([
    ['names every command', { SHELLOPTS: 'xtrace', RUNNER_DEBUG: '1' }, ''],
    ['has what curl says where it is told to say more', {}, 'verbose\n'],
    ['has what curl writes where it is told to write all', {}, 'trace-ascii -\n'],
  ])('shows the token in no log that %s', async (_what, env, curlrc) => {
    await serve();
    writeFileSync(join(home, '.curlrc'), curlrc);
    const { exit, printed } = await runAction(home, { inputs: inputs({ token: TOKEN }), env });
    expect(exit).toBe(0);
    expect(server.heard[0]).toContain(TOKEN);
    expect(printed).not.toContain(TOKEN);
  });

  it('unpacks with a tar that wants to be told how', async () => {
    await serve();
    const path = process.env['PATH'] ?? '';
    const script = `case "$1" in *J*) PATH='${path}' exec tar "$@";; *) echo 'tar: short read'; exit 1;; esac`;
    writeScript(join(home, 'tar'), script);
    const { exit, printed } = await runAction(home, { inputs: inputs(), env: { PATH: `${home}:${path}` } });
    expect({ exit, printed }).toEqual({ exit: 0, printed: `aitronos ${VERSION} is installed\n` });
  });

  it.each<readonly [what: string, write: (sha256: string) => string]>([
    ['ends its lines as Windows does', (sha256) => `${sha256}  ${NAME}\r\n`],
    ['has no end of its last line', (sha256) => `${'a'.repeat(64)}  other.zip\n${sha256}  ${NAME}`],
    ['marks the file as a binary one', (sha256) => `${sha256} *${NAME}\n`],
    ['is written in capitals', (sha256) => `${sha256.toUpperCase()}  ${NAME}\n`],
    ['has the archive twice', (sha256) => `${sha256.toUpperCase()}  ${NAME}\n${sha256}  ${NAME}\n`],
    [
      'has files that are called alike',
      (sha256) => `${'a'.repeat(64)}  ${NAME}.sig\n${sha256}  ${NAME}\n${'b'.repeat(64)}  x${NAME}\n`,
    ],
  ])('reads a SHA256SUMS that %s', async (_what, write) => {
    await serve({ [`/aitronos/${VERSION}/SHA256SUMS`]: write(digestOf(archive)) });
    const { exit, outputs } = await runAction(home, { inputs: inputs() });
    expect(exit).toBe(0);
    expect(outputs?.['sha256']).toBe(digestOf(archive));
  });

  it('asks for the address as it is written, brackets too', async () => {
    await serve();
    const address = server.address.replace('/aitronos', '/[1-3]/aitronos');
    const { exit } = await runAction(home, { inputs: inputs({ 'download-address': address }) });
    expect(exit).toBe(1);
    expect(server.heard).toEqual([`/[1-3]/aitronos/${VERSION}/SHA256SUMS no token`]);
  });

  it('takes what the cache brings when it is the right archive', async () => {
    await serve();
    const { exit } = await runAction(home, { inputs: inputs(), cached: archive });
    expect(exit).toBe(0);
    expect(server.heard).toEqual([`/aitronos/${VERSION}/SHA256SUMS no token`]);
  });

  it.each<readonly [what: string, bring: () => Buffer | 'folder']>([
    ['another one', () => archiveSaying(home, '6.6.6')],
    ['an empty file', () => Buffer.alloc(0)],
    ['one that was cut', () => archive.subarray(0, -1)],
    ['a folder', () => 'folder'],
  ])('fetches the archive again when the cache brings %s', async (_what, bring) => {
    await serve();
    const cached = bring();
    const { exit, printed, outputs } = await runAction(home, { inputs: inputs(), cached });
    expect(exit).toBe(0);
    expect(printed).toContain('::warning title=setup-aitronos::the cached archive is not the one');
    expect(outputs?.['version']).toBe(VERSION);
    expect(server.heard).toContain(`/aitronos/${VERSION}/${NAME} no token`);
  });

  it.each<readonly [what: string, cut: number, exit: number]>([
    ['twice, and fetches it whole then', 2, 0],
    ['three times, and stops', 3, 1],
  ])('hears the archive cut off %s', async (_what, cut, exit) => {
    let left = cut;
    await serve({
      [`/aitronos/${VERSION}/${NAME}`]: (response) => (left-- > 0 ? cutOff(response) : response.end(archive)),
    });
    const ended = await runAction(home, { inputs: inputs() });
    expect(ended.exit).toBe(exit);
    expect(server.heard.filter((line) => line.includes(NAME))).toHaveLength(3);
  });

  /** What stops the action, with the words that say so; nothing is installed. */
  const STOPS: readonly (readonly [
    what: string,
    words: string,
    given: {
      readonly files?: () => Readonly<Record<string, Served>>;
      readonly inputs?: Readonly<Record<string, string>>;
      readonly env?: Readonly<Record<string, string>>;
      /** The only programs on the path. */
      readonly programs?: readonly string[];
    },
  ])[] = [
    [
      'another archive than SHA256SUMS says',
      'nothing was installed',
      { files: () => ({ [`/aitronos/${VERSION}/${NAME}`]: archiveSaying(home, '6.6.6') }) },
    ],
    ['another archive than the input says', 'nothing was installed', { inputs: { sha256: 'a'.repeat(64) } }],
    [
      'SHA256SUMS without the archive',
      'does not have aitronos-0.1.0-linux-x64.tar.xz',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: `${'a'.repeat(64)}  other.tar.xz\n` }) },
    ],
    [
      'a program of another version',
      'another version',
      {
        files: () => {
          const other = archiveSaying(home, '6.6.6');
          return {
            [`/aitronos/${VERSION}/SHA256SUMS`]: `${digestOf(other)}  ${NAME}\n`,
            [`/aitronos/${VERSION}/${NAME}`]: other,
          };
        },
      },
    ],
    [
      'an archive that is none',
      'cannot be unpacked',
      {
        files: () => ({
          [`/aitronos/${VERSION}/SHA256SUMS`]: `${digestOf(Buffer.from('none'))}  ${NAME}\n`,
          [`/aitronos/${VERSION}/${NAME}`]: 'none',
        }),
      },
    ],
    [
      'a page in place of SHA256SUMS',
      'does not have aitronos-0.1.0-linux-x64.tar.xz',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: '<!doctype html>\n::error::x\n' }) },
    ],
    [
      'a SHA256SUMS that has no end',
      'does not give all of the file, or too much: curl says why',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: 'a'.repeat(200_000) }) },
    ],
    [
      'a version that is not there',
      'version 9.9.9 is not at the download address',
      { inputs: { version: '9.9.9' } },
    ],
    [
      'a token that is not accepted',
      'answers 401: version 0.1.0 is not at the download address, or it wants another token',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: 401 }) },
    ],
    [
      'an archive that is not for everybody',
      'answers 403: the archive of version 0.1.0 cannot be fetched, or it wants another token',
      { files: () => ({ [`/aitronos/${VERSION}/${NAME}`]: 403 }) },
    ],
    [
      'a SHA256SUMS with two digests for the archive',
      'has two digests for aitronos-0.1.0-linux-x64.tar.xz',
      {
        files: () => ({
          [`/aitronos/${VERSION}/SHA256SUMS`]: `${'a'.repeat(64)}  ${NAME}\n${digestOf(archive)}  ${NAME}\n`,
        }),
      },
    ],
    [
      'a SHA256SUMS that is cut off',
      'does not give all of the file, or too much: curl says why',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: cutOff }) },
    ],
    [
      'an archive that is cut off',
      'does not give all of the file, or too much: curl says why',
      { files: () => ({ [`/aitronos/${VERSION}/${NAME}`]: cutOff }) },
    ],
    [
      'an address that leads to one without https',
      'answers 302, and leads to no https address that gives the file',
      {
        files: () => ({
          [`/aitronos/${VERSION}/SHA256SUMS`]: (response) =>
            response.writeHead(302, { location: `${server.address}/other` }).end(),
        }),
      },
    ],
    [
      'an address that wants to be asked in hours',
      'answers 503: try again later',
      {
        files: () => ({
          [`/aitronos/${VERSION}/SHA256SUMS`]: (response) =>
            response.writeHead(503, { 'retry-after': '7200' }).end(),
        }),
      },
    ],
    [
      'a request that is not understood',
      'the download address answers 400',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: 400 }) },
    ],
    ['a machine without curl', 'this machine has no curl', { programs: BASICS }],
    [
      'a machine that makes no digests',
      'neither sha256sum nor shasum',
      { programs: [...BASICS, 'curl', 'tar', 'xz'] },
    ],
    [
      'a machine without tar',
      'cannot be unpacked: tar says why',
      { programs: [...BASICS, 'curl', 'sha256sum'] },
    ],
    [
      'an address that does not work',
      'answers 501: try again later',
      { files: () => ({ [`/aitronos/${VERSION}/SHA256SUMS`]: 501 }) },
    ],
    [
      'an address where nobody is',
      'cannot be reached: curl says why',
      { inputs: { 'download-address': 'https://127.0.0.1:1/' } },
    ],
    ['two letters before the version', 'version has to be such as', { inputs: { version: 'vv0.1.0' } }],
    ['no version', 'version is not given', { inputs: { version: '' } }],
    ['a version that leads elsewhere', 'version has to be such as', { inputs: { version: '../0.1.0' } }],
    ['a version of two lines', 'version has to be such as', { inputs: { version: '0.1.0\n::error::x' } }],
    ['no address', 'download-address is not given', { inputs: { 'download-address': '' } }],
    ['http', 'has to be an https address', { inputs: { 'download-address': 'http://example.com/a' } }],
    [
      'http in disguise',
      'an https address',
      { inputs: { 'download-address': 'http://127.0.0.1.example.com' } },
    ],
    [
      'a script as address',
      'an https address',
      { inputs: { 'download-address': 'https://a.example/$(id)' } },
    ],
    [
      'a quote in the address',
      'an https address',
      { inputs: { 'download-address': 'https://a.example/"\nx' } },
    ],
    ['a user name', 'holds a user name', { inputs: { 'download-address': 'https://u:p@a.example/' } }],
    ['a digest that is none', 'sha256 has to be', { inputs: { sha256: 'abc' } }],
    ['a token with a line end', 'token holds characters', { inputs: { token: `${TOKEN}\n` } }],
    ['macOS', 'no file for macOS', { env: { RUNNER_OS: 'macOS' } }],
    ['another machine', 'no file for this system', { env: { RUNNER_ARCH: 'ARM' } }],
  ];

  it.each(STOPS)('stops for %s', async (_what, words, { files, inputs: other, env, programs }) => {
    await serve(files?.());
    const variables = { ...env, ...(programs ? { PATH: folderOf(programs) } : {}) };
    const { exit, printed, path } = await runAction(home, { inputs: inputs(other), env: variables });
    expect(exit).toBe(1);
    expect(printed).toMatch(/^::error title=setup-aitronos::[^\n]*\n/m);
    expect(printed).toContain(words);
    expect(printed).not.toContain(TOKEN);
    expect(printed.match(/^::error/gm)).toHaveLength(1);
    expect(path).toBe('');
    const temp = join(home, 'temp', 'setup-aitronos');
    expect(existsSync(temp) ? readdirSync(temp).filter((name) => name.endsWith('.part')) : []).toEqual([]);
  });

  it('goes through the proxy that the variables name, and believes the certificates that curl believes', async () => {
    const authority = new Authority(home);
    const certificate = await authority.certificate('DNS:downloads.example.com');
    server = await serveFiles(
      {
        [`/aitronos/${VERSION}/SHA256SUMS`]: `${digestOf(archive)}  ${NAME}\n`,
        [`/aitronos/${VERSION}/${NAME}`]: archive,
      },
      certificate,
    );
    const proxy = await startProxy({ port: server.port });
    const env = {
      https_proxy: `http://127.0.0.1:${proxy.port}`,
      CURL_CA_BUNDLE: (await authority.root()).file,
    };
    const given = { 'download-address': 'https://downloads.example.com/aitronos/', version: VERSION };
    const { exit, printed } = await runAction(home, { inputs: given, env });
    await proxy.close();
    expect({ exit, printed }).toEqual({ exit: 0, printed: `aitronos ${VERSION} is installed\n` });
    expect(proxy.heard).toHaveLength(2);
    expect(proxy.heard[0]).toMatch(/^downloads\.example\.com:443 /);
  });
});

/** Sends a part of what it says it sends. */
function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 500 });
  response.write('a'.repeat(20), () => response.destroy());
}

/** What the scripts need of every machine. */
const BASICS = ['bash', 'dirname', 'head', 'mkdir', 'mv', 'rm', 'tr'];

/** A folder with these programs. */
function folderOf(programs: readonly string[]): string {
  const folder = join(home, 'programs');
  mkdirSync(folder);
  for (const name of programs) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    symlinkSync(stdout.trim(), join(folder, name));
  }
  return folder;
}

/** A curl on the path that writes its arguments down before it does its work. */
function spyOnCurl(): { readonly spied: string; readonly env: Readonly<Record<string, string>> } {
  const spied = join(home, 'arguments');
  const path = process.env['PATH'] ?? '';
  const script = `#!/bin/sh\necho "$@" >> '${spied}'\nPATH='${path}' exec curl "$@"\n`;
  writeFileSync(join(home, 'curl'), script, { mode: 0o755 });
  return { spied, env: { PATH: `${home}:${path}` } };
}

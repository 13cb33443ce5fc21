import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/version.ts';
import { digestOf, type FileServer, runAction, serveFiles } from '../action/job.ts';
import { COMMAND_LINES } from '../command-lines.ts';
import { canBuild, Executable, runRelease } from './executable.ts';
import { SMOKE, type SmokeLine } from './executable-lines.ts';

const ARCHIVE = `aitronos-${version}-linux-x64.tar.xz`;
const REAL = { AITRONOS_SANDBOX: '' };
const hasKeychain = ['dbus-run-session', 'gnome-keyring-daemon'].every(
  (command) => spawnSync(command, ['--version']).status === 0,
);

describe('the address that a release is made for', () => {
  it.each([
    ['is missing', []],
    ['is empty', ['--address', '']],
    ['is http', ['--address', 'http://downloads.example.com/']],
    ['has a query', ['--address', 'https://downloads.example.com/?token=x']],
    ['has the mark of a query', ['--address', 'https://downloads.example.com/?']],
    ['has the mark of a fragment', ['--address', 'https://downloads.example.com/#']],
    ['has a user', ['--address', 'https://u:p@downloads.example.com/']],
    ['has a password alone', ['--address', 'https://:p@downloads.example.com/']],
  ])('%s: nothing is made', (_what, options) => {
    const { status, stdout, stderr } = runRelease([...options, '--out', '/nowhere/release']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('--address has to be an https address without a query');
  });
});

describe.skipIf(!canBuild)('one file with Node inside', () => {
  const built = new Executable();
  let server: FileServer;

  beforeAll(async () => {
    const files: Record<string, Buffer> = {};
    server = await serveFiles(files);
    built.build(server.address);
    for (const name of readdirSync(built.release))
      files[`/aitronos/${version}/${name}`] = readFileSync(join(built.release, name));
  }, 600_000);
  afterAll(() => {
    server?.close();
    built.remove();
  });

  it('comes with what belongs to it, and with checksums', () => {
    expect(readdirSync(built.folder).sort()).toEqual([
      'LICENSE',
      'aitronos',
      'completions',
      'licences',
      'man',
    ]);
    expect(readdirSync(join(built.folder, 'licences')).sort()).toEqual(
      ['keyring-third-party.md', 'keyring.txt', 'node.txt', 'packages.txt'].sort(),
    );
    expect(readdirSync(join(built.folder, 'completions'))).toHaveLength(4);
    expect(readdirSync(join(built.folder, 'man/man1')).length).toBeGreaterThan(40);
    const { stdout } = spawnSync('sha256sum', ['--check', 'SHA256SUMS'], {
      cwd: built.release,
      encoding: 'utf8',
    });
    expect(stdout).toBe(`${ARCHIVE}: OK\naitronos-${version}.tgz: OK\n`);
    const release: unknown = JSON.parse(readFileSync(join(built.release, 'release.json'), 'utf8'));
    expect(release).toMatchObject({
      version,
      address: `${server.address}/${version}`,
      files: [{ name: ARCHIVE, url: `${server.address}/${version}/${ARCHIVE}`, tried: true }, {}],
    });
  });

  it('is tried with every command there is', () => {
    const isTried = (name: string) => SMOKE.some(({ line }) => `${line} `.startsWith(`${name} `));
    expect(Object.keys(COMMAND_LINES).filter((name) => !isTried(name) && name !== 'sandbox start')).toEqual(
      [],
    );
  });

  it.each(SMOKE)('does $line', ({ line, prints, exit = 0, stdin, real }: SmokeLine) => {
    const run = /\bRUN\b/.test(line) ? built.run('runs list -o ids').stdout.split('\n', 1).join() : '';
    const answer = built.run(line.replace(/\bRUN\b/, run), stdin, real ? REAL : {});
    expect(answer).toMatchObject({ exit });
    expect(exit === 0 ? answer.stdout : answer.stderr).toMatch(prints);
  });

  it('knows itself where a shell found it on its path', () => {
    const env = { ...built.env, PATH: built.folder };
    const { stdout } = spawnSync(basename(built.file), ['doctor'], {
      cwd: built.empty,
      env,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^ok +path +\/.+\/aitronos$/m);
  });

  it('serves the sandbox until it is interrupted, to another call of itself', async () => {
    const serving = built.start(['sandbox', 'start', '--port', '0', '--json']);
    const ended = once(serving, 'exit');
    let said = '';
    for await (const text of serving.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      said += text;
      if (/^\}/m.test(said)) break;
    }
    const { url, access_token }: Record<string, string> = JSON.parse(said);
    const there = { ...REAL, AITRONOS_API_URL: url ?? '', AITRONOS_ACCESS_TOKEN: access_token ?? '' };
    const answer = built.run('users deactivate usr_abc123 --transfer-to dept_eng001 -o ids', '', there);
    serving.kill('SIGINT');
    expect(answer).toMatchObject({ exit: 0, stdout: 'usr_abc123\n' });
    expect((await ended)[1]).toBeNull();
  });

  it('asks the keychain by a process of its own, and leaves no library behind', () => {
    const answer = built.run('auth login --with-token --keychain', 'the-token\n', REAL);
    expect(answer.exit).toBe(1);
    expect(answer.stderr).toMatch(/^error: the keychain cannot be reached: .+ \(KEYCHAIN\)/);
    expect(answer.stderr).not.toMatch(/not installed|the-token/);
    expect(readdirSync(built.temp)).toEqual([]);
  });

  it('names the folder that keeps the library from it', () => {
    const TMPDIR = join(built.home, 'missing');
    const { stderr } = built.run('auth login --with-token --keychain', 'the-token\n', { ...REAL, TMPDIR });
    expect(stderr).toContain(
      `its library cannot be loaded from ${TMPDIR}, which TMPDIR or TEMP names: ENOENT`,
    );
  });

  it.skipIf(!hasKeychain)('keeps a token in a keychain that is there', () => {
    const session = `printf a-password | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
printf the-token | "$PROGRAM" auth login --with-token --keychain > /dev/null
"$PROGRAM" auth token
cat "$AITRONOS_CONFIG_DIR/credentials.json"`;
    const { status, stdout } = spawnSync('dbus-run-session', ['--', 'sh', '-eu', '-c', session], {
      cwd: built.empty,
      env: { ...built.env, ...REAL, PATH: '/usr/bin:/bin', PROGRAM: built.file },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^the-token\n\{/);
    expect(stdout).toContain('"store": "keychain"');
    expect(readdirSync(built.temp).filter((name) => name.startsWith('aitronos-keyring-'))).toEqual([]);
  });

  it('is put on the path of a GitHub job by the action', async () => {
    const inputs = { 'download-address': server.address, version };
    const { exit, printed, outputs } = await runAction(built.home, { inputs });
    expect({ exit, printed }).toEqual({ exit: 0, printed: `aitronos ${version} is installed\n` });
    expect(outputs?.['sha256']).toBe(digestOf(readFileSync(join(built.release, ARCHIVE))));
  });

  it.each([
    ['the folder of the project', process.cwd()],
    ['the folder in which it was put together', join(tmpdir(), 'aitronos-release-')],
  ])('holds nothing of %s', (_what, place) => {
    expect(readFileSync(built.file).includes(place)).toBe(false);
  });

  it('is told apart from Node alone, and from a file of another system', () => {
    const form = (target: string, file: string) => {
      const script = `import { checkForm } from './scripts/release/form.js'; checkForm('${target}', '${file}')`;
      return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    };
    expect(form('linux-x64', built.file)).toMatchObject({ status: 0, stderr: '' });
    expect(form('linux-arm64', built.file).stderr).toContain('is no executable of linux-arm64');
    expect(form('win-x64', built.file).stderr).toContain('is no executable of win-x64');
    expect(form('linux-x64', process.execPath).stderr).toContain('runs nothing but Node');
    const other = join(built.home, 'other');
    const bytes = readFileSync(built.file);
    bytes.write('libatomix', bytes.indexOf('libatomic.so.1'));
    writeFileSync(other, bytes);
    expect(form('linux-x64', other).stderr).toContain('needs libatomix.so.1: say so in docs/installing.md');
    const signed = Buffer.alloc(512);
    signed.write('MZ');
    signed.writeUInt32LE(64, 0x3c);
    signed.write('PE\0\0d\x86', 64, 'latin1');
    signed.writeUInt32LE(400, 64 + 168);
    writeFileSync(other, signed);
    expect(form('win-x64', other).stderr).toContain('has a signature, which is of something else');
  });
});

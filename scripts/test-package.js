// Tests what a user installs: installs a tarball of the project into an empty folder and uses it there. It is packed
// where none is named: test-package.js [TARBALL].
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const home = mkdtempSync(join(tmpdir(), 'aitronos-package-'));
const project = join(home, 'project');
const aitronos = join(project, 'node_modules', '.bin', 'aitronos');
const WINDOWS = process.platform === 'win32';
const DEACTIVATE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001'.split(' ');

// A folder of its own for everything that lasts, and none of the caller's settings.
const env = {
  PATH: process.env.PATH,
  HOME: home,
  AITRONOS_CONFIG_DIR: join(home, 'config'),
  AITRONOS_STATE_DIR: join(home, 'state'),
};

let passed = 0;
let failed = 0;

async function test(title, work) {
  try {
    await work();
    passed++;
    console.log(`ok      ${title}`);
  } catch (error) {
    failed++;
    const output = [error.stdout, error.stderr].filter(Boolean).join('');
    console.log(`FAILED  ${title}\n${`${error.message}\n${output}`.trim().replaceAll(/^/gm, '        ')}`);
  }
}

function expect(actual, pattern) {
  if (!pattern.test(actual)) throw new Error(`expected ${pattern}, got:\n${actual}`);
}

/** What a command prints; throws when it fails. The shell finds the commands of Windows, which end in .cmd. */
function run(file, args, options = {}) {
  return execFileSync(file, args, {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
    timeout: 120_000,
    shell: WINDOWS,
    ...options,
  });
}

try {
  mkdirSync(project);
  await testPackage();
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function packed() {
  // npm keeps its own settings here: it is the caller's tool, not what is tested.
  run('npm', ['pack', '--silent', '--pack-destination', home], { cwd: root, env: process.env });
  return join(home, `aitronos-${version}.tgz`);
}

async function testPackage() {
  const tarball = process.argv[2] ?? packed();
  const files = run('tar', ['-tzf', tarball])
    .split(/\r?\n/)
    .filter(Boolean)
    .map((file) => file.replace(/^package\//, ''));

  await test('the tarball holds what is needed', () => {
    const needed =
      'bin/aitronos.js bin/keychain.js bin/package.json dist/main.cjs dist/start.cjs dist/help.json dist/index.js dist/undici.cjs dist/LICENSES.txt dist/types/index.d.ts';
    const pages = 'LICENSE README.md SECURITY.md package.json';
    for (const file of [...`${needed} ${pages}`.split(' '), ...man]) {
      if (!files.includes(file)) throw new Error(`${file} is missing`);
    }
  });
  await test('and nothing else', () => {
    const allowed =
      /^(bin\/(aitronos\.js|keychain\.js|package\.json)|dist\/(main|start|undici)\.cjs|dist\/index\.js|dist\/help\.json|dist\/chunks\/[\w-]+\.cjs|dist\/types\/[\w/-]+\.d\.ts|dist\/LICENSES\.txt|docs\/[\w/-]+\.md|schema\/\w+\.json|skills\/aitronos\/(SKILL\.md|evals\/evals\.json|evals\/files\/\w+\.csv)|man\/aitronos[a-z-]*\.1|LICENSE|README\.md|SECURITY\.md|package\.json)$/;
    const others = files.filter((file) => !allowed.test(file));
    if (others.length > 0) throw new Error(`it also holds ${others.join(', ')}`);
  });

  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}\n');
  await test('it installs offline, and brings no other package but the optional one', () => {
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', tarball], {
      env: process.env,
    });
    const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed.join(' '), /^(@napi-rs )?aitronos$/);
  });
  await test('installed for everybody, its man pages are where man looks for them', () => {
    const prefix = join(home, 'global');
    const install = 'install --global --offline --no-audit --no-fund --silent --prefix'.split(' ');
    run('npm', [...install, prefix, tarball], { env: process.env });
    if (WINDOWS) return;
    const installed = readdirSync(join(prefix, 'share', 'man', 'man1')).map((name) => `man/${name}`);
    const missing = man.filter((page) => !installed.includes(page));
    if (man.length === 0 || missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
  });
  await test('it says its version', () => {
    if (run(aitronos, ['--version']).trim() !== version) throw new Error('it is another one');
  });
  await test('it deactivates a user in the sandbox', () => {
    expect(
      run(aitronos, [...DEACTIVATE, '--sandbox']),
      /^usr_abc123 +Jane Doe .* deactivated +dept_eng001$/m,
    );
  });
  await test('and says the second time that nothing changed', () => {
    const record = JSON.parse(run(aitronos, [...DEACTIVATE, '--sandbox', '--json']));
    expect(`${record.outcome} ${record.changed}`, /^unchanged false$/);
  });
  await test('the library runs against a sandbox that serves', testLibrary);
  await test('and where a bundler has put it into the one file of a program', testBundled);
  const consumers = [
    { types: [], lib: ['ES2023', 'DOM'], module: 'NodeNext', moduleResolution: 'NodeNext' },
    { types: ['node'], lib: ['ES2023'], module: 'Node16', moduleResolution: 'Node16' },
    { types: ['node'], lib: ['ES2023'], module: 'ESNext', moduleResolution: 'Bundler' },
  ];
  for (const setting of consumers) {
    await test(`its types are right with ${JSON.stringify(setting)}`, () => testTypes(setting));
  }
}

async function testLibrary() {
  const script = `
    import { Aitronos, ApiError } from 'aitronos';
    const client = new Aitronos({
      accessToken: process.env.AITRONOS_ACCESS_TOKEN,
      baseUrl: process.env.AITRONOS_API_URL,
    });
    const deactivate = () =>
      client.users.deactivate('usr_abc123', {
        organization_id: 'org_xyz789',
        transfer_resources_to_department_id: 'dept_eng001',
      });
    const user = await deactivate();
    const again = await deactivate().catch((error) => error);
    console.log(user.id, user.account_state, again instanceof ApiError, again.code, again.status);
    console.log(again.constructor.name, /library\\.mjs:/.test(again.stack));
    await client.close();
  `;
  writeFileSync(join(project, 'library.mjs'), script);
  // Data of its own: the sandbox of the tests before knows the user as deactivated.
  const state = { AITRONOS_STATE_DIR: join(home, 'library-state') };
  const program = join(project, 'node_modules', 'aitronos', 'bin', 'aitronos.js');
  const server = spawn(process.execPath, [program, 'sandbox', 'start', '--port', '0', '--json'], {
    env: { ...env, ...state },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  const ended = once(server, 'exit');
  try {
    const { url, access_token } = await firstObject(server.stdout);
    const output = run(process.execPath, ['library.mjs'], {
      env: { ...env, AITRONOS_API_URL: url, AITRONOS_ACCESS_TOKEN: access_token },
      shell: false,
      // The server is another process, so it can answer while this one waits.
      timeout: 30_000,
    });
    expect(output, /^usr_abc123 deactivated true USER_ALREADY_DEACTIVATED 422\s+ApiError true\s*$/);
  } finally {
    server.kill();
    await ended;
  }
}

/** The connection is refused, by an error of the library: so undici, which lies in another file of the package, is there. */
async function testBundled() {
  const contents = `
    import { Aitronos, ConnectionError } from 'aitronos';
    const client = new Aitronos({ accessToken: 'a-token', baseUrl: 'http://127.0.0.1:1', retries: 0 });
    const error = await client.account.me().catch((reason) => reason);
    console.log(error instanceof ConnectionError, error.code);
  `;
  const outfile = join(home, 'bundled.mjs');
  const stdin = { contents, resolveDir: project };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' });
  expect(run(process.execPath, [outfile], { cwd: home, shell: false }), /^true CONNECTION_REFUSED\s*$/);
}

/** The first JSON object on a stream that goes on. */
async function firstObject(stream) {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/^\}/m.test(text)) return JSON.parse(text);
  }
  throw new Error(`the sandbox ended before it said where it is: ${text}`);
}

function testTypes({ types, lib, module, moduleResolution }) {
  const environment = types.length === 0 ? "{ env: { AITRONOS_ACCESS_TOKEN: 'a-token' } }" : null;
  const example = `${environment === null ? '' : `const process: { env: Record<string, string> } = ${environment};\n`}
import { Aitronos } from 'aitronos';

const client = new Aitronos({ accessToken: process.env.AITRONOS_ACCESS_TOKEN });
const user = await client.users.deactivate('usr_abc123', {
  organization_id: 'org_xyz789',
  transfer_resources_to_department_id: 'dept_eng001',
});
user.account_state; // 'deactivated'

import { AitronosError, ApiError, type Attempt, type ClientOptions, ConnectionError, type User } from 'aitronos';
const options: ClientOptions = { apiKey: 'a-key', retries: 0, onAttempt: (attempt: Attempt) => void attempt.wait_ms };
const person: User = await new Aitronos(options).users.reactivate(
  user.id,
  { organization_id: user.organization_id },
  { signal: new AbortController().signal },
);
const name: string | null = person.full_name;
export function words(error: unknown): string | null {
  if (error instanceof ApiError) return error.code + error.status + name;
  if (error instanceof ConnectionError) return error.sent ? error.message : null;
  return error instanceof AitronosError ? error.code : null;
}
// @ts-expect-error: nobody is moved nowhere
await client.users.deactivate('usr_abc123', { organization_id: 'org_xyz789' });
await client.close();
`;
  writeFileSync(join(project, 'consumer.ts'), example);
  const compilerOptions = {
    target: 'ES2023',
    lib,
    types,
    typeRoots: [join(root, 'node_modules', '@types')],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const settings = { compilerOptions, files: ['consumer.ts'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run(process.execPath, [tsc, '-p', project], { shell: false });
}

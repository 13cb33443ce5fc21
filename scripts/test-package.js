// Tests what a user installs: installs a tarball of the project into an empty folder and uses it there. It is packed
// where none is named: test-package.js [TARBALL].
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testBundled, testLibrary } from './package-test/library.js';
import { expect, home, man, project, root, run, version, WINDOWS } from './package-test/place.js';
import { testTypes } from './package-test/types.js';
import { runChecks } from './release/checks.js';

const aitronos = join(project, 'node_modules', '.bin', 'aitronos');
const DEACTIVATE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001'.split(' ');

try {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}\n');
  const checks = checksOf(process.argv[2] ?? packed());
  process.exitCode = (await runChecks(Object.entries(checks))) ? 0 : 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

function packed() {
  // npm keeps its own settings here: it is the caller's tool, not what is tested.
  run('npm', ['pack', '--silent', '--pack-destination', home], { cwd: root, env: process.env });
  return join(home, `aitronos-${version}.tgz`);
}

function checksOf(tarball) {
  const files = run('tar', ['-tzf', tarball])
    .split(/\r?\n/)
    .filter(Boolean)
    .map((file) => file.replace(/^package\//, ''));
  const consumers = [
    { types: [], lib: ['ES2023', 'DOM'], module: 'NodeNext', moduleResolution: 'NodeNext' },
    { types: ['node'], lib: ['ES2023'], module: 'Node16', moduleResolution: 'Node16' },
    { types: ['node'], lib: ['ES2023'], module: 'ESNext', moduleResolution: 'Bundler' },
  ];
  return {
    'the tarball holds what is needed': () => {
      const needed =
        'bin/aitronos.js bin/keychain.js bin/package.json dist/main.cjs dist/start.cjs dist/help.json dist/index.js dist/undici.cjs dist/LICENSES.txt dist/types/index.d.ts skills/aitronos/SKILL.md';
      const pages = 'LICENSE README.md package.json';
      for (const file of [...`${needed} ${pages}`.split(' '), ...man]) {
        if (!files.includes(file)) throw new Error(`${file} is missing`);
      }
    },
    'and nothing else': () => {
      const allowed =
        /^(bin\/(aitronos\.js|keychain\.js|package\.json)|dist\/(main|start|undici)\.cjs|dist\/index\.js|dist\/help\.json|dist\/chunks\/[\w-]+\.cjs|dist\/types\/[\w/-]+\.d\.ts|dist\/LICENSES\.txt|docs\/[\w/-]+\.md|schema\/\w+\.json|skills\/aitronos\/SKILL\.md|man\/aitronos[a-z-]*\.1|LICENSE|README\.md|package\.json)$/;
      const others = files.filter((file) => !allowed.test(file));
      if (others.length > 0) throw new Error(`it also holds ${others.join(', ')}`);
    },

    'it installs offline, and brings no other package but the optional one': () => {
      run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', tarball], {
        env: process.env,
      });
      const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
      expect(installed.join(' '), /^(@napi-rs )?aitronos$/);
    },
    'installed for everybody, its man pages are where man looks for them': () => {
      const prefix = join(home, 'global');
      const install = 'install --global --offline --no-audit --no-fund --silent --prefix'.split(' ');
      run('npm', [...install, prefix, tarball], { env: process.env });
      if (WINDOWS) return;
      const installed = readdirSync(join(prefix, 'share', 'man', 'man1')).map((name) => `man/${name}`);
      const missing = man.filter((page) => !installed.includes(page));
      if (man.length === 0 || missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
    },
    'its schemas are found by their names': () => {
      const schemas = files.filter((file) => file.startsWith('schema/'));
      const read = schemas.map((file) => `require('aitronos/${file}').$schema`).join(', ');
      const code = `console.log([${read}].filter((each) => each.includes('2020-12')).length)`;
      const found = run(process.execPath, ['--input-type=commonjs', '--eval', code], { shell: false });
      if (schemas.length === 0 || Number(found) !== schemas.length) throw new Error(`${found} are there`);
    },
    'it says its version': () => {
      if (run(aitronos, ['--version']).trim() !== version) throw new Error('it is another one');
    },
    'it deactivates a user in the sandbox': () => {
      expect(
        run(aitronos, [...DEACTIVATE, '--sandbox']),
        /^usr_abc123 +Jane Doe .* deactivated +dept_eng001$/m,
      );
    },
    'and says the second time that nothing changed': () => {
      const record = JSON.parse(run(aitronos, [...DEACTIVATE, '--sandbox', '--json']));
      expect(`${record.outcome} ${record.changed}`, /^unchanged false$/);
    },
    'the library runs against a sandbox that serves': testLibrary,
    'and where a bundler has put it into the one file of a program': testBundled,
    ...Object.fromEntries(
      consumers.map((setting) => [
        `its types are right with ${JSON.stringify(setting)}`,
        () => testTypes(setting),
      ]),
    ),
  };
}

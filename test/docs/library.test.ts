import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Aitronos } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { partsOf } from './markdown.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
const samples = partsOf(page)
  .filter((part) => part.kind === 'block')
  .filter(({ language }) => language === 'ts')
  .map(({ line, lines }) => ({ line, text: `${lines.join('\n')}\n` }));

const world = useWorld();
let project = '';

// A project of a user's, with the built package and the types of Node in it.
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'aitronos-library-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules/aitronos'));
  symlinkSync(join(root, 'node_modules/@types'), join(project, 'node_modules/@types'));
  for (const { line, text } of samples) {
    writeFileSync(join(project, `line-${line}.mts`), text);
    writeFileSync(join(project, `line-${line}.mjs`), text);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the samples of docs/library.md', () => {
  it('are there', () => {
    expect(samples.length).toBeGreaterThanOrEqual(5);
  });

  it.each(samples)('run in the sandbox, line $line, and print what their comments say', async (sample) => {
    const { url: AITRONOS_API_URL, env } = world.current;
    const { AITRONOS_ACCESS_TOKEN } = env;
    const variables = { AITRONOS_API_URL, AITRONOS_ACCESS_TOKEN };
    const { stdout, stderr } = await run(process.execPath, [`line-${sample.line}.mjs`], {
      cwd: project,
      env: variables,
      timeout: 20_000,
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(printedBy(sample.text));
    expect(world.current.requests).not.toEqual([]);
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['node16', 'node16'],
    ['preserve', 'bundler'],
  ])('agree with the types of the package: module %s, resolved as %s', { timeout: 30_000 }, async (...as) => {
    const [module, resolution] = as;
    const tsc = join(root, 'node_modules/.bin/tsc');
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const options = [...strict, '--module', module, '--moduleResolution', resolution];
    const files = samples.map(({ line }) => `line-${line}.mts`);
    const checked = run(tsc, [...options, '--target', 'es2022', '--types', 'node', ...files], {
      cwd: project,
    }).then(
      () => '',
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(await checked).toBe('');
  });
});

describe('the table of methods in docs/library.md', () => {
  const client = new Aitronos({ accessToken: 'a-token' });
  const { users, departments, roles, account, auth } = client;

  it.each(Object.entries({ users, departments, roles, account, auth }))(
    'has all of client.%s',
    (name, resource) => {
      const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(resource));
      const named = methods.filter((method) => method !== 'constructor').map((method) => `\`${method}\``);
      const line = page.split('\n').find((each) => each.startsWith(`| \`client.${name}\` |`));
      expect(line).toBe(`| \`client.${name}\` | ${named.join(', ')} |`);
    },
  );
});

/** What the comments after `console.log(…)` say, in their order. */
function printedBy(text: string): string[] {
  return [...text.matchAll(/console\.log\(.*\); \/\/ (.+)/g)].map(([, said = '']) => said);
}

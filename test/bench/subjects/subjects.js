// The commands that are compared: how each is called, and what shows that it did its work.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

const here = fileURLToPath(new URL('../../..', import.meta.url));
const done = { prints: 'deactivated' };

/** The program of a checkout, run by a Node, or one file with Node inside; `name`: what tells it from this one. */
const program = (node, { root = here, name = '', file }, words) => ({
  name: `aitronos ${words.split(' ').slice(0, 2).join(' ')}${name}`,
  command: [...(file ? [file] : [node, join(root, 'bin', 'aitronos.js')]), ...words.split(' ')],
});

export const bareNode = (node = process.execPath) => ({ name: 'node -e 0', command: [node, '-e', '0'] });

export const aitronosVersion = (node = process.execPath, checkout = {}) =>
  program(node, checkout, '--version');

export const aitronosHelp = (workbench, node, checkout = {}) => ({
  ...program(node, checkout, '--help'),
  env: { AITRONOS_STATE_DIR: workbench.folder('state') },
});

/** `env`: what reaching that API takes. */
export const aitronosDeactivate = (workbench, { url, token, env, node = process.execPath, ...checkout }) => ({
  ...done,
  ...program(node, checkout, 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001'),
  env: {
    ...env,
    AITRONOS_ACCESS_TOKEN: token,
    AITRONOS_API_URL: url,
    AITRONOS_CONFIG_DIR: workbench.folder('config'),
    AITRONOS_STATE_DIR: workbench.folder('state'),
  },
});

export const pageJavaScript = (workbench, { env, node = process.execPath, ...api }) => ({
  ...done,
  name: 'the page in JavaScript',
  command: [node, workbench.file(`page-${new URL(api.url).port}.js`, snippet('page.js', api))],
  env,
});

export async function undiciScript(workbench, api) {
  const contents = snippet('undici-script.js', api);
  const file = await bundle(contents, workbench.folder('undici-script'));
  return { ...done, name: 'a bundled undici script', command: [process.execPath, file] };
}

/** Null where curl is not installed. */
export function curl({ url, token }) {
  if (spawnSync('curl', ['--version']).status !== 0) return null;
  const address = `${url}/v1/organizations/org_xyz789/users/usr_abc123/deactivate`;
  const headers = ['-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/json'];
  const body = JSON.stringify({ transfer_resources_to_department_id: 'dept_eng001' });
  return {
    ...done,
    name: 'the page in curl',
    command: ['curl', '-X', 'POST', address, ...headers, '-d', body],
  };
}

/** Null where Python has no `requests`. */
export function pagePython(workbench, api) {
  // The interpreter itself: `python3` is often a script that looks for one first, which is not Python's own time.
  const probe = spawnSync('python3', ['-c', 'import requests, sys; print(sys.executable)'], {
    encoding: 'utf8',
  });
  if (probe.status !== 0) return null;
  return {
    ...done,
    name: 'the page in Python',
    command: [probe.stdout.trim(), workbench.file('page.py', snippet('page.py', api))],
  };
}

/** A file beside this one with nothing replaced but the host and the access token. */
const snippet = (file, { url, token }) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .replace('https://api.aitronos.com', url)
    .replace('YOUR_ACCESS_TOKEN', token);

import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Certificate } from '../networks/certificates.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const ACTION: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

/** What the scripts need of a machine. */
export const works = ['bash', 'curl', 'tar', 'xz'].every(
  (name) => spawnSync(name, ['--version']).status === 0,
);

export interface JobEnd {
  /** Of the step that ended the job. */
  readonly exit: number | null;
  /** Everything that was printed, by all steps. */
  readonly printed: string;
  /** The outputs of the action; null when a step failed. */
  readonly outputs: Readonly<Record<string, string>> | null;
  /** What `GITHUB_PATH` holds. */
  readonly path: string;
}

export interface JobOptions {
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What the cache brings into the file of the archive. */
  readonly cached?: Buffer | 'folder';
}

/** Runs the steps of action.yml as a runner does: what stands between `${{ }}` is filled in, outputs go on. */
export async function runAction(home: string, { inputs, env, cached }: JobOptions): Promise<JobEnd> {
  const known = new Map(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]));
  const filled = (text: string) =>
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) => known.get(name) ?? '');
  const pathFile = join(home, 'path');
  writeFileSync(pathFile, '');
  let printed = '';
  for (const [at, { id, run, env: variables = {}, with: settings }] of ACTION.runs.steps.entries()) {
    if (run === undefined) {
      const file = filled(settings?.['path'] ?? '');
      if (cached === 'folder') mkdirSync(join(file, 'x'), { recursive: true });
      else if (cached !== undefined) writeFileSync(file, cached);
      continue;
    }
    const outputFile = join(home, `output-${at}`);
    writeFileSync(outputFile, '');
    const own = Object.entries(variables).map(([name, value]) => [name, filled(value)] as const);
    const ended = await runScript(run, {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      RUNNER_TEMP: join(home, 'temp'),
      RUNNER_TOOL_CACHE: join(home, 'tools'),
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_OUTPUT: outputFile,
      GITHUB_PATH: pathFile,
      ...Object.fromEntries(own),
      ...env,
    });
    printed += ended.printed;
    if (ended.exit !== 0) return { ...ended, printed, outputs: null, path: readFileSync(pathFile, 'utf8') };
    for (const line of readFileSync(outputFile, 'utf8').split('\n').filter(Boolean)) {
      const [name = '', ...value] = line.split('=');
      known.set(`steps.${id}.outputs.${name}`, value.join('='));
    }
  }
  const outputs = Object.entries(ACTION.outputs).map(([name, { value }]) => [name, filled(value)] as const);
  return { exit: 0, printed, outputs: Object.fromEntries(outputs), path: readFileSync(pathFile, 'utf8') };
}

/** As GitHub runs `shell: bash`. */
function runScript(
  script: string,
  env: Record<string, string>,
): Promise<{ exit: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      { env, timeout: 20_000 },
      (_error, stdout, stderr) => resolve({ exit: child.exitCode, printed: stdout + stderr }),
    );
  });
}

/** An archive as a release has it, with a program that says this version. */
export function archiveSaying(home: string, version: string, program = 'aitronos'): Buffer {
  const key = `${version} ${program}`;
  const packed = made.get(key) ?? pack(home, version, program);
  made.set(key, packed);
  return packed;
}

/** What was packed once, by version and program. */
const made = new Map<string, Buffer>();

function pack(home: string, version: string, program: string): Buffer {
  const folder = join(home, `made-${version}`, 'aitronos');
  mkdirSync(folder, { recursive: true });
  writeScript(join(folder, program), `echo ${version}`);
  // Without it, xz asks for 100 MB to pack one line.
  const env = { ...process.env, XZ_OPT: '-0' };
  const packed = spawnSync('tar', ['-C', join(folder, '..'), '-cJf', '-', 'aitronos'], { env });
  return packed.stdout;
}

export function writeScript(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

export const digestOf = (data: Buffer) => createHash('sha256').update(data).digest('hex');

/** A server of files, with the requests that it heard: path and authorization. */
export interface FileServer {
  readonly address: string;
  readonly port: number;
  readonly heard: string[];
  close(): void;
}

/** What lies at an address: a file, the status of an answer without one, or an answer that does as it likes. */
export type Served = Buffer | string | number | ((response: ServerResponse) => void);

/** Serves files by their path below the address; 404 for all others. */
export async function serveFiles(
  files: Readonly<Record<string, Served>>,
  certificate?: Certificate,
): Promise<FileServer> {
  const heard: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    heard.push(`${request.url} ${request.headers.authorization ?? 'no token'}`);
    const found = files[request.url ?? ''] ?? 404;
    if (typeof found === 'function') return found(response);
    const [status, file] = typeof found === 'number' ? [found, ''] : [200, found];
    response.writeHead(status, { 'content-length': Buffer.byteLength(file) }).end(file);
  };
  const server = certificate ? createTlsServer({ ...certificate }, answer) : createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/aitronos`, port, heard, close: () => void server.close() };
}

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LONGEST_RUN_MS = 30_000;

/** What a bench borrows from the machine, and gives back whatever happens: a temporary folder and child processes. */
export class Workbench {
  #folder = mkdtempSync(join(tmpdir(), 'aitronos-bench-'));
  #end = new AbortController();

  constructor() {
    this.file('package.json', '{ "type": "module" }\n');
  }

  /** Why it was closed early, if it was. */
  get closedBy() {
    return this.#end.signal.reason;
  }

  /** A new folder of that name. */
  folder(name) {
    const path = join(this.#folder, name);
    mkdirSync(path);
    return path;
  }

  /** A new file; `.js` means an ES module there, as it does in this package. */
  file(name, text) {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Starts a server that sends its URL to its parent and ends with it; that URL. */
  async serve(file) {
    const server = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...this.#leash() });
    server.on('error', () => {});
    const [url] = await Promise.race([
      once(server, 'message'),
      once(server, 'exit').then(() => Promise.reject(new Error(`${file} ended before it served`))),
    ]);
    return url;
  }

  /** Milliseconds from starting a subject to its end. Rejects when it fails, hangs or does not print what it should. */
  async time({ name, command, env = {}, prints = '' }) {
    const [file, ...args] = command;
    const started = process.hrtime.bigint();
    const child = spawn(file, args, {
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_RUN_MS,
      ...this.#leash(),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const [exit, signal] = await once(child, 'close');
    const ended = process.hrtime.bigint();
    const said = `\n${stdout}${stderr}`.trimEnd();
    if (signal) throw new Error(`${name} was ended by ${signal}; it may take ${LONGEST_RUN_MS} ms${said}`);
    if (exit !== 0) throw new Error(`${name} ended with exit code ${exit}${said}`);
    if (!stdout.includes(prints)) throw new Error(`${name} did not print "${prints}"${said}`);
    return Number(ended - started) / 1e6;
  }

  /** Ends every process that still runs and takes the folder away; a second call changes nothing. */
  close(why = new Error('the bench is over')) {
    this.#end.abort(why);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #leash() {
    return { signal: this.#end.signal, killSignal: 'SIGKILL' };
  }
}

/** The caller's environment without what would send a subject through a proxy or change what `aitronos` does. */
function plainEnvironment() {
  const isForeign = ([name]) => /^(AITRONOS_.*|.*_proxy)$/i.test(name);
  return Object.fromEntries(Object.entries(process.env).filter((entry) => !isForeign(entry)));
}

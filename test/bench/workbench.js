import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

  /** A new folder of that name, or with a number behind it. */
  folder(name) {
    const taken = existsSync(join(this.#folder, name));
    const path = taken ? mkdtempSync(join(this.#folder, `${name}-`)) : join(this.#folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** A new file; `.js` means an ES module there, as it does in this package. */
  file(name, text) {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Starts a server that sends its URL to its parent and ends with it; that URL. */
  async serve(file, ...args) {
    const server = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...this.leash() });
    server.on('error', () => {});
    const [url] = await Promise.race([
      once(server, 'message'),
      once(server, 'exit').then(() => Promise.reject(new Error(`${file} ended before it served`))),
    ]);
    return url;
  }

  /** Milliseconds from starting a subject to its end. Rejects when it fails, hangs or does not print what it should. */
  async time({ name, command, env = {}, prints = '', longest = LONGEST_RUN_MS }) {
    return (await this.run({ name, command, env, prints, longest })).ms;
  }

  /** Milliseconds of CPU time that a subject took, as bash tells it of its children. */
  async cpu({ command, ...subject }) {
    const timed = `LC_NUMERIC=C TIMEFORMAT='%U %S'; time "$@"`;
    const { stderr } = await this.run({ ...subject, command: ['bash', '-c', timed, 'bash', ...command] });
    const [user, system] = stderr.trimEnd().split('\n').at(-1).split(' ');
    return (Number(user) + Number(system)) * 1000;
  }

  /** The same, and what it wrote to stderr. */
  async run({ name, command, env = {}, prints = '', longest = LONGEST_RUN_MS, exit: due = 0 }) {
    const [file, ...args] = command;
    const started = process.hrtime.bigint();
    const child = spawn(file, args, {
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
      ...this.leash(),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const [exit, signal] = await once(child, 'close');
    const ended = process.hrtime.bigint();
    const said = `\n${stdout}${stderr}`.trimEnd();
    if (signal) throw new Error(`${name} was ended by ${signal}; it may take ${longest} ms${said}`);
    if (exit !== due) throw new Error(`${name} ended with exit code ${exit}${said}`);
    if (!stdout.includes(prints)) throw new Error(`${name} did not print "${prints}"${said}`);
    return { ms: Number(ended - started) / 1e6, stdout, stderr };
  }

  /** Ends every process that still runs and takes the folder away; a second call changes nothing. */
  close(why = new Error('the bench is over')) {
    this.#end.abort(why);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Ties a child process to the bench: it is killed when the bench ends. */
  leash() {
    return { signal: this.#end.signal, killSignal: 'SIGKILL' };
  }
}

/**
 * What the subjects do not inherit: what leads them through a proxy, what changes `aitronos`, and what changes Node.
 * NODE_EXTRA_CA_CERTS alone costs Node 20 some 60 ms at every start, which would make all that comes after it look small.
 */
const isForeign = (name) => /^(AITRONOS_.*|NODE_.*|.*_proxy)$/i.test(name);

export const leftOut = () => Object.keys(process.env).filter(isForeign).sort();

function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}

import type { ExitCode } from '../exit-codes.ts';

/** What not every machine has that some examples take. */
export const WHERE = {
  openssl: 'with openssl',
  linux: 'on Linux',
  notRoot: 'not as root',
  library: 'with the library in node_modules',
} as const;

/** What there is to say about an error code of ours, in the help topic `errors` and in docs/errors.md. */
export interface ErrorEntry {
  /** How the program ends with it; none for what only a row of a run or a program with the library meets. */
  readonly exits: readonly ExitCode[];
  readonly cause: string;
  readonly cure: string;
  readonly example: Example | NoExample;
}

/** How to see the error on this machine: commands of a POSIX shell, the last of which ends with it. */
export interface Example {
  /** What has to run in another terminal meanwhile; what serves does so at port 4700. */
  readonly server?: string;
  readonly lines: readonly string[];
  /** Where it can be seen, if not everywhere. */
  readonly where?: (typeof WHERE)[keyof typeof WHERE];
  /** What to answer to the questions of the only line, at a terminal: a part of each question, and the answer. */
  readonly answers?: readonly (readonly [question: string, answer: string])[];
  /** Seconds that it takes, where a reader could think that nothing comes any more. */
  readonly takes_s?: number;
}

/** An example of these lines alone. */
export const typed = (...lines: readonly string[]): Example => ({ lines });

/** An example of lines that need this in another terminal. */
export const against = (server: string, ...lines: readonly string[]): Example => ({ server, lines });

export interface NoExample {
  readonly none: string;
}

export type Entries = Readonly<Record<string, ErrorEntry>>;

/** Of what may have happened and is not safe to repeat: it could be done twice. */
export const BUT_LOOK = '; after `users invite` and `api` look first, they could do it twice';

/** The address of an example's server. */
export const AT_SERVER = '--api-url http://127.0.0.1:4700 --retries 0';

/** The sandbox in another terminal. */
export const serving = (more = ''): string => `aitronos sandbox start --port 4700${more}`;

/** A call that asks the API once, with a token that only the sandbox could refuse. */
export const asking = (more: string): string => `AITRONOS_ACCESS_TOKEN=x aitronos auth status ${more}`;

/** The smallest server of Node that answers with this; `q` is the request, `a` the answer. */
export const answering = (script: string): string =>
  `node -e 'require("http").createServer((q, a) => ${script}).listen(4700)'`;

/** What the commands that change users need, against the sandbox. */
export const IN_SANDBOX = '--org org_xyz789 --sandbox';
export const DEACTIVATING = `${IN_SANDBOX} --transfer-to dept_eng001`;

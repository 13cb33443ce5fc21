import { join } from 'node:path';
import type { Client } from './api/client.ts';
import type { Attempt } from './api/http.ts';
import { type Choices, createChoices } from './choices.ts';
import { connect, type Rehearsal, rehearsal, serveSandbox } from './connection.ts';
import { CliError, EXIT, span, usageError } from './errors.ts';
import type { GlobalFlags } from './flags.ts';
import type { Host } from './host.ts';
import { once } from './once.ts';
import type { Progress } from './output/progress.ts';
import type { Sandbox, SandboxOptions } from './sandbox/server.ts';
import { createScreen, type Screen } from './screen.ts';
import {
  type Credential,
  findCredential,
  type StoredCredential,
  storedCredential,
} from './settings/credentials.ts';
import { credentialsFile, keepPrivate, readContents } from './settings/files.ts';

/** The parts that runs of many users are made of, and the folder that holds the runs. */
export type Runs = typeof import('./runs/session.ts') &
  typeof import('./runs/rows.ts') &
  typeof import('./runs/store.ts') &
  typeof import('./runs/limiter.ts') &
  typeof import('./runs/results.ts') &
  typeof import('./runs/source.ts') &
  Pick<typeof import('./runs/engine.ts'), 'targetOf'> & { readonly folder: string };

/** What a command may reach. Nothing heavy loads until one of these doors is opened. */
export interface Context extends Choices {
  readonly host: Host;
  readonly screen: Screen;
  /** Who asks the API; throws `CliError` (exit 4) when nobody does. */
  credential(): Promise<Credential>;
  /** What `auth login` stored for the profile. */
  storedCredential(): StoredCredential | null;
  /** Asks at the terminal without echo; throws `CliError` without one (exit 2) or when declined (130). */
  askSecret(question: string): Promise<string>;
  /** The API, with the credential and settings of this call. */
  api(connections?: number): Promise<Client>;
  /** The address that the call speaks to, or `sandbox`. */
  origin(): string;
  /** What runs of many users need. */
  runs(): Promise<Runs>;
  /**
   * Asks yes or no, or for `typed` to be typed, unless `yes` says so already.
   * Throws `CliError` where nobody can be asked (exit 2) or who was asked declines (130).
   */
  confirm(question: string, yes: boolean, typed?: string): Promise<void>;
  /** Throws `CliError` (exit 2) where the question will be asked and nobody can answer it: before anything is sent for it. */
  mustAsk(question: string, yes: boolean): void;
  /** For `--dry-run`. */
  rehearsal(): Promise<Rehearsal>;
  progress(): Promise<Progress>;
  /** Writes the values of the profile to `config.json` or `credentials.json`; null forgets them. */
  save(file: string, values: Record<string, unknown> | null): Promise<void>;
  startSandbox(options?: Partial<SandboxOptions>): Promise<Sandbox>;
  /** Ends connections and servers of this call. */
  close(): Promise<void>;
}

export function createContext(host: Host, flags: GlobalFlags): Context {
  const { env, folders } = host;
  const closing: (() => Promise<void>)[] = [];
  const choices = createChoices(host, flags);
  const { profile, need, inSandbox } = choices;
  const screen = createScreen(host, { ...choices, colour: flags.color !== false });
  const progress = once(() => screen.progress());

  const startSandbox: Context['startSandbox'] = async (options = {}) => {
    const server = await serveSandbox(host, options);
    closing.push(() => server.close());
    return server;
  };

  const credential = once(async (): Promise<Credential> => {
    if (inSandbox) {
      const { SANDBOX_ACCESS_TOKEN } = await import('./sandbox/server.ts');
      return { kind: 'access_token', secret: SANDBOX_ACCESS_TOKEN, source: 'sandbox' };
    }
    const file = credentialsFile(folders.config);
    if (keepPrivate(file, host.platform)) await screen.note(`others could read ${file}; mended to mode 0600`);
    return findCredential(env, kept(), profile(), need('api-url'));
  });
  const kept = () => storedCredential(readContents(credentialsFile(folders.config)), profile());

  const openApi = async (connections = 8) => {
    const who = await credential();
    const baseUrl = inSandbox ? (await startSandbox()).url : need('api-url');
    const client = await connect(
      host,
      choices,
      baseUrl,
      connections,
      who,
      (attempt) => void follow(attempt, who.secret),
    );
    closing.push(() => client.close());
    return client;
  };
  let opened: Promise<Client> | undefined;
  const api: Context['api'] = (connections) => {
    opened ??= openApi(connections);
    return opened;
  };
  const atTerminal = () => host.stdin.isTTY === true && host.stderr.isTTY === true;

  const mustAsk: Context['mustAsk'] = (question, yes) => {
    if (yes || (atTerminal() && !['json', 'jsonl'].includes(choices.format()))) return;
    throw usageError(`this wants a yes: ${question}`, 'add --yes');
  };

  /** Says what goes on while the API keeps us waiting. */
  const follow = async (attempt: Attempt, secret: string) => {
    void screen.debug(attempt, [secret]);
    // In a run, what is refused for the rate limit lines up again: that wait is everybody's, and told as such.
    if (!attempt.wait_ms) return;
    const text = `${attempt.error?.message}; trying again in ${span(attempt.wait_ms / 1000)}`;
    if (host.stderr.isTTY) (await progress()).say(text);
    else if (attempt.wait_ms >= 1000 && ['table', 'csv'].includes(choices.format())) void screen.note(text);
  };

  return {
    ...choices,
    host,
    screen,
    credential,
    storedCredential: kept,
    api,
    progress,
    startSandbox,
    rehearsal: () => rehearsal(need('api-url')),
    async askSecret(question) {
      if (!atTerminal()) {
        throw usageError('there is no terminal to ask at', 'give the token on stdin: --with-token');
      }
      const { askSecret } = await import('./output/prompt.ts');
      const answer = await askSecret(question, host.stdin, host.stderr);
      if (answer === null) throw new CliError('DECLINED', EXIT.interrupted, 'nothing was stored');
      return answer;
    },
    origin: () => (inSandbox ? 'sandbox' : new URL(need('api-url')).origin),
    async runs() {
      const [session, rows, store, limiter, results, source, { targetOf }] = await Promise.all([
        import('./runs/session.ts'),
        import('./runs/rows.ts'),
        import('./runs/store.ts'),
        import('./runs/limiter.ts'),
        import('./runs/results.ts'),
        import('./runs/source.ts'),
        import('./runs/engine.ts'),
      ]);
      return {
        ...session,
        ...rows,
        ...store,
        ...limiter,
        ...results,
        ...source,
        targetOf,
        folder: join(folders.state, 'runs'),
      };
    },
    mustAsk,
    async confirm(question, yes, typed) {
      mustAsk(question, yes);
      if (yes) return;
      const { askTyped, askYesNo } = await import('./output/prompt.ts');
      const agreed =
        typed === undefined
          ? await askYesNo(question, host.stdin, host.stderr)
          : await askTyped(question, typed, host.stdin, host.stderr);
      if (agreed) return;
      throw new CliError('DECLINED', EXIT.interrupted, 'declined: nothing was sent');
    },
    async save(file, values) {
      (await import('./settings/store.ts')).writeProfile(file, profile(), values);
    },
    async close() {
      await screen.said();
      for (const end of closing.reverse()) await end();
    },
  };
}

import { join } from 'node:path';
import type { Client } from '../api/client.ts';
import type { Bearer } from '../api/http/authorization.ts';
import type { Attempt } from '../api/http/request.ts';
import type { Credential } from '../auth/credentials.ts';
import { createIdentity, type Identity } from '../auth/identity.ts';
import { DEFAULTS } from '../defaults.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { memoize } from '../memoize.ts';
import type { Progress } from '../output/progress.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.ts';
import { environmentSecrets } from '../secrets/environment.ts';
import { KnownSecrets } from '../secrets/known.ts';
import { configFile } from '../settings/configuration-folder.ts';
import type { GlobalFlags } from '../settings/global-flags.ts';
import {
  type ResolvedSettings,
  resolveSettings,
  type StoredSettings,
} from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { trustFilesOf } from '../system/trusted-files.ts';
import { waitText } from '../text/durations.ts';
import { type Confirmation, createConfirmation } from './confirmation.ts';
import { connect, createDryRunClient, type DryRunClient, findProxy, serveSandbox } from './connection.ts';
import { type Console, createConsole } from './console.ts';

export type { StoredSettings };

/** The parts that runs of many users are made of, and the folder that holds the runs. */
export type Runs = typeof import('../runs/index.ts') & { readonly folder: string };

/** Nobody has a token, and who asks for one has a defect. */
const NOBODY: Bearer = {
  token: () => {
    throw new CliError('NOT_SIGNED_IN', EXIT.signIn, 'no access token');
  },
  expired: async () => false,
};

/** What a command may reach. Nothing heavy loads until one of these doors is opened. */
export interface Context
  extends ResolvedSettings,
    Confirmation,
    Pick<Identity, 'storedSession' | 'changeSessions'> {
  /** Every secret that this process knows. */
  readonly secrets: KnownSecrets;
  readonly environment: Environment;
  readonly io: Console;
  /** Who asks the API; throws `CliError` (exit 4) when nobody does. */
  credential(): Promise<Credential>;
  /** The access token or API key that the next request shows, renewed where it is about to end. */
  secret(): Promise<string>;
  /** The API, with the credential and settings of this call. */
  api(): Promise<Client>;
  /** How many connections it may use, 8 unless told otherwise; said before the API is first asked. */
  connectAtMost(connections: number): void;
  /** The API at an address, for whoever has this token; null for nobody: only signing in works. */
  apiAs(baseUrl: string, accessToken: string | null): Promise<Client>;
  /** The address that the call speaks to, or `sandbox`. */
  origin(): string;
  /** What runs of many users need. */
  runs(): Promise<Runs>;
  /** For `--dry-run`. */
  dryRunClient(): Promise<DryRunClient>;
  progress(): Promise<Progress>;
  /** Changes the stored settings of a profile, as they are when no other process changes them. */
  changeSettings(
    profile: string,
    change: (stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** What is said between the password and the tokens. */
  signingIn(): Promise<typeof import('../auth/sign-in.ts')>;
  /** The profiles of the configuration folder. */
  profiles(): Promise<typeof import('../auth/profiles.ts')>;
  /** Writes to `config.json` which profile counts when none is named. */
  saveDefaultProfile(profile: string): Promise<void>;
  startSandbox(options?: Partial<SandboxOptions>): Promise<Sandbox>;
  /** Loads all that the end of a run, an error in it and a renewal of the token may need, before its first row. */
  preload(): Promise<void>;
  /** Ends connections and servers of this call. */
  close(): Promise<void>;
}

/** `stored`: whether the command can do without the stored settings. */
export function createContext(
  environment: Environment,
  flags: GlobalFlags,
  stored: StoredSettings = 'needed',
): Context {
  const { folders } = environment;
  trustFilesOf(environment);
  const closing: (() => Promise<void>)[] = [];
  const settings = resolveSettings(environment, flags, stored);
  const { need, inSandbox } = settings;
  const colour = flags.color !== false;
  const secrets = new KnownSecrets(environmentSecrets(environment.env));
  const io = createConsole(environment, { ...settings, colour, secrets });

  const startSandbox: Context['startSandbox'] = async (options = {}) => {
    const server = await serveSandbox(environment, options);
    closing.push(() => server.close());
    return server;
  };

  const identity = createIdentity(environment, settings, io, secrets, {
    auth: async () => (await api()).auth,
    sessions: () => import('../auth/session-store.ts'),
    profiles: () => import('../auth/profiles.ts'),
  });
  const credential = memoize(async (): Promise<Credential> => {
    if (!inSandbox) return identity.credential();
    const { SANDBOX_ACCESS_TOKEN: secret } = await import('../sandbox/server.ts');
    secrets.add(secret);
    return { kind: 'access_token', secret, source: 'sandbox', expires_at: null, session: null };
  });
  const asker = memoize(async () => identity.asker(await credential()));

  let connections: number = DEFAULTS.concurrency;
  const connectTo = async (baseUrl: string, who: Parameters<typeof connect>[4]): Promise<Client> => {
    const proxy = await findProxy(baseUrl, environment.env);
    secrets.add(...(proxy?.secrets ?? []));
    const client = await connect(environment, settings, baseUrl, connections, who, secrets, hear);
    closing.push(() => client.close());
    return client;
  };
  const address = memoize(async () => (inSandbox ? (await startSandbox()).url : need('api-url')));
  const api = memoize(async () => {
    const { kind, secret } = await credential();
    const who = kind === 'api_key' ? { apiKey: secret } : { accessToken: await asker() };
    return connectTo(await address(), who);
  });
  const consent = createConfirmation(environment, settings.format, secrets, {
    prompt: () => {
      io.pause();
      return import('../output/questions/confirmation-question.ts');
    },
    questions: () => {
      io.pause();
      return import('../output/questions/questions.ts');
    },
  });

  const hear = (attempt: Attempt) => {
    if (settings.debug) void io.debug(attempt);
    // In a run, what is refused for the rate limit lines up again: that wait is everybody's, and told as such.
    if (attempt.wait_ms) void tellOfWait(attempt, attempt.wait_ms);
  };
  /** Says what goes on while the API keeps us waiting. */
  const tellOfWait = async ({ error }: Attempt, wait_ms: number) => {
    const text = `${error?.message}; trying again in ${waitText(wait_ms / 1000)}`;
    if (io.animated) (await io.progress()).say(text);
    else if (wait_ms >= 1000 && ['table', 'csv'].includes(settings.format())) void io.note(text);
  };

  return {
    ...settings,
    ...consent,
    environment: environment,
    io: io,
    secrets,
    credential,
    storedSession: identity.storedSession,
    changeSessions: identity.changeSessions,
    api,
    connectAtMost(most) {
      connections = most;
    },
    progress: io.progress,
    startSandbox,
    dryRunClient: async () => createDryRunClient(await address(), environment.env, settings),
    async secret() {
      const who = await asker();
      return typeof who === 'string' ? who : who.token();
    },
    apiAs: (baseUrl, accessToken) => connectTo(baseUrl, { accessToken: accessToken ?? NOBODY }),
    origin: () => (inSandbox ? 'sandbox' : new URL(need('api-url')).origin),
    runs: async () => ({ ...(await import('../runs/index.ts')), folder: join(folders.state, 'runs') }),
    async changeSettings(name, change) {
      const { changeProfile } = await import('../settings/profile-changes.ts');
      await changeProfile(configFile(folders.config), environment, name, change);
    },
    signingIn: () => import('../auth/sign-in.ts'),
    profiles: () => import('../auth/profiles.ts'),
    async saveDefaultProfile(name) {
      const { changeDefaultProfile } = await import('../settings/profile-changes.ts');
      await changeDefaultProfile(configFile(folders.config), environment, name);
    },
    async preload() {
      const { session } = await credential();
      await Promise.all([io.prepare(), session?.renewable && import('../auth/session-store.ts')]);
    },
    async close() {
      await io.end();
      for (const end of closing.reverse()) await end();
    },
  };
}

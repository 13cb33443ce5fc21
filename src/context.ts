import { join } from 'node:path';
import type { Client, ClientOptions, Connect } from './api/client.ts';
import type { Attempt } from './api/http.ts';
import type { WireRequest } from './api/wire.ts';
import { CliError, EXIT, span, usageError } from './errors.ts';
import type { GlobalFlags } from './flags.ts';
import type { Host } from './host.ts';
import type { Progress } from './output/progress.ts';
import type { Sandbox, SandboxOptions } from './sandbox/server.ts';
import { createScreen, type Screen } from './screen.ts';
import {
  type Credential,
  findCredential,
  type StoredCredential,
  storedCredential,
} from './settings/credentials.ts';
import { configFile, credentialsFile, keepPrivate, readContents } from './settings/files.ts';
import {
  readValue,
  resolve,
  type Setting,
  type SettingName,
  type SettingValue,
} from './settings/settings.ts';
import { type Format, isLoopback, profile as parseProfile } from './values.ts';
import { version } from './version.ts';

/** What a command may reach. Nothing heavy loads until one of these doors is opened. */
export interface Context {
  readonly host: Host;
  readonly screen: Screen;
  readonly profile: () => string;
  /** The format of the answer; throws `CliError` (usage) when what was asked for is none. */
  readonly format: () => Format;
  /** A setting and where it came from; `flag` is what was typed, if it is an option of one command only. */
  setting<N extends SettingName>(name: N, flag?: SettingValue<N>): Setting<SettingValue<N>>;
  /** The setting's value; throws `CliError` (usage) when there is none. */
  need<N extends SettingName>(name: N, flag?: SettingValue<N>): SettingValue<N>;
  /** What is stored for the profile, as it stands in `config.json`. */
  storedSettings(): Readonly<Record<string, unknown>>;
  /** Who asks the API; throws `CliError` (exit 4) when nobody does. */
  credential(): Promise<Credential>;
  /** What `auth login` stored for the profile. */
  storedCredential(): StoredCredential | null;
  /** Asks at the terminal without echo; throws `CliError` without one (exit 2) or when declined (130). */
  askSecret(question: string): Promise<string>;
  /** The API, with the credential and settings of this call. */
  api(): Promise<Client>;
  /** A client that sends nothing, and the requests that it would have sent. */
  rehearsal(): Promise<{ readonly client: Client; readonly requests: readonly WireRequest[] }>;
  progress(): Promise<Progress>;
  /** Writes the values of the profile to `config.json` or `credentials.json`; null forgets them. */
  save(file: string, values: Record<string, unknown> | null): Promise<void>;
  startSandbox(options?: Partial<SandboxOptions>): Promise<Sandbox>;
  /** Ends connections and servers of this call. */
  close(): Promise<void>;
}

export function createContext(host: Host, flags: GlobalFlags): Context {
  const { env, clock, folders } = host;
  const closing: (() => Promise<void>)[] = [];
  const profile = once(() => profileName(flags, env));
  const stored = once(() => readContents(configFile(folders.config)).profiles[profile()] ?? {});
  const typed = {
    'api-url': flags.apiUrl,
    output: flags.output,
    timeout: flags.timeout,
    retries: flags.retries,
  };

  const setting: Context['setting'] = (name, flag) =>
    resolve(name, { flags: flag === undefined ? typed : { ...typed, [name]: flag }, env, stored: stored() });

  const need: Context['need'] = (name, flag) => {
    const { value } = setting(name, flag);
    if (value !== null) return value;
    const variable = `AITRONOS_${name.toUpperCase().replaceAll('-', '_')}`;
    const how = `or store one: aitronos config set ${name} <value>`;
    throw usageError(`--${name} is missing`, `give --${name} <value>, set ${variable}, ${how}`);
  };

  const format = (): Format => {
    if (!flags.json) return need('output');
    if (flags.output !== undefined && flags.output !== 'json') {
      throw usageError(`--json and --output ${flags.output} ask for two formats`);
    }
    return 'json';
  };

  const errorFormat = (): Format => {
    if (flags.json) return 'json';
    try {
      return format();
    } catch {
      return 'table';
    }
  };

  const debug = flags.debug === true || isOn(env['AITRONOS_DEBUG']);
  const quiet = flags.quiet === true;
  const screen = createScreen(host, { format, errorFormat, quiet, debug, colour: flags.color !== false });
  const progress = once(() => screen.progress());

  const startSandbox: Context['startSandbox'] = async (options = {}) => {
    const sandbox = await import('./sandbox/server.ts');
    const folder = join(folders.state, 'sandbox');
    const server = await sandbox.startSandbox({ clock, folder, ...options });
    closing.push(() => server.close());
    return server;
  };
  const inSandbox = flags.sandbox === true || isOn(env['AITRONOS_SANDBOX']);

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

  const client = async (options: ClientOptions, connect?: Connect) => {
    const [api, { connectPool }] = await Promise.all([import('./api/client.ts'), import('./api/pool.ts')]);
    return new api.Client(options, connect ?? connectPool);
  };

  const api = once(async () => {
    const settings = { timeout_ms: need('timeout') * 1000, retries: need('retries') };
    const who = await credential();
    const baseUrl = inSandbox ? (await startSandbox()).url : need('api-url');
    const proxies = proxiesFor(baseUrl, env);
    const connect = proxies && (await import('./api/proxy.ts')).connectProxy(proxies);
    const made = await client(
      {
        ...settings,
        baseUrl,
        ...(who.kind === 'api_key' ? { apiKey: who.secret } : { accessToken: who.secret }),
        userAgent: `aitronos-cli/${version} node/${host.node}`,
        clock,
        random: host.random,
        onAttempt: (attempt) => void follow(attempt, who.secret),
      },
      connect,
    );
    closing.push(() => made.close());
    return made;
  });

  /** Says what goes on while the API keeps us waiting. */
  const follow = async (attempt: Attempt, secret: string) => {
    await screen.debug(attempt, [secret]);
    if (attempt.wait_ms === null) return;
    const text = `${attempt.error?.message}; trying again in ${span(attempt.wait_ms / 1000)}`;
    if (host.stderr.isTTY) (await progress()).say(text);
    else if (attempt.wait_ms >= 1000 && ['table', 'csv'].includes(format())) await screen.note(text);
  };

  return {
    host,
    screen,
    profile,
    format,
    setting,
    need,
    storedSettings: stored,
    credential,
    storedCredential: kept,
    api,
    progress,
    startSandbox,
    async rehearsal() {
      const requests: WireRequest[] = [];
      const transport = async (request: WireRequest) => {
        requests.push(request);
        return { status: 204, headers: {}, body: '' };
      };
      const connect = () => ({ transport, close: async () => {} });
      const baseUrl = need('api-url');
      return { client: await client({ baseUrl, accessToken: 'not-sent' }, connect), requests };
    },
    async askSecret(question) {
      if (!(host.stdin.isTTY && host.stderr.isTTY)) {
        throw usageError('there is no terminal to ask at', 'give the token on stdin: --with-token');
      }
      const { askSecret } = await import('./output/prompt.ts');
      const answer = await askSecret(question, host.stdin, host.stderr);
      if (answer === null) throw new CliError('DECLINED', EXIT.interrupted, 'nothing was stored');
      return answer;
    },
    async save(file, values) {
      (await import('./settings/store.ts')).writeProfile(file, profile(), values);
    },
    async close() {
      for (const end of closing.reverse()) await end();
    },
  };
}

function profileName(flags: GlobalFlags, env: Host['env']): string {
  if (flags.profile !== undefined) return flags.profile;
  const named = env['AITRONOS_PROFILE'];
  return named ? readValue('AITRONOS_PROFILE', parseProfile, named) : 'default';
}

/** The proxies of the environment, unless the address never leaves this machine or there are none. */
function proxiesFor(url: string, env: Host['env']) {
  const httpProxy = env['http_proxy'] || env['HTTP_PROXY'];
  const httpsProxy = env['https_proxy'] || env['HTTPS_PROXY'];
  const noProxy = env['no_proxy'] || env['NO_PROXY'] || '';
  if (isLoopback(new URL(url).hostname) || !(httpProxy || httpsProxy)) return undefined;
  return { noProxy, httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '' };
}

const isOn = (text: string | undefined) =>
  text !== undefined && text !== '' && text !== '0' && text !== 'false';

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

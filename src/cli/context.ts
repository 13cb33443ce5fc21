import { memoize } from '../memoize.ts';
import { isShown, type RecordShape } from '../output/selection/record-shape.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.ts';
import { environmentSecrets, typedEnvironmentSecrets } from '../secrets/environment.ts';
import { KnownSecrets } from '../secrets/known-secrets.ts';
import type { GlobalFlags } from '../settings/global-flags.ts';
import {
  type ResolvedSettings,
  resolveSettings,
  type StoredSettings,
} from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { ToldTime } from '../system/time/told-time.ts';
import { trustUser } from '../system/trusted-files.ts';
import { type ApiAccess, createApiAccess } from './api-access.ts';
import type { Call } from './call.ts';
import { ChangeStage } from './change-stage.ts';
import { type Confirmation, createConfirmation } from './confirmation.ts';
import { createConsole } from './console.ts';
import { type CredentialAccess, createCredentialAccess } from './credential-access.ts';
import { noteIgnoredInSandbox, serveSandbox } from './embedded-sandbox.ts';
import { type CallEnd, createCallEnd } from './files/call-end.ts';
import { createCallLog } from './files/call-log.ts';

export type { StoredSettings };

/** Everything that a command may use. Heavy modules load when one of these functions is called. */
export interface Context
  extends ResolvedSettings,
    Confirmation,
    CredentialAccess,
    ApiAccess,
    Omit<Call, 'settings' | 'noteIgnored' | 'closing'> {
  /** How the call ends, for `--summary-file`. */
  readonly end: CallEnd;
  /** How far the call is with what it is to change. */
  readonly change: ChangeStage;
  startSandbox(options: Partial<SandboxOptions>): Promise<Sandbox>;
  /** Loads all that a run may need later: the program may be updated, and its files replaced, while the run goes on. */
  preload(): Promise<void>;
  /** Has this done at the end of the call, after the answer was printed. */
  atEnd(work: () => Promise<void>): void;
  /** Ends connections and servers of this call. */
  close(): Promise<void>;
}

/** `stored`: whether the command can do without the stored settings. `records`: what its answer holds. */
export function createContext(
  environment: Environment,
  flags: GlobalFlags,
  stored: StoredSettings = 'needed',
  records?: RecordShape,
): Context {
  trustUser(environment);
  const settings = resolveSettings(environment, flags, stored, isShown(records, flags.fields));
  const secrets = new KnownSecrets([
    ...environmentSecrets(environment.env),
    ...typedEnvironmentSecrets(environment.argv),
  ]);
  const change = new ChangeStage(settings);
  const io = createConsole(environment, {
    ...settings,
    colour: flags.color !== false,
    // A pager waits for keys.
    pager: flags.pager !== false && !settings.noInput,
    maybeDone: (look) => change.maybe(look),
    secrets,
  });
  const log = createCallLog(environment, settings, secrets, io);
  const noteIgnored = memoize(() => noteIgnoredInSandbox(environment.env, settings, io));
  const told = new ToldTime();
  const call: Call = { environment, settings, secrets, io, log, told, noteIgnored, closing: [] };
  const credentials = createCredentialAccess(call);
  return {
    environment,
    secrets,
    io,
    log,
    told,
    change,
    end: createCallEnd(environment, settings, secrets, io),
    ...settings,
    ...createConfirmation(environment, settings, secrets, io),
    ...credentials,
    ...createApiAccess(call, credentials),
    startSandbox: (options) => serveSandbox(call, options),
    async preload() {
      const { session } = await credentials.credential();
      const renewing = session?.renewable
        ? [import('../auth/session-store.ts'), import('../auth/bearer.ts')]
        : [];
      await Promise.all([io.prepare(), import('../errors/report.ts'), ...renewing]);
    },
    atEnd(work) {
      call.closing.push(work);
    },
    async close() {
      await io.end();
      for (const end of call.closing.reverse()) await end();
    },
  };
}

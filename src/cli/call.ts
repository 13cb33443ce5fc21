import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import type { ToldTime } from '../system/time/told-time.ts';
import type { Console } from './console.ts';
import type { CallLog } from './files/call-log.ts';

/** What all parts of one call of the program share. */
export interface Call {
  readonly environment: Environment;
  readonly settings: ResolvedSettings;
  readonly secrets: KnownSecrets;
  readonly io: Console;
  readonly log: CallLog;
  /** What the API's answers say of the time. */
  readonly told: ToldTime;
  /** Says once which variables of the environment the sandbox leaves aside. To be called where it is used. */
  readonly noteIgnored: () => Promise<void>;
  /** Ends of what was opened in this call, to be called in reverse order. */
  readonly closing: (() => Promise<void>)[];
}

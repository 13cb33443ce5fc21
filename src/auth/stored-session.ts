import type { Contents } from '../settings/files/configuration-folder.ts';
import type { CredentialStore } from '../validation/choices.ts';
import { fitsOrNull, organizationId } from '../validation/ids.ts';
import { expiresAt, subjectOf } from './jwt.ts';

/** The part of a stored session that is not secret. Times are ISO 8601. */
export interface SessionFacts {
  /** The origin of the API that gave the tokens; they are sent to no other one. */
  readonly origin: string;
  /** When the access token came. */
  readonly stored_at: string;
  /** By the clock of this machine; null where it is not known. */
  readonly expires_at: string | null;
  readonly user_id: string | null;
  readonly email: string | null;
  /** The organization in which the user works, as the API said when they signed in; null where it is not known. */
  readonly organization_id: string | null;
  readonly store: CredentialStore;
  /** True when there is a refresh token. */
  readonly renewable: boolean;
  /**
   * The outcome of an earlier refresh that may have spent the refresh token although its answer was lost,
   * such as `got no answer`; else null.
   */
  readonly unheard: string | null;
}

export interface SessionSecrets {
  readonly access_token: string;
  readonly refresh_token: string | null;
}

export interface Session extends SessionFacts, SessionSecrets {}

/** The stored session of a profile without its secrets; null where there is none. */
export function sessionFacts({ profiles }: Contents, profile: string): SessionFacts | null {
  const kept = profiles[profile];
  const origin = nonEmptyText(kept?.['origin']);
  if (!kept || origin === null) return null;
  const store = kept['store'] === 'keychain' ? 'keychain' : 'file';
  const token = nonEmptyText(kept['access_token']);
  if (store === 'file' && token === null) return null;
  const end = token === null ? null : expiresAt(token);
  return {
    origin,
    stored_at: nonEmptyText(kept['stored_at']) ?? '',
    expires_at: readMoment(kept['expires_at']) ?? isoTime(end),
    user_id: nonEmptyText(kept['user_id']) ?? (token === null ? null : subjectOf(token)),
    email: nonEmptyText(kept['email']),
    organization_id: fitsOrNull(organizationId, kept['organization_id']),
    store,
    renewable: kept['renewable'] === true || nonEmptyText(kept['refresh_token']) !== null,
    unheard: nonEmptyText(kept['unheard']),
  };
}

/** The secrets of an object: a profile's values, or what the keychain holds. Null when there is no access token. */
export function secretsIn(kept: Readonly<Record<string, unknown>> | undefined): SessionSecrets | null {
  const access_token = nonEmptyText(kept?.['access_token']);
  return access_token === null
    ? null
    : { access_token, refresh_token: nonEmptyText(kept?.['refresh_token']) };
}

/** A session in the form of `credentials.json`: known values only, and no secrets that the keychain holds. */
export function profileValues(session: Session): Record<string, unknown> {
  const { access_token, refresh_token, store, renewable, ...facts } = session;
  const inFile = store === 'file';
  const values = {
    ...(inFile && { access_token, refresh_token }),
    ...facts,
    ...(!inFile && { store, renewable: refresh_token !== null }),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** A moment in milliseconds since 1970 as ISO 8601. */
export const isoTime = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

const readMoment = (value: unknown) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;

const nonEmptyText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

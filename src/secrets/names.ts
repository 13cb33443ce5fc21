import { orElse } from '../or-else.ts';

export const REDACTED = '[redacted]';

const ENDS_SECRET =
  /(?:token|password|passphrase|passcode|secret|credentials?|authorization|cookie|apikey|emailkey|accesskey|privatekey|verificationcode|otp|jwt)$/;
const IS_SECRET = /^(?:key|pin|pwd|session|sessionid)$/;

/** True for the names of headers and fields whose values are secret. */
export function isSecretName(name: string): boolean {
  const bare = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return ENDS_SECRET.test(bare) || IS_SECRET.test(bare);
}

const SCHEME = /^(?:Bearer|Basic) /i;

/** The secrets in a request's headers, by their names. */
export function headerSecrets(headers: Readonly<Record<string, string>>): string[] {
  const secrets = Object.keys(headers).filter(isSecretName);
  return secrets.map((name) => (headers[name] ?? '').replace(SCHEME, ''));
}

/** The secrets in the fields of a request's JSON, by their names. */
export function bodySecrets(body: string | null): string[] {
  if (!body?.startsWith('{')) return [];
  const named = () =>
    Object.entries(JSON.parse(body)).flatMap(([name, value]) => (isSecretName(name) ? textsIn(value) : []));
  // A code is sent as a number, which drops its leading zeros.
  return orElse(named, []).flatMap((text) => [text, text.padStart(4, '0')]);
}

/** What stands in a value of JSON, at any depth. An object may have a field that `String` takes for its method. */
const textsIn = (value: unknown): string[] =>
  value instanceof Object ? Object.values(value).flatMap(textsIn) : [String(value)];

const PROVES = /assertion|signature|ticket|proof|dpop|saml|sso|hmac|identity|principal|session|auth|sid$/;
const DESCRIBES =
  /^(?:accept|content-|if-|prefer$|range$|cache-control$|x-request-id$|x-correlation-id$|traceparent$)/;
const LOOKS_MADE_UP = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=-]{24,}$/;
const IS_ID = /^(?:usr|org|dept|role|sts|status)_/;

/** True for a typed header that proves the identity of the sender, by its name or the form of its value. */
export function isCredentialHeader(name: string, value: string): boolean {
  if (DESCRIBES.test(name) || IS_ID.test(value)) return false;
  return PROVES.test(name) || isSecretName(name) || LOOKS_MADE_UP.test(value);
}

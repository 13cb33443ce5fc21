/** What stands where a secret stood. */
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

/** The secrets that a request carries in its headers, by their names. */
export function headerSecrets(headers: Readonly<Record<string, string>>): string[] {
  const secrets: string[] = [];
  for (const name in headers) if (isSecretName(name)) secrets.push((headers[name] ?? '').replace(SCHEME, ''));
  return secrets;
}

/** The secrets that a request carries in the fields of its JSON, by their names. */
export function bodySecrets(body: string | null): string[] {
  if (!body?.startsWith('{')) return [];
  try {
    const fields = Object.entries(JSON.parse(body) as object).filter(([name]) => isSecretName(name));
    // A code of digits is sent as a number, and its zeros in front are not.
    return fields.flatMap(([, value]) => [String(value), String(value).padStart(4, '0')]);
  } catch {
    return [];
  }
}

const PROVES = /assertion|signature|ticket|proof|dpop|saml|sso|hmac|identity|principal|session|auth|sid$/;
const DESCRIBES =
  /^(?:accept|content-|if-|prefer$|range$|cache-control$|x-request-id$|x-correlation-id$|traceparent$)/;
const LOOKS_MADE_UP = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=-]{24,}$/;
const IS_ID = /^(?:usr|org|dept|role|sts|status)_/;

/** True for a header that was typed with the call and proves who sends it, by its name or by how its value looks. */
export function isAssertion(name: string, value: string): boolean {
  if (DESCRIBES.test(name) || IS_ID.test(value)) return false;
  return PROVES.test(name) || isSecretName(name) || LOOKS_MADE_UP.test(value);
}

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

// Less would be in too many texts, and no token, password or code is so short.
const SHORTEST = 3;
/** Shorter secrets, such as codes by e-mail, are found as whole words only: they could be a part of any number. */
const LONG = 8;

/** The text without these secrets, also where they are written as JSON or a URL would have them. */
export function redact(text: string, secrets: Iterable<string>): string {
  let left = text;
  for (const form of formsOf(secrets)) if (left.includes(form)) left = without(left, form);
  return left;
}

/** How secrets stand in texts: as they are, as JSON and as a URL would have them. */
export function formsOf(secrets: Iterable<string>): ReadonlySet<string> {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    forms.add(secret).add(JSON.stringify(secret).slice(1, -1)).add(encodeURIComponent(secret));
  }
  return forms;
}

function without(text: string, secret: string): string {
  if (secret.length >= LONG) return text.replaceAll(secret, REDACTED);
  const literal = secret.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g'), REDACTED);
}

const ENDS_SECRET =
  /(?:token|password|passphrase|passcode|secret|credentials?|authorization|cookie|apikey|emailkey|accesskey|privatekey|verificationcode|otp|jwt)$/;
const IS_SECRET = /^(?:key|pin|pwd|session|sessionid)$/;

/** True for the names of headers and fields whose values nobody should see. */
export function isSecretName(name: string): boolean {
  const bare = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return ENDS_SECRET.test(bare) || IS_SECRET.test(bare);
}

const SCHEME = /^(?:Bearer|Basic) /;

/** The secrets that a request carries in its headers, by their names. */
export function headerSecrets(
  headers: Readonly<Record<string, string>>,
  isSecret: (name: string) => boolean = isSecretName,
): string[] {
  const secrets: string[] = [];
  for (const name in headers) if (isSecret(name)) secrets.push((headers[name] ?? '').replace(SCHEME, ''));
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

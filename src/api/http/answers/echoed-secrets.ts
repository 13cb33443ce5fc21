import { answerSecrets } from '../../../secrets/answer-secrets.ts';
import { KnownSecrets } from '../../../secrets/known-secrets.ts';
import { bodySecrets, headerSecrets, isSecretName } from '../../../secrets/names.ts';
import type { WireAnswer, WireRequest } from '../transport-types.ts';

/**
 * Redacts known secrets in answers as they arrive: when an API or a gateway repeats a token, it must not get
 * into records, journals and logs. Adds the secrets that requests carry and that token endpoints answer.
 * See docs/decisions/2026-11-25-echoed-secrets.md.
 */
export class EchoRedaction {
  readonly #secrets: KnownSecrets;
  /** The credential of the last request. It seldom changes, so its secrets are added only when it does. */
  #credential: string | undefined;
  readonly #headers: HeaderCheck;

  constructor(secrets = new KnownSecrets()) {
    this.#secrets = secrets;
    this.#headers = new HeaderCheck(secrets);
  }

  /**
   * The answer with all known secrets redacted. In an error, the secrets of the request's body (a code, a
   * password) are redacted too.
   */
  redactAnswer(answer: WireAnswer, request: WireRequest): WireAnswer {
    this.#addSecretsOf(request);
    const carried = answer.status < 400 ? [] : bodySecrets(request.body);
    const clean = redactParts(answer, this.#secrets, this.#headers);
    return carried.length === 0 ? clean : redactParts(clean, new KnownSecrets(carried));
  }

  /** The same for an answer that hands out tokens: they become known secrets, and stay only in the token fields. */
  redactGrant(answer: WireAnswer, request: WireRequest): WireAnswer {
    this.#secrets.add(...bodySecrets(request.body), ...answerSecrets(answer));
    const clean = this.redactAnswer(answer, request);
    return answer.status < 400
      ? { ...clean, body: this.#secrets.redactFields(answer.body, isSecretName) }
      : clean;
  }

  #addSecretsOf({ headers }: WireRequest): void {
    const credential = headers['authorization'] ?? headers['x-api-key'];
    if (credential === this.#credential) return;
    this.#credential = credential;
    this.#secrets.add(...headerSecrets(headers));
  }
}

function redactParts(whole: WireAnswer, secrets: KnownSecrets, check = new HeaderCheck(secrets)): WireAnswer {
  const body = secrets.redactJson(whole.body);
  const bytes = whole.bytes && secrets.redactBytes(whole.bytes);
  const headers = check.mayRepeat(whole.headers) ? redactHeaders(whole.headers, secrets) : whole.headers;
  if (body === whole.body && bytes === whole.bytes && headers === whole.headers) return whole;
  return { ...whole, headers, body, ...(bytes && { bytes }) };
}

function redactHeaders(headers: WireAnswer['headers'], secrets: KnownSecrets): WireAnswer['headers'] {
  const clean = Object.entries(headers).map(([name, value]) => [secrets.redact(name), secrets.redact(value)]);
  return Object.fromEntries(clean);
}

const MOST_HEADERS = 64;

/** Remembers headers without secrets, because headers of successive answers are nearly the same except for the date. */
class HeaderCheck {
  readonly #secrets: KnownSecrets;
  readonly #clean = new Map<string, string>();
  #count = 0;

  constructor(secrets: KnownSecrets) {
    this.#secrets = secrets;
  }

  /** Whether a secret may be in one of them. */
  mayRepeat(headers: WireAnswer['headers']): boolean {
    const secrets = this.#secrets;
    // A header checked earlier was not checked for secrets that were added since.
    if (secrets.count !== this.#count || this.#clean.size > MOST_HEADERS) this.#clean.clear();
    this.#count = secrets.count;
    for (const name of Object.keys(headers)) {
      const value = headers[name] ?? '';
      if (this.#clean.get(name) === value) continue;
      if (secrets.mayBeIn(value) || secrets.mayBeIn(name)) return true;
      this.#clean.set(name, value);
    }
    return false;
  }
}

import { answerSecrets } from '../../../secrets/answer-secrets.ts';
import { KnownSecrets } from '../../../secrets/known-secrets.ts';
import { bodySecrets, headerSecrets, isSecretName } from '../../../secrets/names.ts';
import type { WireAnswer, WireRequest } from '../transport-types.ts';

/**
 * Takes known secrets out of answers where they come in: an API, or a gateway before it, that repeats a token must not bring it
 * into records, journals and logs. Learns what requests carry, and what endpoints that hand out tokens answer.
 * See docs/decisions/2026-11-25-echoed-secrets.md.
 */
export class EchoRedaction {
  readonly #secrets: KnownSecrets;
  /** Who asked last: ten thousand requests say the same. */
  #who: string | undefined;
  readonly #headers: HeaderCheck;

  constructor(secrets = new KnownSecrets()) {
    this.#secrets = secrets;
    this.#headers = new HeaderCheck(secrets);
  }

  /** The answer without what this process knows as a secret. An error also loses what the body carried: a code, a password. */
  redactAnswer(answer: WireAnswer, request: WireRequest): WireAnswer {
    this.#learn(request);
    const carried = answer.status < 400 ? [] : bodySecrets(request.body);
    const clean = redacted(answer, this.#secrets, this.#headers);
    return carried.length === 0 ? clean : redacted(clean, new KnownSecrets(carried));
  }

  /** The same of an answer that brings tokens: they are known from now on, and stay in the fields that are theirs. */
  redactGrant(answer: WireAnswer, request: WireRequest): WireAnswer {
    this.#secrets.add(...bodySecrets(request.body), ...answerSecrets(answer));
    const clean = this.redactAnswer(answer, request);
    return answer.status < 400
      ? { ...clean, body: this.#secrets.redactFields(answer.body, isSecretName) }
      : clean;
  }

  #learn({ headers }: WireRequest): void {
    const who = headers['authorization'] ?? headers['x-api-key'];
    if (who === this.#who) return;
    this.#who = who;
    this.#secrets.add(...headerSecrets(headers));
  }
}

function redacted(whole: WireAnswer, secrets: KnownSecrets, check = new HeaderCheck(secrets)): WireAnswer {
  const body = secrets.redactJson(whole.body);
  const answer = whole.bytes ? { ...whole, bytes: secrets.redactBytes(whole.bytes) } : whole;
  const bytes = answer.bytes && cleanBytes(answer.bytes, secrets);
  const headers = check.mayRepeat(answer.headers) ? cleanHeaders(answer.headers, secrets) : answer.headers;
  if (body === answer.body && bytes === answer.bytes && headers === answer.headers) return answer;
  return { ...answer, headers, body, ...(bytes && { bytes }) };
}

function cleanHeaders(headers: WireAnswer['headers'], secrets: KnownSecrets): WireAnswer['headers'] {
  const clean = Object.entries(headers).map(([name, value]) => [secrets.redact(name), secrets.redact(value)]);
  return Object.fromEntries(clean);
}

const MOST_HEADERS = 64;

/** Remembers the headers that were clean: from one answer of an API to the next hardly more than the date is another. */
class HeaderCheck {
  readonly #secrets: KnownSecrets;
  readonly #clean = new Map<string, string>();
  #count = 0;

  constructor(secrets: KnownSecrets) {
    this.#secrets = secrets;
  }

  /** Whether a secret may stand in one of them. */
  mayRepeat(headers: WireAnswer['headers']): boolean {
    const secrets = this.#secrets;
    // What is clean of some secrets says nothing of those that came later.
    if (secrets.count !== this.#count || this.#clean.size > MOST_HEADERS) this.#clean.clear();
    this.#count = secrets.count;
    for (const name in headers) {
      const value = headers[name] ?? '';
      if (this.#clean.get(name) === value) continue;
      if (secrets.mayBeIn(value) || secrets.mayBeIn(name)) return true;
      this.#clean.set(name, value);
    }
    return false;
  }
}

/** What is no text is read with a character for each byte, as secrets of ASCII stand in it. */
function cleanBytes(bytes: Uint8Array, secrets: KnownSecrets): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const clean = secrets.redact(text);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}

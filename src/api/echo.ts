import { bodySecrets, formsOf, headerSecrets, isSecretName, REDACTED, redact } from '../redaction.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/**
 * Takes out of answers what their requests carried as a secret: an API, or a gateway before it, that repeats a token in a
 * message must not bring it into records, journals and logs. What a body carried counts where the answer is an error; a token
 * that was asked for comes in an answer that is none. Remembers what it looks for: ten thousand requests carry the same token.
 */
export class Echo {
  readonly #named = new Map<string, boolean>();
  #sought: { readonly secrets: string; readonly forms: readonly string[] } = { secrets: '', forms: [] };

  /** The answer without what the request carried. */
  removed(answer: WireAnswer, request: WireRequest): WireAnswer {
    const carried = headerSecrets(request.headers, (name) => this.#isSecret(name));
    const secrets = answer.status < 400 ? carried : [...carried, ...bodySecrets(request.body)];
    if (!this.#mayRepeat(answer, secrets)) return answer;
    const headers: Record<string, string> = {};
    for (const name in answer.headers) headers[name] = redact(answer.headers[name] ?? '', secrets);
    return { ...answer, headers, body: bodyWithout(answer.body, secrets) };
  }

  /** False for nearly all answers, and soon known. What is escaped could be anything. */
  #mayRepeat({ headers, body }: WireAnswer, secrets: readonly string[]): boolean {
    if (body.includes('\\')) return secrets.length > 0;
    const forms = this.#forms(secrets);
    const repeats = (text: string) => forms.some((form) => text.includes(form));
    if (repeats(body)) return true;
    for (const name in headers) if (repeats(headers[name] ?? '')) return true;
    return false;
  }

  #forms(secrets: readonly string[]): readonly string[] {
    const sought = secrets.join('\n');
    if (sought !== this.#sought.secrets) this.#sought = { secrets: sought, forms: [...formsOf(secrets)] };
    return this.#sought.forms;
  }

  #isSecret(name: string): boolean {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const secret = isSecretName(name);
    this.#named.set(name, secret);
    return secret;
  }
}

/** JSON stays JSON, and stays as it came where nothing is found. What is escaped is found within its texts only. */
function bodyWithout(body: string, secrets: readonly string[]): string {
  const text = redact(body, secrets);
  if (text === body && !body.includes('\\')) return body;
  try {
    let found = false;
    const json = JSON.stringify(JSON.parse(body), (name, value: unknown) => {
      const left = cleaned(name, value, secrets);
      found ||= left !== value;
      return left;
    });
    return found ? json : body;
  } catch {
    return text;
  }
}

/** A number is a secret only by its name as well: a code by e-mail may be the same as a status. */
function cleaned(name: string, value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redact(value, secrets);
  const isCode = typeof value === 'number' && isSecretName(name) && secrets.includes(String(value));
  return isCode ? REDACTED : value;
}

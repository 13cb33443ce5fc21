import { redactTokens } from './json-text.ts';
import { isSecretName, REDACTED } from './names.ts';
import { mayBeEscaped, SHORT_SECRET_LENGTH, spellingsOf, unescapeText } from './secret-spellings.ts';

// Shorter texts are in too many texts, and no token, password or code is so short.
const SHORTEST = 3;
const CUT = '…';
// The shortest beginning of a cut secret that is recognized.
const SHORTEST_CUT = 6;

/**
 * Every secret that this process knows, including former ones, which may still be valid.
 * Code that receives a secret adds it here first; code that prints or stores a text redacts it here.
 * See docs/decisions/2026-11-26-one-set-of-secrets.md.
 */
export class KnownSecrets {
  readonly #secrets = new Set<string>();
  /** The longest first, because a short one may be part of a longer one. */
  #forms: readonly string[] = [];
  #plain: readonly string[] = [];
  #shortest = Number.POSITIVE_INFINITY;
  #hidWord = false;

  constructor(secrets: Iterable<string | null | undefined> = []) {
    this.add(...secrets);
  }

  /** Ignores secrets of fewer than three characters, because most texts contain them. */
  add(...secrets: readonly (string | null | undefined)[]): void {
    const before = this.#secrets.size;
    for (const given of secrets) {
      // Files add white space at the ends, which is no part of the secret.
      const secret = given?.trim() ?? '';
      if (isLongEnough(secret)) this.#secrets.add(secret);
    }
    if (this.#secrets.size === before) return;
    const known = [...this.#secrets];
    // Of a secret of characters that are not seen, nothing is left without them.
    this.#forms = longestFirst(known.flatMap(spellingsOf).filter(isLongEnough));
    this.#plain = longestFirst(known.map(unescapeText).filter(isLongEnough));
    this.#shortest = Math.min(this.#forms.at(-1)?.length ?? SHORTEST, this.#plain.at(-1)?.length ?? SHORTEST);
  }

  /** A copy without the secrets that an answer is meant to show. */
  except(shown: readonly string[]): KnownSecrets {
    return new KnownSecrets(
      [...this.#secrets].filter((secret) => !shown.some((text) => text.trim() === secret)),
    );
  }

  /** The text without the known secrets, in any spelling and with any invisible characters between. */
  redact(text: string): string {
    return this.#redact(text, true);
  }

  /** Redacts bytes of an unknown encoding; all other bytes stay. */
  redactBytes(bytes: Uint8Array): Uint8Array {
    const text = Buffer.from(bytes).toString('latin1');
    const clean = this.redact(text);
    return clean === text ? bytes : Buffer.from(clean, 'latin1');
  }

  /** Redacts JSON, keys as well as values, so that it stays valid JSON. Any other text is redacted as a text. */
  redactJson(text: string): string {
    if (!this.mayBeIn(text)) return text;
    const clean = this.redactFields(text, () => false);
    // In text that only resembles JSON, a secret may span several quoted strings.
    const isLeft = this.#forms.some((form) => form.length >= SHORT_SECRET_LENGTH && clean.includes(form));
    return isLeft ? this.#redact(clean, true) : clean;
  }

  /** Redacts JSON of `writeJson`, of which a faster test finds texts without secrets. */
  redactWritten(json: string): string {
    return this.mayBeIn(json, true) ? this.redactJson(json) : json;
  }

  /** Redacts the fields of JSON, except those whose names satisfy `keeps`. */
  redactFields(json: string, keeps: (name: string) => boolean): string {
    if (!this.mayBeIn(json)) return json;
    return redactTokens(json, {
      text: (value, name) => (keeps(name) ? value : this.#redact(value, true)),
      key: (name) => this.#redact(name, false),
      isSecretNumber: (name, digits) =>
        this.#secrets.has(digits) && (digits.length >= SHORT_SECRET_LENGTH || isSecretName(name)),
    });
  }

  /** The number of secrets. While it stays the same, a text that was clean is still clean. */
  get count(): number {
    return this.#secrets.size;
  }

  /** True once one of them was redacted that is a word, as no token or key is: texts lose that word for nothing. */
  get hidWord(): boolean {
    return this.#hidWord;
  }

  /**
   * A quick test that is false for nearly all texts; escaped text always passes. `written`: for JSON of `writeJson`.
   */
  mayBeIn(text: string, written = false): boolean {
    // Encodings only make a secret longer, so a shorter text holds none, unless it was cut.
    if (text.length < this.#shortest && !text.includes(CUT)) return false;
    for (const form of this.#forms) if (text.includes(form)) return true;
    return mayBeEscaped(text, written) && this.#isMeantIn(text);
  }

  #isMeantIn(text: string): boolean {
    const plain = unescapeText(text);
    return this.#plain.some((secret) => plain.includes(secret)) || text.includes(CUT);
  }

  /** `words`: also redacts short secrets that are words, which could be names of fields. */
  #redact(text: string, words: boolean): string {
    if (this.#secrets.size === 0) return text;
    let left = text;
    for (const form of this.#forms) {
      if (left.includes(form) && (words || !isWord(form))) left = this.#replace(left, form);
    }
    if (left.includes(CUT)) left = this.#withoutBeginnings(left);
    if (!mayBeEscaped(left) || !this.#isMeantIn(left)) return left;
    // Decodes only the escapes that hide a secret, and keeps all others.
    return left
      .split('\n')
      .map((line) => this.#unescapedWithout(line, words))
      .join('\n');
  }

  #unescapedWithout(line: string, words: boolean): string {
    let plain = unescapeText(line);
    const before = plain;
    for (const secret of this.#plain) {
      if (plain.includes(secret) && (words || !isWord(secret))) plain = this.#replace(plain, secret);
    }
    return plain === before ? line : plain;
  }

  #replace(text: string, secret: string): string {
    const clean = replaceSecret(text, secret);
    this.#hidWord ||= clean !== text && LETTERS.test(secret);
    return clean;
  }

  /** Redacts the beginning of a secret before the mark of a cut. */
  #withoutBeginnings(text: string): string {
    const parts = text.split(CUT);
    const last = parts.pop() ?? '';
    const clean = parts.map((part) => {
      const length = Math.max(0, ...this.#forms.map((form) => longestBeginning(part, form)));
      return length < SHORTEST_CUT ? part : part.slice(0, -length) + REDACTED;
    });
    return [...clean, last].join(CUT);
  }
}

/** The length of the longest beginning of the secret that ends the text. */
function longestBeginning(text: string, secret: string): number {
  if (!secret.includes(text.slice(-SHORTEST_CUT))) return 0;
  for (let length = Math.min(text.length, secret.length - 1); length >= SHORTEST_CUT; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}

const isLongEnough = (text: string): boolean => text.length >= SHORTEST;

const longestFirst = (texts: readonly string[]): string[] =>
  [...new Set(texts)].sort((a, b) => b.length - a.length);

/** A word, such as `user` or `undefined`. */
const LETTERS = /^[A-Za-z_]{1,15}$/;

const isWord = (text: string): boolean => text.length < SHORT_SECRET_LENGTH && LETTERS.test(text);

function replaceSecret(text: string, secret: string): string {
  if (secret.length >= SHORT_SECRET_LENGTH) return text.replaceAll(secret, REDACTED);
  const literal = secret.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g'), REDACTED);
}

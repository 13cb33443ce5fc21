/** What differs from run to run, and the word that stands for it on both sides of a comparison. */
interface Placeholder {
  readonly pattern: RegExp;
  readonly word: string;
  /** A page may give this text to a later command, so the real one has to be put in its place there. */
  readonly remembered?: boolean;
}

const PLACEHOLDERS: readonly Placeholder[] = [
  { pattern: /\b\d{8}-\d{6}-[0-9a-f]{4}\b/g, word: '<run>', remembered: true },
  { pattern: /(?<=127\.0\.0\.1:|localhost:)\d{2,5}\b/g, word: '<port>', remembered: true },
  { pattern: /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?( ?Z| UTC|[+-]\d\d:\d\d)?/g, word: '<time>' },
  { pattern: /\b\d{4}-\d\d-\d\d\b/g, word: '<day>' },
  { pattern: /\b\d\d:\d\d:\d\d(\.\d+)?\b/g, word: '<time>' },
  { pattern: /("?\b\w+_ms"?[:=]\s*)\d+(\.\d+)?/g, word: '$1<duration>' },
  { pattern: /\b\d+(\.\d+)? ?(ms|s|min|h|seconds?|minutes?|hours?)\b(?!\/)/g, word: '<duration>' },
  { pattern: /\b\d+(\.\d+)?\/s\b/g, word: '<rate>' },
  { pattern: /\b(req|trace)_\w+/g, word: '$1_<id>' },
  { pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, word: '<id>' },
  { pattern: /\b[0-9a-f]{32,}\b/g, word: '<id>' },
  { pattern: /\busr_[0-9a-f]{12,}\b/g, word: 'usr_<id>' },
  { pattern: /(?<![\d.])v?\d+\.\d+\.\d+(?![\d.])/g, word: '<version>' },
];

/** The text with every placeholder's word in place of what differs. */
export function normalised(text: string): string {
  return PLACEHOLDERS.reduce((so_far, { pattern, word }) => so_far.replace(pattern, word), text);
}

/** What a page calls by one text and the shell by another: run ids and ports. */
export class Remembered {
  readonly #real = new Map<string, string>();

  /** Learns from two lines that were found to say the same. */
  learn(written: string, real: string): void {
    for (const { pattern, remembered } of PLACEHOLDERS) {
      if (!remembered) continue;
      const seen = real.match(pattern) ?? [];
      for (const [index, text] of (written.match(pattern) ?? []).entries()) {
        const other = seen[index];
        if (other !== undefined) this.#real.set(text, other);
      }
    }
  }

  /** A command as it has to be run: a run id, or its first letters, is the real run's. */
  apply(command: string): string {
    const whole = [...this.#real].reduce((so_far, [text, real]) => so_far.replaceAll(text, real), command);
    return whole.replace(
      /\b\d{8}-\d{4,6}(-[0-9a-f]{0,3})?\b/g,
      (first) => this.#beginningWith(first) ?? first,
    );
  }

  #beginningWith(first: string): string | undefined {
    if ([...this.#real.values()].some((real) => real.startsWith(first))) return undefined;
    return [...this.#real].find(([text]) => text.startsWith(first))?.[1];
  }
}

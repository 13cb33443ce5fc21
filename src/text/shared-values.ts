const MOST_KNOWN = 1000;

/** Holds once what many records say: gives the first of texts, or of lists of texts, that are alike. */
export class SharedValues {
  /** By their JSON. What hardly two records have in common would take room here. */
  readonly #known = new Map<string, unknown>();

  first<T extends string | readonly string[] | null>(value: T): T {
    const json = JSON.stringify(value);
    const before = this.#known.get(json);
    if (before === undefined && this.#known.size < MOST_KNOWN) this.#known.set(json, value);
    return before === undefined ? value : (before as T);
  }
}

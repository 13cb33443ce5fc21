/** The cells of a row as one text, with the names that it shares with other rows: so they take little memory. */
export interface PackedInput {
  readonly names: readonly string[];
  readonly cells: string;
}

/** Packs the columns of rows of one roster. */
export class InputPacker {
  #last: readonly string[] = [];

  pack(input: Readonly<Record<string, string>>): PackedInput {
    const names = Object.keys(input);
    const isSame =
      names.length === this.#last.length && names.every((name, index) => name === this.#last[index]);
    if (!isSame) this.#last = names;
    return { names: this.#last, cells: JSON.stringify(Object.values(input)) };
  }
}

/** The columns of a row again. Any name is safe, also `__proto__`. */
export function unpackInput({ names, cells }: PackedInput): Record<string, string> {
  const values: unknown = JSON.parse(cells);
  const texts = Array.isArray(values) ? values.map(String) : [];
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

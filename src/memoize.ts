/** Makes a function that computes its value at the first call and returns the same value afterwards. */
export function memoize<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const MOST_REMEMBERED = 1000;
const LONGEST_REMEMBERED = 200;

/** Makes a function that remembers what the first thousand texts gave: those of a column come again and again. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const given = read(text);
    if (known.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) known.set(text, given);
    return given;
  };
}

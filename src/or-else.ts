/** What `find` gives; `fallback` where it throws: what is missing is told by others, where it matters. */
export function orElse<T, F>(find: () => T, fallback: F): T | F {
  try {
    return find();
  } catch {
    return fallback;
  }
}

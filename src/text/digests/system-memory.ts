/**
 * Whole numbers below 2^32, all 0, in memory of their own: the system gives a part of it when it is first written to,
 * and has all of it back when nothing refers to it any more. What comes from the process's common store, as any other
 * array of numbers does, stays with the process. See docs/decisions/2026-11-26-memory-given-back.md.
 */
export function numbersOfSystem(length: number): Uint32Array {
  const maxByteLength = length * Uint32Array.BYTES_PER_ELEMENT;
  // Only a buffer that could change its size is made so.
  return new Uint32Array(new ArrayBuffer(maxByteLength, { maxByteLength }), 0, length);
}

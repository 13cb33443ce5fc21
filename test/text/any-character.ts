import fc from 'fast-check';

const SURROGATES = 0xd800;
const AFTER = 0xe000;
const COUNT = 0x110000 - (AFTER - SURROGATES);

const characterOf = (number: number): string =>
  String.fromCodePoint(number < SURROGATES ? number : number + (AFTER - SURROGATES));

function numberOf(character: unknown): number {
  if (typeof character !== 'string' || [...character].length !== 1) throw new Error('no character');
  const code = character.codePointAt(0) ?? 0;
  if (code >= SURROGATES && code < AFTER) throw new Error('half a character');
  return code < SURROGATES ? code : code - (AFTER - SURROGATES);
}

/**
 * The unit of a text of any characters. It makes the same texts as fast-check's `binary`, which first lists all of the
 * million: for a second, and in 120 MB that a worker of the tests keeps.
 */
export const ANY_CHARACTER: fc.Arbitrary<string> = fc.nat(COUNT - 1).map(characterOf, numberOf);

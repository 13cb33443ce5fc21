import { memoize } from '../../memoize.ts';

const NON_JOINER = '\u200c';
const JOINER = '\u200d';
const PICTURE = '\ufe0f';

/**
 * Keeps a joiner where it changes what is visible: in Persian and Indian names, within a combined emoji, and the mark
 * that makes a character an emoji. Answers an empty text for every other invisible character.
 */
export function keepVisibleJoiner(character: string, at: number, text: string): string {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + 1, at + 3);
  return isVisible(character, before, after) ? character : '';
}

function isVisible(character: string, before: string, after: string): boolean {
  if (character === PICTURE) return /\p{Extended_Pictographic}$/u.test(before);
  if (character !== JOINER && character !== NON_JOINER) return false;
  if (lastLetter().test(before) && firstLetter().test(after)) return true;
  return character === JOINER && endsInPicture(before) && /^\p{Extended_Pictographic}/u.test(after);
}

const endsInPicture = (text: string) =>
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(text);

// Scripts whose letters join or change with their neighbours: Arabic, Syriac, Mongolian, the Indian ones and Khmer.
const SCRIPTS = 'Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr';

// Compiled on first use, because a literal with so many properties costs every start milliseconds.
const LETTER = `(?=[\\p{L}\\p{M}])[${SCRIPTS.replaceAll(/\w+ ?/g, (name) => `\\p{scx=${name.trim()}}`)}]`;
const lastLetter = memoize(() => new RegExp(`${LETTER}$`, 'u'));
const firstLetter = memoize(() => new RegExp(`^${LETTER}`, 'u'));

const NON_JOINER = '\u200c';
const JOINER = '\u200d';
const PICTURE = '\ufe0f';

/**
 * What stays of an invisible character: nothing. But a joiner can be seen where it shapes what stands around it, in
 * Persian and Indian names and between the parts of a picture, and so can the mark that makes a sign a picture.
 */
export function keptJoiner(character: string, at: number, text: string): string {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + 1, at + 3);
  return shapes(character, before, after) ? character : '';
}

function shapes(character: string, before: string, after: string): boolean {
  if (character === PICTURE) return /\p{Extended_Pictographic}$/u.test(before);
  if (character !== JOINER && character !== NON_JOINER) return false;
  if (endsInLetter(before) && beginsWithLetter(after)) return true;
  return character === JOINER && endsInPicture(before) && /^\p{Extended_Pictographic}/u.test(after);
}

const endsInPicture = (text: string) =>
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(text);

// The scripts whose letters change their form with their neighbours. Within functions: they are made when wanted.
const endsInLetter = (text: string) =>
  /(?=[\p{L}\p{M}])[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}]$/u.test(
    text,
  );

const beginsWithLetter = (text: string) =>
  /^(?=[\p{L}\p{M}])[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}]/u.test(
    text,
  );

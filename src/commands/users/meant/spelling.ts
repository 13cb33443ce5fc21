import { cleanPerson } from '../../../runs/input/cell.ts';
import { plainLetters } from '../../../text/shown.ts';
import { fitsOrNull, userId } from '../../../validation/ids.ts';
import { userOrEmail } from '../../../validation/names.ts';

/** Beginnings that ids have elsewhere, and what stands between them and the rest. */
const OTHER_SPELLING = /^(usr|users?|uid)[_:.=#/＿‐-―−-]+([A-Za-z0-9][\w-]*)$/i;
const AT = /@+|\(at\)|\[at\]/i;
const BEFORE = '<([{';
const BEHIND = '>)]}.,;:!?@/';

/**
 * The id or the e-mail address that a text is another spelling of, such as `USR_ABC123`, `usr-abc123` or
 * `<jane@example.com>`; null for any other text. The text itself where it is one.
 */
export function respelled(text: string): string | null {
  const clean = cleanPerson(plainLetters(text));
  const parts = withoutAround(clean).split(AT);
  return personOrNull(clean) ?? personOrNull(parts.map((part) => part.trim()).join('@'));
}

/** The text without brackets around it and punctuation behind it. */
function withoutAround(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BEFORE.includes(text.charAt(start))) start += 1;
  while (end > start && BEHIND.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function personOrNull(text: string): string | null {
  if (isPersonText(text)) return text;
  const [, prefix = '', rest = ''] = OTHER_SPELLING.exec(text) ?? [];
  if (rest === '') return null;
  if (isPersonText(rest)) return rest;
  // `user-support` is rather a name.
  if (prefix.length > 3 && !/\d/.test(rest)) return null;
  // Of an id all in capitals, its letters are not known to be capitals.
  const isShouted = prefix === prefix.toUpperCase() && rest === rest.toUpperCase();
  return fitsOrNull(userId, `usr_${isShouted ? rest.toLowerCase() : rest}`);
}

/** True for a user id and for an e-mail address. */
export const isPersonText = (text: string): boolean => fitsOrNull(userOrEmail, text) !== null;

/** The people that a text lists, each in the right spelling; null where a part of it is none. */
export function listedPeople(text: string): readonly string[] | null {
  const parts = text
    .replace(/["'[\]{}]/g, ' ')
    .split(/[\s,;|]+/)
    .filter((part) => part !== '');
  const people = parts.flatMap((part) => respelled(part) ?? []);
  return parts.length > 1 && people.length === parts.length ? people : null;
}

/** The user id in the address of a page, such as `https://…/users/usr_abc123`; null for none. */
export function idInAddress(text: string): string | null {
  if (!/^https?:/i.test(text)) return null;
  return text.split(/[/?#&=]/).find((part) => fitsOrNull(userId, part) !== null) ?? null;
}

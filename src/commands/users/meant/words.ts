import {
  isFile,
  isFileName,
  isFolder,
  isListName,
  listsIn,
  type NearFiles,
  nearFiles,
} from '../../../system/similar/nearest-files.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { strangeLetter } from '../../../text/shown.ts';
import { idInAddress, listedPeople, respelled } from './spelling.ts';

/** What a word means that stands where a user is wanted. */
export type MeantWord =
  | { readonly kind: 'users'; readonly users: readonly string[] }
  /** `near`: what there is instead of a file that is missing; null where it is there. */
  | {
      readonly kind: 'file';
      readonly file: string;
      readonly near: NearFiles | null;
      readonly isFolder?: true;
    }
  | { readonly kind: 'stdin' }
  /** A person's name or a part of one; `id`: what it would be as an id, where it may be one without its beginning. */
  | { readonly kind: 'name'; readonly name: string; readonly id: string | null }
  | { readonly kind: 'unknown' };

const STDIN: readonly string[] = ['-', '@-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];

/** Longer texts are no names, and may be secrets. */
const LONGEST_NAME = 60;

/** Says what a word means that stands where a user is wanted. Looks for files with its name. */
export async function meaningOf(word: string): Promise<MeantWord> {
  if (STDIN.includes(word.trim())) return { kind: 'stdin' };
  const person = respelled(word) ?? idInAddress(word.trim());
  const isCurlFile = word.startsWith('@') && !word.slice(1).includes('@');
  const file = isCurlFile ? word.slice(1) : word;
  const found = person === null && file.trim() !== '' && !file.includes('\0') ? await fileMeant(file) : null;
  if (found !== null) return found;
  const listed = person === null ? listedPeople(word) : [person];
  return listed === null ? nameMeant(word) : { kind: 'users', users: listed };
}

/** The file that is meant, or nearly: one that is there, or a name as lists of people have it. */
async function fileMeant(file: string): Promise<MeantWord | null> {
  if (await isFile(file)) return { kind: 'file', file, near: null };
  if (await isFolder(file)) {
    return { kind: 'file', file, near: { similar: [], beside: await listsIn(file) }, isFolder: true };
  }
  const near = await nearFiles(file);
  if (isPath(file) || isFileName(file)) return { kind: 'file', file, near };
  const [path = ''] = near.similar;
  const isStem = isListName(path) && foldCase(path).startsWith(`${foldCase(file)}.`);
  return isStem ? { kind: 'file', file, near } : null;
}

/** True for a text with a slash that is neither the address of a page nor an id with one in it. */
const isPath = (text: string): boolean =>
  (text.includes('/') || text.includes('\\')) && !/^https?:/i.test(text) && !IS_LIKE_ID.test(text);

/** The name that a text may be. Of what is like an address, the part before the `@`. */
function nameMeant(text: string): MeantWord {
  const [local = '', domain = ''] = text.split('@', 2);
  const name = (local === '' ? domain : local).trim();
  const fits = name.length > 1 && name.length <= LONGEST_NAME;
  if (!fits || !IS_NAME.test(name) || !HAS_LETTER.test(name) || IS_LIKE_ID.test(name) || strangeLetter(name))
    return { kind: 'unknown' };
  const mayBeId = !text.includes('@') && /^[A-Za-z0-9-]+$/.test(name) && /\d/.test(name);
  return { kind: 'name', name, id: mayBeId ? `usr_${name}` : null };
}

const IS_NAME = /^[\p{L}\p{M}\p{N} .,'’_-]+$/u;
const HAS_LETTER = /\p{L}/u;
const IS_LIKE_ID = /^[a-z]{2,10}_/i;

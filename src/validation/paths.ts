import { resolve } from 'node:path';
import { BadValue } from './bad-value.ts';

/** A file, by its whole path, so that it is found from other folders too. */
export function filePath(text: string): string {
  if (text.trim() !== '' && !text.includes('\0')) return resolve(text);
  throw new BadValue('the path of a file', text);
}

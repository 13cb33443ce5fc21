import { resolve } from 'node:path';
import { BadValue } from './bad-value.ts';

/** Makes a path absolute, so that it still leads to the file from other folders. */
export function filePath(text: string): string {
  if (text.trim() !== '' && !text.includes('\0')) return resolve(text);
  throw new BadValue('the path of a file', text);
}

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';

/** Files in which lists of people come: one may stand for another. */
const LISTS: readonly string[] = ['.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson'];

/** Searches no larger folder for a similar name. */
const MOST_NAMES = 10_000;
const MOST = 3;

/** Files that may have been meant by the path of a missing one. */
export interface NearFiles {
  /** Those whose names are like its own, nearest first; of a missing folder, the file in one with a similar name. */
  readonly similar: readonly string[];
  /** Others of its kind in its folder, where no name is like its own; one more than are named tells that there are. */
  readonly beside: readonly string[];
}

/** The files that may have been meant by the path of a missing one. */
export async function nearFiles(file: string): Promise<NearFiles> {
  const folder = dirname(file);
  const names = await namesIn(folder);
  if (names === null) return { similar: await inSimilarFolder(file), beside: [] };
  const similar = await filesOf(folder, similarNames(file, names));
  if (similar.length > 0) return { similar, beside: [] };
  const alike = names.filter((name) => isSameKind(name, file));
  return { similar, beside: await firstOf(folder, alike) };
}

/** The step that leads to a file that is there; null where none may have been meant. */
export function nearFilesHint({ similar, beside }: NearFiles): string | null {
  const [first, ...others] = beside.slice(0, MOST).map(shellWord);
  if (similar.length > 0) return didYouMean(similar.map(shellWord));
  if (first === undefined) return null;
  const more = beside.length > MOST ? ' and others' : '';
  return others.length === 0 ? `there is ${first}` : `there are ${[first, ...others].join(', ')}${more}`;
}

/** Files that people keep lists in, though they are not read as they are. */
const OTHERS: readonly string[] = [
  '.xlsx',
  '.xls',
  '.ods',
  '.numbers',
  '.gz',
  '.zip',
  '.tab',
  '.log',
  '.pdf',
];

/** True for the path of a list of people by its ending, whether or not there is such a file. */
export const isListName = (file: string): boolean => LISTS.includes(extname(file).toLowerCase());

/** The same, also for lists in files of other programs. */
export const isFileName = (file: string): boolean =>
  isListName(file) || OTHERS.includes(extname(file).toLowerCase());

/** The lists of people in a folder; one more than are named tells that there are others. */
export async function listsIn(folder: string): Promise<readonly string[]> {
  const names = (await namesIn(folder)) ?? [];
  return firstOf(folder, names.filter(isListName));
}

/** The first of those names: tables of people before other texts. */
async function firstOf(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const kind = (name: string) => LISTS.indexOf(extname(name).toLowerCase());
  const sorted = names.toSorted((one, other) => kind(one) - kind(other) || (one < other ? -1 : 1));
  return filesOf(folder, sorted.slice(0, MOST + 1));
}

/** True for the path of a folder. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** True where there is something at this path that can be read as a file. */
export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile() || found.isFIFO(),
    () => false,
  );

async function filesOf(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const paths = names.map((name) => join(folder, name));
  const there = await Promise.all(paths.map(isFile));
  return paths.filter((_, at) => there[at]);
}

async function namesIn(folder: string): Promise<string[] | null> {
  const names = await readdir(folder).catch(() => null);
  return names?.slice(0, MOST_NAMES) ?? null;
}

/** The names that are like that of a file, nearest first. What stands before the ending decides: it is what differs. */
function similarNames(file: string, names: readonly string[]): readonly string[] {
  const stems = new Set(findNearest(stemOf(file), names.map(stemOf)));
  const alike = names.filter((name) => stems.has(stemOf(name)));
  const near = findNearest(basename(file), alike);
  return near.length > 0 ? near : alike.slice(0, MOST);
}

const stemOf = (file: string): string => basename(file, extname(file));

async function inSimilarFolder(file: string): Promise<readonly string[]> {
  const folder = dirname(file);
  const near = findNearest(basename(folder), (await namesIn(dirname(folder))) ?? []);
  return filesOf(
    dirname(folder),
    near.map((name) => join(name, basename(file))),
  );
}

function isSameKind(name: string, file: string): boolean {
  const kind = extname(file).toLowerCase();
  if (name.startsWith('.')) return false;
  return isFileName(file) || kind === '' ? isListName(name) : extname(name).toLowerCase() === kind;
}

import { lstatSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { isRunId } from '../../validation/ids.ts';

/**
 * Where a run is: a folder `runs/<run id>`, or for a change of one user the file `runs/<run id>.jsonl`, which is its
 * journal.
 * See docs/decisions/2026-11-26-run-of-one.md.
 */

const SINGLE = '.jsonl';
const JOURNAL = 'journal.jsonl';
const IN_FOLDER = `${sep}${JOURNAL}`;

/** The file of a change of one user. */
export const singleFile = (runs: string, id: string) => join(runs, `${id}${SINGLE}`);

/** The name of what is not a run yet: a run gets its own name when it is whole. */
export const draftName = (id: string) => `.${id}`;

/** True for the path of a run that is one file. */
export const isSingleFile = (path: string) => path.endsWith(SINGLE);

/** The name of a file of `runs` without its ending; null for one that is no journal. */
export const singleName = (name: string): string | null =>
  isSingleFile(name) ? name.slice(0, -SINGLE.length) : null;

/** The file of a run's journal; `path`: where the run is. */
export const journalFile = (path: string) => (isSingleFile(path) ? path : `${path}${IN_FOLDER}`);

/** Whether a name is taken, also by a link that leads nowhere. */
export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The id of the run that a journal belongs to, by its path. */
export const runIdOf = (journal: string): string =>
  basename(journal) === JOURNAL ? basename(dirname(journal)).replace(/^\./, '') : basename(journal, SINGLE);

/** Larger than the records of any run, and than those of a run of one that was resumed a hundred times. */
const MOST_BYTES = 16 * 1024 ** 3;
const MOST_SINGLE_BYTES = 16 * 1024 ** 2;

/** How long a file of a run may be: that of a change of one user, or one in the folder of a run. */
export const mostBytes = (file: string): number =>
  isRunId(singleName(basename(file))?.replace(/^\./, '')) ? MOST_SINGLE_BYTES : MOST_BYTES;

/** The same for a run's journal, by where the run is: the list of runs asks it for each. */
export const mostJournalBytes = (path: string) => (isSingleFile(path) ? MOST_SINGLE_BYTES : MOST_BYTES);

/** The second that the id of a run names, `2026-03-01T12:00:00.000Z`; empty for any other name. */
export const secondInId = (run_id: string): string =>
  ID.test(run_id) ? run_id.replace(ID, '$1-$2-$3T$4:$5:$6.000Z') : '';

const ID = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2}).*$/;

/** A run id that sorts by time: `20260301-120000-4f2a`. `now`: milliseconds since 1970; `random`: from 0 up to 1. */
export function newRunId(now: number, random: () => number): string {
  const [date = '', time = ''] = new Date(now).toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const tail = Math.floor(random() * 0x10000).toString(16);
  return `${date}-${time}-${tail.padStart(4, '0')}`;
}

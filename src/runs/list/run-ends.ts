import { type EndsReader, trustPlainFolder } from '../../system/reading/file-ends.ts';
import { type JournalEnds, readJournalEnds } from '../journal/journal-reader.ts';
import type { RunEntry } from '../journal/run-folders.ts';
import { isSingleFile } from '../journal/run-paths.ts';

/**
 * The header of a run and its end, from the first and the last line of its journal. The run is in a folder that is
 * trusted. Throws `CliError`, or the system's error.
 */
export function readRunEnds({ id, path }: RunEntry, reader: EndsReader): JournalEnds {
  if (!isSingleFile(path)) trustPlainFolder(path);
  return readJournalEnds(path, id, reader);
}

import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { operationOf } from '../../operations/by-action.ts';
import { type EndsReader, trustPlainFolder } from '../../system/reading/file-ends.ts';
import { namedLines } from '../../system/reading/named-lines.ts';
import { counted } from '../../text/counted.ts';
import { tryParseJson } from '../../text/json.ts';
import { isRunId } from '../../validation/ids.ts';
import { isObject } from '../../validation/objects.ts';
import type { Summary } from '../summary.ts';
import { isEntry, isHeader } from './journal-checks.ts';
import type { JournalEntry, JournalHeader } from './journal-entries.ts';
import { RowStates } from './row-states.ts';
import type { RunEntry } from './run-folders.ts';
import { isSingleFile, journalFile, mostJournalBytes, runIdOf } from './run-paths.ts';

const BEGIN_ANEW = 'begin a new run with the original file: users already in that state stay as they are';

/** Lines of a journal that count for nothing: how many, the number of the first, and why that one does. */
interface Damage {
  readonly lines: number;
  readonly first_line: number;
  readonly why: string;
}

/** The times of the answers to a run, in ISO 8601: the first and the last by the clock. */
interface AnswerTimes {
  first: string;
  last: string;
}

export interface ReadJournal {
  readonly header: JournalHeader;
  readonly states: RowStates;
  /** The summary of its last end as it stands there; null when it was cut off. */
  readonly ended: JournalEnds['ended'];
  /** The total duration of its sessions in milliseconds, up to the last one that ended. */
  readonly worked_ms: number;
  /** The length of all complete lines in bytes; an incomplete line may follow. */
  readonly length: number;
  readonly answered: AnswerTimes;
  /** Null when all complete lines count. Otherwise, rows without a record are in doubt. */
  readonly damage: Damage | null;
}

/**
 * Reads a whole journal and skips lines that no run leaves. Throws `CliError` for another version, without a header, or
 * where it cannot be read.
 */
export async function readJournal(path: string): Promise<ReadJournal> {
  const run_id = runIdOf(path);
  let header: JournalHeader | undefined;
  let states = new RowStates(0);
  let ended: JournalEnds['ended'] = null;
  let worked_ms = 0;
  let length = 0;
  let line = 0;
  // Without an answer, the first comes after any time, and the last before.
  const answered = { first: LATEST, last: EARLIEST };
  const bad = { lines: 0, first_line: 0, why: '' };
  for await (const { offset, bytes, text } of namedLines(path, BEGIN_ANEW)) {
    line += 1;
    const entry = tryParseJson(text);
    length = offset + bytes + 1;
    if (!header) {
      header = checkedHeader(entry, path, run_id);
      states = new RowStates(header.rows, operationOf[header.action].repeatable);
      continue;
    }
    const isOurs = isEntry(entry, header);
    if (isOurs && !states.isDone(rowOf(entry))) {
      ended = replay(entry, { states, answered }, offset);
      worked_ms = ended?.duration_ms ?? worked_ms;
    } else {
      bad.first_line ||= line;
      bad.why ||= isOurs ? 'cannot be true: the row was settled before' : 'cannot be read';
      bad.lines += 1;
    }
  }
  if (!header) throw damagedError(path);
  if (bad.lines === 0) return { header, states, ended, worked_ms, length, answered, damage: null };
  // The lost lines may have recorded that a row was sent.
  states.markUnsettledInDoubt();
  return { header, states, ended: null, worked_ms, length, answered, damage: bad };
}

const [EARLIEST, LATEST] = ['', '~'];

/** Times as this program writes them are in order as texts are; with another one, nothing is known of the order. */
function addTime(times: AnswerTimes, at: unknown): void {
  const isOurs =
    typeof at === 'string' && at.length === '2026-11-28T10:00:00.000Z'.length && at.endsWith('Z');
  const [first, last] = isOurs ? [at, at] : [EARLIEST, LATEST];
  if (first < times.first) times.first = first;
  if (last > times.last) times.last = last;
}

export interface JournalEnds {
  readonly header: JournalHeader;
  /** False for one that says nothing of any row. */
  readonly hasRows: boolean;
  /** The summary of its end as it stands there; null where its last line is none, and where that was not found. */
  readonly ended: Omit<Summary, 'ledger_digest'> | null;
}

/** Reads the first and the last line of the journal of the run at `run`. Throws `CliError` as `readJournal` does. */
export function readJournalEnds(run: string, run_id: string, reader: EndsReader): JournalEnds {
  const path = journalFile(run);
  const { first, last } = reader.read(path, mostJournalBytes(run));
  if (first === null) throw damagedError(path);
  const header = checkedHeader(tryParseJson(first), path, run_id);
  const entry = last === null ? undefined : tryParseJson(last);
  const isEnd = isEntry(entry, header) && 'ended' in entry;
  return { header, hasRows: last !== first, ended: isEnd ? entry.ended : null };
}

/** The same of a run in a folder that is trusted. Throws `CliError`, or the system's error. */
export function readRunEnds({ id, path }: RunEntry, reader: EndsReader): JournalEnds {
  if (!isSingleFile(path)) trustPlainFolder(path);
  return readJournalEnds(path, id, reader);
}

/** The row that a line is about; 0 for the end of the run. */
const rowOf = (entry: JournalEntry): number =>
  'sent' in entry ? entry.sent : 'row' in entry ? entry.row : 0;

function replay(
  entry: JournalEntry,
  { states, answered }: Pick<ReadJournal, 'states' | 'answered'>,
  offset: number,
): JournalEnds['ended'] {
  if ('sent' in entry) states.markSent(entry.sent, offset, entry.late === true);
  else if ('row' in entry) {
    states.setRecord(entry.row, entry.record, offset);
    addTime(answered, entry.at);
  } else return entry.ended;
  return null;
}

function checkedHeader(entry: unknown, path: string, run_id: string): JournalHeader {
  const version = isObject(entry) ? entry['journal'] : null;
  if (version === 1 && isHeader(entry, run_id)) return entry;
  if (version === 1) throw renamedError(entry, path) ?? damagedError(path);
  if (typeof version !== 'number') throw damagedError(path);
  const hint = 'use the version of aitronos that made it';
  const message = `${path} is a journal of another version (${version}); this program reads version 1`;
  throw new CliError('JOURNAL_VERSION', EXIT.refused, message, hint);
}

/** The error for the journal of another run, whose folder or file was renamed or copied; null for any other. */
function renamedError(entry: unknown, path: string): CliError | null {
  const run_id = isObject(entry) ? entry['run_id'] : null;
  if (typeof run_id !== 'string' || !isRunId(run_id) || !isHeader(entry, run_id)) return null;
  const message = `${path} is the journal of run ${run_id}, under another name: it is not read`;
  return new CliError('JOURNAL_DAMAGED', EXIT.refused, message, `name it ${run_id} again, or take it away`);
}

const damagedError = (path: string) =>
  new CliError('JOURNAL_DAMAGED', EXIT.refused, `${path} is damaged: it cannot be read`, BEGIN_ANEW);

/** The error for a partly readable journal: nothing is sent by it before the user has checked it. */
export function damagedJournalError(
  path: string,
  { lines, first_line, why }: Damage,
  hint: string,
): CliError {
  const where = `${counted(lines, 'line')} of ${path}, from line ${first_line} on,`;
  return new CliError('JOURNAL_DAMAGED', EXIT.refused, `${where} ${why}`, hint);
}

/** The same in words. */
export const damageText = ({ lines, why }: Damage): string =>
  `${counted(lines, 'line')} of its journal ${why}`;

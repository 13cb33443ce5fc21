import { CliError, EXIT } from '../errors.ts';
import { operationOf } from '../operations/by-action.ts';
import { fileLines } from './file-lines.ts';
import type { Entry, Header } from './journal.ts';
import { RowStates } from './row-states.ts';
import type { Summary } from './summary.ts';

/** A journal as it was read. */
export interface ReadJournal {
  readonly header: Header;
  readonly states: RowStates;
  /** What the run said of itself when it last ended; null when it was cut off. */
  readonly ended: Summary | null;
  /** Milliseconds that its sessions took, up to the last one that ended. */
  readonly worked_ms: number;
  /** Where whole lines end; what follows was torn off. */
  readonly length: number;
}

/** Reads a journal whole. Throws `CliError` for one of another version, or one that was damaged in its middle. */
export async function readJournal(path: string): Promise<ReadJournal> {
  let header: Header | undefined;
  let states = new RowStates(0);
  let ended: Summary | null = null;
  let worked_ms = 0;
  let length = 0;
  for await (const { offset, text } of fileLines(path)) {
    const entry = parse(text, path);
    if (!header) {
      header = checkedHeader(entry, path);
      states = new RowStates(header.rows, operationOf[header.action].repeatable);
    } else {
      if (!isEntry(entry, header.rows)) throw damaged(path);
      ended = replay(entry, states, offset);
      worked_ms = ended?.duration_ms ?? worked_ms;
    }
    length = offset + Buffer.byteLength(text) + 1;
  }
  if (!header) throw damaged(path);
  return { header, states, ended, worked_ms, length };
}

function replay(entry: Entry, states: RowStates, offset: number): Summary | null {
  if ('sent' in entry) states.sent(entry.sent);
  else if ('row' in entry) states.recorded(entry.row, entry.record, offset);
  else return entry.ended;
  return null;
}

/** Whether a line may stand in the journal of so many rows. */
function isEntry(entry: unknown, rows: number): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  if ('ended' in entry) return isObject(entry.ended);
  if ('sent' in entry) return isRow(entry.sent, rows);
  return 'row' in entry && isRow(entry.row, rows) && 'record' in entry && isObject(entry.record);
}

const isRow = (value: unknown, rows: number) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= rows;

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path);
  }
}

function checkedHeader(entry: unknown, path: string): Header {
  const version = typeof entry === 'object' && entry !== null && 'journal' in entry ? entry.journal : null;
  if (version === 1) {
    const header = entry as Header;
    if (Object.hasOwn(operationOf, header.action)) return header;
    throw damaged(path);
  }
  const hint = 'use the version of aitronos that made it';
  const message = `${path} is a journal of another version (${version ?? 'none'}); this program reads version 1`;
  throw new CliError('JOURNAL_VERSION', EXIT.refused, message, hint);
}

const damaged = (path: string) =>
  new CliError('JOURNAL_DAMAGED', EXIT.refused, `${path} is damaged: it cannot be read`);

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerText, sha256Of } from '../../src/runs/ledger/ledger-line.ts';

/** A row of a written run; what is left out is as usual. */
export interface WrittenRow {
  readonly user_id?: string;
  readonly full_name?: string | null;
  readonly email?: string;
  readonly outcome?: 'changed' | 'unchanged' | 'recovered' | 'failed' | 'unknown' | 'not_sent';
  /** When its answer came; null for a row of which the journal says nothing. */
  readonly at?: string | null;
  /** Who went on with the run for it; absent for who began it. */
  readonly by?: string | null;
  /** Further fields of the checked row, such as `last_day`. */
  readonly row?: object;
  /** Further fields of the API's user. */
  readonly user?: object;
  /** Further fields of its newest check; absent where it was not checked. */
  readonly check?: object;
}

/** A run as an earlier call left it. */
export interface WrittenRun {
  readonly run_id?: string;
  readonly created_at?: string;
  readonly rows: readonly WrittenRow[];
  /** Further fields of the journal's first line. */
  readonly header?: object;
  /** False for a run without an end. */
  readonly ended?: boolean;
}

const RUN_ID = '20260301-120000-8000';
const ORGANIZATION = 'org_xyz789';
const ERROR = { code: 'USER_NOT_FOUND', message: 'The requested user could not be found.', status: 404 };

/** Writes a run into a state folder; returns its folder. */
export async function writeRun(state: string, run: WrittenRun): Promise<string> {
  const { run_id = RUN_ID, created_at = '2026-03-01T12:00:00.000Z', rows, ended = true } = run;
  const folder = join(state, 'runs', run_id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const rowText = jsonLines(rows.map(rowOf));
  const action = 'deactivate';
  const head = {
    journal: 1,
    run_id,
    action,
    organization_id: ORGANIZATION,
    origin: 'https://api.example.com',
  };
  const rows_sha256 = createHash('sha256').update(rowText).digest('hex');
  const header = {
    ...{ ...head, rows: rows.length, rows_sha256, columns: [], version: '0.1.0', created_at },
    ...{ by: 'usr_admin', undoes: null, ...run.header },
  };
  const entries = rows.flatMap((row, index) => entriesOf(row, index + 1, created_at, header));
  const end = { run_id, action, organization_id: ORGANIZATION, total: rows.length, ...countsOf(rows) };
  const ends = ended ? [{ ended: { ...end, duration_ms: 1000, exit_code: 0 } }] : [];
  const checks = rows.flatMap((row, index) => checkOf(row, index + 1));
  const files: Readonly<Record<string, string>> = {
    'rows.jsonl': rowText,
    'journal.jsonl': jsonLines([header, ...entries, ...ends]),
    ...(checks.length > 0 && { 'verified.jsonl': jsonLines(checks) }),
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), text, { mode: 0o600 });
  await recordRun(join(state, 'runs', 'ledger.jsonl'), run_id, files);
  return folder;
}

/** Adds the lines of the run's end, and of a check of it, to the ledger. */
async function recordRun(
  ledger: string,
  run_id: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const { 'journal.jsonl': journal = '', 'verified.jsonl': verified } = files;
  const entry = {
    ...{ run_id, at: '2026-03-01T13:00:00.000Z' },
    ...{ length: Buffer.byteLength(journal), sha256: sha256Of(journal) },
  };
  const entries = [entry, ...(verified === undefined ? [] : [{ ...entry, verified: sha256Of(verified) }])];
  const before = (await readFile(ledger, 'utf8').catch(() => '')).split('\n').slice(0, -1);
  const others = before.map((line) => JSON.parse(line)).filter((each) => each.run_id !== run_id);
  const lines: string[] = [];
  for (const each of [...others, ...entries]) {
    const last = lines.at(-1);
    lines.push(ledgerText(each, last === undefined ? null : sha256Of(last)));
  }
  await writeFile(ledger, `${lines.join('\n')}\n`, { mode: 0o600 });
}

const jsonLines = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

const idOf = ({ user_id }: WrittenRow, row: number): string =>
  user_id ?? `usr_${String(row).padStart(6, '0')}`;

const rowOf = (written: WrittenRow, index: number): object => ({
  ...{
    row: index + 1,
    line: index + 2,
    user_id: idOf(written, index + 1),
    department_id: 'dept_1',
    input: {},
  },
  ...written.row,
});

function entriesOf(
  written: WrittenRow,
  row: number,
  created_at: string,
  header: { action: string },
): object[] {
  const { outcome = 'changed', at = created_at, by } = written;
  if (at === null) return outcome === 'not_sent' ? [] : [{ sent: row }];
  const user_id = idOf(written, row);
  const isChanged = outcome === 'changed' || outcome === 'recovered';
  const { full_name = `Jane ${row}`, email = `jane.${row}@example.com` } = written;
  const account_state = isChanged || outcome === 'unchanged' ? 'deactivated' : null;
  const person = { id: user_id, full_name, email, user_name: null, account_state };
  const memberships = { role_ids: ['role_member'], department_ids: ['dept_eng001'] };
  const others = {
    organization_id: ORGANIZATION,
    invitation_link: null,
    invited_at: null,
    deactivated_at: null,
  };
  const record = {
    ...{ schema_version: 1, action: header.action, user_id, organization_id: ORGANIZATION, outcome },
    ...{
      changed: outcome === 'unknown' ? null : isChanged,
      account_state,
      transferred_to_department_id: null,
    },
    user: isChanged ? { ...person, ...memberships, ...others, ...written.user } : null,
    error: outcome === 'failed' ? ERROR : null,
    ...{ request_id: `req_${row}`, attempts: 1, duration_ms: 80 },
  };
  return [{ sent: row }, { row, at, by, record }];
}

function checkOf(written: WrittenRow, row: number): object[] {
  if (written.check === undefined) return [];
  const verified_at = '2026-03-02T08:00:00.000Z';
  const found = {
    row,
    user_id: idOf(written, row),
    verified: 'yes',
    account_state: 'deactivated',
    verified_at,
  };
  return [{ ...found, audit: null, later_run: null, ...written.check }];
}

function countsOf(rows: readonly WrittenRow[]): Record<string, number> {
  const counts: Record<string, number> = { changed: 0, unchanged: 0, recovered: 0, failed: 0 };
  const all: Record<string, number> = { ...counts, unknown: 0, not_sent: 0, not_found: 0 };
  for (const { outcome = 'changed' } of rows) all[outcome] = (all[outcome] ?? 0) + 1;
  return all;
}

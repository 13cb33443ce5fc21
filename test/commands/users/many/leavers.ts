import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../../../src/results/record.ts';
import type { Summary } from '../../../../src/runs/summary.ts';
import type { CallOptions, Ended, World } from '../../../world.ts';

/** Where the leavers work, and who takes over; the API is not asked first whether it is allowed, so that rows alone arrive. */
export const TARGET = '--org org_xyz789 --transfer-to dept_eng001 --no-check';

/** Ids of users whom a large enough sandbox holds. */
export const ids = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, index) => `usr_${String(first + index).padStart(6, '0')}`);

/** A bare list of them. */
export const list = (count: number): string => `${ids(count).join('\n')}\n`;

/** An answer of the API that did what was asked. */
export const DONE = { status: 200, body: { account_state: 'deactivated' } } as const;

/** An answer of the API that refuses. */
export const refusal = (status: number, code: string) => ({
  status,
  body: { success: false, error: { code, message: `The API says ${code}.`, type: 'client_error', status } },
});

/** Writes a file in the world's home; gives back its path. */
export async function file(world: World, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(world.home, name);
  // At once: to wait for it would take ten times the processor time.
  writeFileSync(path, content);
  return path;
}

/** Deactivates whom the text of a file names. */
export async function deactivateFrom(
  world: World,
  content: string | Uint8Array,
  more = '--yes',
  options: CallOptions = {},
): Promise<Ended> {
  const path = await file(world, 'leavers', content);
  return world.run(`users deactivate --from ${path} ${TARGET} ${more}`, options);
}

/** A run as `--json` prints it. */
export interface Answer {
  readonly summary: Summary;
  readonly results: readonly {
    readonly row: number;
    readonly user_id: string;
    readonly outcome: Outcome;
    readonly input: Readonly<Record<string, string>>;
    readonly error: { readonly code: string; readonly status: number | null } | null;
    readonly [field: string]: unknown;
  }[];
}

export const answer = ({ stdout }: Ended): Answer => JSON.parse(stdout);
export const outcomes = (ended: Ended): Outcome[] => answer(ended).results.map(({ outcome }) => outcome);
export const summary = (ended: Ended): Summary => answer(ended).summary;

/** The error that a call printed as JSON, on its last line of stderr. */
export const errorOf = ({ stderr }: Ended) => JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error;

/** What lies in the folder of all runs, also what no command lists, but for what is kept of all of them. */
export const runFolders = async (world: World): Promise<string[]> => {
  const names = await readdir(join(world.home, 'state', 'runs')).catch(() => []);
  return names.filter((name) => name !== 'ledger.jsonl' && name !== '.at-work');
};

/** The folder of the only run. */
export async function runFolder(world: World): Promise<string> {
  const [only, ...others] = await runFolders(world);
  if (only === undefined || others.length > 0) throw new Error(`not one run, but ${only} and ${others}`);
  return join(world.home, 'state', 'runs', only);
}

/** The lines of the only run's journal. */
export async function journal(world: World): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(await runFolder(world), 'journal.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Whom the requests that arrived were about, in order. */
export const asked = ({ requests }: World): string[] =>
  requests.map(({ path }) => /usr_[^/]+/.exec(path)?.[0] ?? path);

/** Interrupts a call as soon as so many requests have arrived. */
export function interruptAfter(world: World, count: number): { readonly interrupt: AbortController } {
  const interrupt = new AbortController();
  const { requests } = world;
  const push = requests.push.bind(requests);
  requests.push = (...arrived) => {
    const length = push(...arrived);
    if (length >= count) interrupt.abort();
    return length;
  };
  return { interrupt };
}

/** The next second: runs are named by the time at which they begin. */
export const later = ({ clock }: World): Promise<void> => clock.sleep(1000);

/** What is said of rows whose user the organization does not have. */
export const NOT_FOUND =
  '`aitronos users list --search <text> --org org_xyz789` finds people; `aitronos config list` shows the organization in use; a retry will not help';

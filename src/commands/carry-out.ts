import type { Context, Runs } from '../context.ts';
import { CliError, EXIT } from '../errors.ts';
import { type RunRecord, runCsv, runTable } from '../operations/record.ts';
import type { LongView } from '../output/view.ts';
import { progressText } from '../runs/progress.ts';
import type { Run } from '../runs/results.ts';
import type { OpenRun } from '../runs/session.ts';
import { countsText, type Stop, type Summary, summaryMarkdown, users } from '../runs/summary.ts';
import type { Rate } from '../values.ts';

export interface CarryOutOptions {
  readonly concurrency?: number | undefined;
  readonly rate?: Rate | undefined;
  readonly failFast?: true | undefined;
  readonly strict?: true | undefined;
}

/** Sends the rows of a run that `wanted` takes, telling how far it is, and shows what became of all its rows. Lets the run go. */
export async function carryOutRun(
  context: Context,
  run: OpenRun,
  wanted: (row: number) => boolean,
  options: CarryOutOptions,
): Promise<LongView> {
  const { clock, signal, env } = context.host;
  const concurrency = options.concurrency ?? 8;
  const runs = await context.runs();
  const limiter = runs.createLimiter({ clock, concurrency, rate: options.rate });
  const lines = context.format() === 'jsonl' ? liveLines(context, run) : null;
  const told = await follow(context, run, limiter.waiting, wanted);
  const onSettled = (record: RunRecord) => {
    told.settled(record);
    return lines?.add(record);
  };
  try {
    const { summary, stop } = await runs.carryOut(run, {
      client: await context.api(concurrency),
      clock,
      signal,
      limiter,
      concurrency,
      failFast: options.failFast === true,
      strict: options.strict === true,
      wanted,
      onSettled,
    });
    told.stop();
    await lines?.flush();
    const page = env['GITHUB_STEP_SUMMARY'];
    const trouble = page ? runs.addToPage(page, summaryMarkdown(summary)) : null;
    if (trouble !== null) await context.screen.note(trouble);
    return await endedView(runs, run, summary, stop, lines ? lines.unshown() : null);
  } finally {
    told.stop();
    lines?.stop();
    run.close();
  }
}

const LINES_MS = 20;
const LINES = 64;

/** Records as lines of JSON while the run goes on: a moment's lines in one write. */
function liveLines({ screen, host }: Context, { header, journal }: OpenRun) {
  const shown = new Uint8Array(header.rows + 1);
  let left = header.rows;
  let waiting: RunRecord[] = [];
  const flush = async () => {
    const records = waiting;
    waiting = [];
    if (records.length === 0) return;
    // Nobody is told of what a crash could make the journal forget.
    journal.write();
    await screen.records(records);
  };
  // A failure between two rows is told with the next one, or at the end.
  let last: Promise<void> = Promise.resolve();
  const flushSoon = () => {
    last = last.then(flush);
    last.catch(() => {});
  };
  const stop = host.clock.tick(LINES_MS, flushSoon);
  return {
    /** Waits when the reader is slow. */
    add(record: RunRecord): Promise<void> | undefined {
      if (shown[record.row] === 0) left -= 1;
      shown[record.row] = 1;
      waiting.push(record);
      if (waiting.length < LINES) return undefined;
      flushSoon();
      return last;
    },
    flush: () => last.then(flush),
    stop,
    /** Takes the rows that were not printed; null when all were. */
    unshown: () => (left > 0 ? (row: number) => shown[row] === 0 : null),
  };
}

const EVERY_MS = 30_000;

/** Tells how far a run is: always at a terminal, every half minute elsewhere. */
async function follow(
  context: Context,
  { header, states }: Run,
  waiting: () => ReturnType<ReturnType<Runs['createLimiter']>['waiting']>,
  wanted: (row: number) => boolean,
) {
  const { clock, stderr } = context.host;
  const progress = await context.progress();
  const started = clock.now();
  let [total, done, failed] = [0, 0, 0];
  for (let row = 1; row <= states.total; row += 1) if (wanted(row)) total += 1;
  const text = () => progressText({ total, done, failed, started, now: clock.now(), waiting: waiting() });
  const terminal = stderr.isTTY === true;
  const tell = () =>
    terminal ? progress.say(text()) : void context.screen.note(`${header.run_id}: ${text()}`);
  const stopTicking = clock.tick(terminal ? 1000 : EVERY_MS, tell);
  if (terminal) tell();
  return {
    settled: ({ outcome }: RunRecord) => {
      done += 1;
      if (outcome === 'failed' || outcome === 'unknown') failed += 1;
    },
    stop: () => {
      stopTicking();
      progress.stop();
    },
  };
}

const MOST_FAILURES = 50;

/** What a run answers when it ends: its records, what failed first of all, the counts and the next commands. */
async function endedView(
  runs: Runs,
  run: Run,
  summary: Summary,
  stop: Stop | null,
  unshown: ((row: number) => boolean) | null,
): Promise<LongView> {
  const failures = await failureLines(runs, run);
  const error = runError(summary, run.states.open(), stop);
  const { run_id, action, changed, recovered } = summary;
  const undoable = action === 'deactivate' && changed + recovered > 0;
  const undo = undoable ? [`to take it back: aitronos runs undo ${run_id}`] : [];
  return {
    ...runView(runs, run, summary, unshown),
    failures,
    notes: [`${countsText(summary)}; to see them again: aitronos runs show ${run_id}`, ...undo],
    ...(error === null ? {} : { error }),
  };
}

/** A run's summary and records. `unshown` takes those that `jsonl` has not printed yet; null when it has printed all. */
export function runView(
  { results }: Runs,
  run: Run,
  summary: Summary,
  unshown: ((row: number) => boolean) | null = () => true,
): LongView {
  const records: LongView['records'] & { readonly each: () => AsyncIterable<RunRecord> } = {
    head: { summary },
    list: 'results',
    each: () => results(run),
    rest: () => (unshown ? results(run, unshown) : nothing()),
    csv: (page) => runCsv(run.header.columns, page as readonly RunRecord[]),
    table: (page) => runTable(page as readonly RunRecord[]),
  };
  return { records };
}

async function* nothing(): AsyncGenerator<never> {}

async function failureLines({ results }: Runs, run: Run): Promise<string[]> {
  if (run.states.counts().failed + run.states.counts().unknown === 0) return [];
  const wrong = (row: number) => ['failed', 'unknown'].includes(run.states.outcome(row));
  const lines: string[] = [];
  let more = 0;
  for await (const { row, user_id, outcome, error } of results(run, wrong)) {
    const why = error ? `${error.message} (${error.code})` : 'it was sent, and no answer is known';
    if (lines.length < MOST_FAILURES) lines.push(`${outcome}: row ${row}, ${user_id}: ${why}`);
    else more += 1;
  }
  return more === 0 ? lines : [...lines, `and ${more} more`];
}

const STOPS: Readonly<Record<Stop, readonly [code: string, words: string]>> = {
  interrupted: ['INTERRUPTED', 'interrupted'],
  signed_out: ['SIGNED_OUT', 'the access token is no longer accepted'],
  api_away: ['API_AWAY', 'the API stays away'],
  fail_fast: ['FAIL_FAST', 'stopped at the first row that failed'],
};

function runError(summary: Summary, open: number, stop: Stop | null): CliError | null {
  const { run_id, total, unchanged, failed, unknown, not_sent, exit_code } = summary;
  if (exit_code === null || exit_code === EXIT.ok) return null;
  const next = `aitronos runs ${open > 0 ? 'resume' : 'retry'} ${run_id}`;
  const hint = stop === 'signed_out' ? `aitronos auth login, and then: ${next}` : next;
  if (stop !== null) {
    const [code, words] = STOPS[stop];
    return new CliError(code, exit_code, `${words}: ${open} of ${users(total)} are not done`, hint);
  }
  const wrong = failed + unknown + not_sent;
  if (wrong > 0) return new CliError('ROWS_FAILED', exit_code, `${wrong} of ${users(total)} failed`, hint);
  // Nothing else failed, so it was --strict.
  return new CliError('ROWS_FAILED', exit_code, `${unchanged} of ${users(total)} were so already`);
}

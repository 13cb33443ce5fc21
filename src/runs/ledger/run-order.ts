import { readFileSync } from 'node:fs';
import { orElse } from '../../or-else.ts';
import { ledgerFile, trustLedger } from './ledger-file.ts';

/** A run, and when it was begun, by the clock of its machine (ISO 8601). */
export interface BegunRun {
  readonly run_id: string;
  readonly created_at: string;
}

/** Something that a run did, in milliseconds since 1970. */
type Moment = BegunRun & { readonly at: number };

/** The first line that the ledger has of a run's journal: its number, and its time (ISO 8601). */
interface FirstLine {
  readonly number: number;
  readonly at: string;
  /** The number of the last line. */
  last: number;
  deleted: boolean;
}

/**
 * Which of two runs came later. Clocks are set, and those of two machines differ, but the lines of the ledger follow
 * each other: where the work on one run ended after that on another, by the lines, and before the other began, by the
 * times, a clock was wrong, and the lines count. Else the times do.
 */
export class RunOrder {
  readonly #lines: ReadonlyMap<string, FirstLine>;

  private constructor(lines: ReadonlyMap<string, FirstLine>) {
    this.#lines = lines;
  }

  /** The order by the ledger of a folder of runs; by times alone where there is none, or it is not to be believed. */
  static read(runs: string): RunOrder {
    const read = () => {
      trustLedger(runs);
      return readFileSync(ledgerFile(runs), 'utf8');
    };
    return new RunOrder(firstLines(orElse(read, '')));
  }

  /** What the ledger says of a run that is not there; null where it does not have it either. */
  fateOf(run_id: string): string | null {
    const line = this.#lines.get(run_id);
    if (line === undefined) return null;
    return line.deleted ? 'was deleted' : 'is gone: the ledger has it, and its record is not there';
  }

  /** True where a run was begun after another one. */
  isLater(run: BegunRun, other: BegunRun): boolean {
    const proved = this.proves(run, other);
    if (proved !== null) return proved;
    const isSame = run.created_at === other.created_at;
    return isSame ? run.run_id > other.run_id : run.created_at > other.created_at;
  }

  /**
   * Whether a change came after another, by their times where no clock was wrong; of two at the same moment, that of
   * the newer run did.
   */
  isAfter(one: Moment, other: Moment): boolean {
    const isNewer = one.at > other.at || (one.at === other.at && one.run_id > other.run_id);
    return this.proves(one, other) ?? isNewer;
  }

  /** True where the work on a run ended once more after the first work on another one had. */
  wentOnAfter(run_id: string, other: BegunRun): boolean {
    const [own, before] = [this.#lines.get(run_id), this.#lines.get(other.run_id)];
    return own !== undefined && before !== undefined && own.last > before.number;
  }

  /** Whether a run came later than another one where their times say otherwise; null where nothing shows that. */
  proves(run: BegunRun, other: BegunRun): boolean | null {
    if (this.#isProved(run, other)) return true;
    return this.#isProved(other, run) ? false : null;
  }

  /** True where a run came later than another one although its clock was behind. */
  isBehind(run_id: string, other: BegunRun): boolean {
    return this.#isProved({ run_id }, other);
  }

  /** The same for any of many runs, without a look at each of them. */
  behindAny(runs: readonly BegunRun[]): (run_id: string) => boolean {
    const sorted = runs
      .flatMap(({ run_id, created_at }) => {
        const number = this.#lines.get(run_id)?.number;
        return number === undefined ? [] : [{ number, created_at }];
      })
      .sort((one, other) => one.number - other.number);
    let newest = '';
    for (const run of sorted) {
      if (run.created_at > newest) newest = run.created_at;
      // What is asked is whether any of the runs so far was begun later.
      run.created_at = newest;
    }
    return (run_id) => {
      const line = this.#lines.get(run_id);
      if (line === undefined) return false;
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle]?.number ?? 0) < line.number) low = middle + 1;
        else high = middle;
      }
      return line.at < (sorted[low - 1]?.created_at ?? '');
    };
  }

  /** Of these runs those that came after another although its clock was behind, the last of them first. */
  allBehind(ids: readonly string[], run: BegunRun): string[] {
    const numberOf = (run_id: string) => this.#lines.get(run_id)?.number ?? 0;
    const later = ids.filter((run_id) => this.isBehind(run_id, run));
    return later.sort((one, other) => numberOf(other) - numberOf(one));
  }

  #isProved({ run_id }: Pick<BegunRun, 'run_id'>, other: BegunRun): boolean {
    const [own, before] = [this.#lines.get(run_id), this.#lines.get(other.run_id)];
    return (
      own !== undefined && before !== undefined && own.number > before.number && own.at < other.created_at
    );
  }
}

/** Every line names its run first, and its time behind that. What a check wrote has it too, after the run's own. */
const LINE = /^\{"run_id":"([^"]*)","at":"([^"]*)"/;

function firstLines(text: string): ReadonlyMap<string, FirstLine> {
  const found = new Map<string, FirstLine>();
  text.split('\n').forEach((line, number) => {
    const [, run_id = '', at = ''] = LINE.exec(line) ?? [];
    const first = found.get(run_id);
    const deleted = line.endsWith(',"deleted":true}');
    if (first) Object.assign(first, { last: number, deleted });
    else found.set(run_id, { number, at, last: number, deleted });
  });
  return found;
}

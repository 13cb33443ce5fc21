import type { RunsReport } from '../../../audit/report/report.ts';
import { counted, namedFirst } from '../../../text/counted.ts';

const MOST_NAMED = 10;

interface Told {
  readonly run_id: string;
  readonly remark: string;
}

/** What is to be said of runs, once for all that are alike: a clock that was wrong for weeks is one note. */
export function remarkNotes(runs: RunsReport['runs'], gaps: readonly string[]): string[] {
  const alike = new Map<string, [Told, ...Told[]]>();
  const told = new Set(gaps);
  for (const { run_id, remarks } of runs)
    for (const remark of remarks) {
      if (told.has(`run ${run_id}: ${remark}`)) continue;
      const words = withoutFigures(remark);
      const before = alike.get(words);
      if (before === undefined) alike.set(words, [{ run_id, remark }]);
      else before.push({ run_id, remark });
    }
  return [...alike.values()].map(noteOf);
}

/** The runs differ in whom they name and in how much is wrong. */
const withoutFigures = (remark: string): string =>
  remark
    .split(' ')
    .filter((word) => !/\d|usr_/.test(word))
    .join(' ');

function noteOf(told: readonly [Told, ...Told[]]): string {
  const [{ run_id, remark }] = told;
  if (told.length === 1) return `run ${run_id}: ${remark}`;
  const ids = told.map((one) => one.run_id);
  const like = told.every((one) => one.remark === remark) ? '' : ' has a remark like this';
  return `each of ${counted(told.length, 'run')} (${namedFirst(ids, MOST_NAMED)})${like}: ${remark}`;
}

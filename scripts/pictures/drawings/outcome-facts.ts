import { exitCodesTopic } from '../../../src/commands/help/exit-codes.ts';
import { ApiError, ConnectionError } from '../../../src/errors/api-errors.ts';
import { usageError } from '../../../src/errors/cli-errors.ts';
import { EXIT, type ExitCode } from '../../../src/errors/exit-codes.ts';
import { report } from '../../../src/errors/report.ts';
import type { Outcome } from '../../../src/results/record.ts';
import { runExitCode, type Stop } from '../../../src/runs/summary.ts';
import type { Colour } from './pen.ts';

/** A cause in a few words, and the exit code that the program itself gives for it. */
export interface Cause {
  readonly words: string;
  readonly exit: ExitCode;
  /** Only where an option asks for it. */
  readonly isOptional?: boolean;
}

const answered = (status: number) =>
  report(
    new ApiError({
      code: 'SAMPLE',
      message: 'a sample',
      status,
      type: null,
      details: {},
      trace_id: null,
      request_id: null,
      retry_after_s: null,
    }),
  ).exit;
const unanswered = (sent: boolean) => report(new ConnectionError('SAMPLE', 'a sample', sent)).exit;
const interrupted = report(new Error('a sample'), true).exit;

/** How a call for one user ends; an outcome that is missing here does not compile. */
export const ONE_USER: Readonly<Record<Outcome, readonly Cause[]>> = {
  changed: [{ words: 'the API confirmed it', exit: EXIT.ok }],
  recovered: [{ words: 'by a lost attempt', exit: EXIT.ok }],
  unchanged: [
    { words: 'it already was so', exit: EXIT.ok },
    {
      words: 'with --strict',
      exit: runExitCode(rows({ unchanged: 1 }), null, true),
      isOptional: true,
    },
  ],
  failed: [
    { words: 'the API refused it', exit: answered(422) },
    { words: '401, 403', exit: answered(403) },
    { words: '429, on every attempt', exit: answered(429) },
  ],
  unknown: [
    { words: 'an unreadable answer', exit: answered(200) },
    { words: 'no answer, or a 5xx', exit: unanswered(true) },
    { words: 'Ctrl-C meanwhile', exit: interrupted },
  ],
  not_sent: [
    { words: 'no connection', exit: unanswered(false) },
    { words: 'Ctrl-C before', exit: interrupted },
  ],
  not_found: [{ words: 'nobody, --missing skip', exit: runExitCode(rows({ not_found: 1 }), null, false) }],
};

/** How a call ends that has no outcome, because it came to nothing before. */
export const BEFORE: readonly Cause[] = [
  { words: 'a wrong call', exit: report(usageError('a sample')).exit },
  { words: 'no token', exit: EXIT.signIn },
];

/** How a run of many ends, by the rule that runs go by. */
export const MANY_USERS: readonly Cause[] = [
  { words: 'every row succeeded', exit: runExitCode(rows({ changed: 2 }), null, false) },
  { words: 'not one row did', exit: runExitCode(rows({ failed: 2 }), null, false) },
  { words: 'a bad row: none sent', exit: report(usageError('a sample')).exit },
  { words: 'some rows did not', exit: runExitCode(rows({ changed: 1, failed: 1 }), null, false) },
  { words: 'stopped: the token', exit: stopped('signed_out') },
  { words: 'stopped: the API is away', exit: stopped('api_away') },
  { words: 'stopped: Ctrl-C', exit: stopped('interrupted') },
];

const COLOURS: Readonly<Record<keyof typeof EXIT, Colour>> = {
  ok: 'green',
  refused: 'red',
  usage: 'magenta',
  partial: 'yellow',
  signIn: 'blue',
  tryLater: 'cyan',
  interrupted: 'dim',
};

/**
 * Every exit code with the colour in which it is drawn, and what a script should do, in the words of `help exit-codes`.
 */
export const CODES = (Object.keys(COLOURS) as (keyof typeof EXIT)[]).map((name) => ({
  code: EXIT[name],
  colour: COLOURS[name],
  advice: adviceFor(EXIT[name]) || 'interrupted',
}));

/** A run with so many rows of each outcome; those that failed were refused by the API. */
function rows(some: Partial<Record<Outcome, number>>): Parameters<typeof runExitCode>[0] {
  const none = { changed: 0, unchanged: 0, recovered: 0, failed: 0, unknown: 0, not_sent: 0, not_found: 0 };
  const counts = { ...none, ...some };
  return {
    counts: () => counts,
    countOpen: () => counts.unknown + counts.not_sent,
    countFailures: () => (counts.failed === 0 ? [] : [{ status: 422 }]),
    countUnreadable: () => [],
  };
}

function stopped(stop: Stop): ExitCode {
  return runExitCode(rows({ changed: 1, not_sent: 1 }), stop, false);
}

function adviceFor(code: ExitCode): string {
  const row = exitCodesTopic(80).csv.rows.find(([first]) => first === code);
  return String(row?.[2] ?? '');
}

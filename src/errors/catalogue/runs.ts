import { AT_SERVER, against, answering, type Entries, serving, typed } from './entry.ts';
import { ANY_TOKEN, APART, DEACTIVATE_TWO, FIRST_RUN, REACTIVATE_TWO } from './example-runs.ts';

const UNDO = `${APART} runs undo "$run" --sandbox --yes`;
const SHOW = `${APART} runs show "$run"`;
const FAILING = 'usr_nobody usr_nowhere --org org_xyz789 --sandbox --yes --no-check';
const FAIL = `${APART} users reactivate ${FAILING}`;
const UNANSWERED = `${ANY_TOKEN} users reactivate usr_abc123 usr_def456 --org org_xyz789 --yes --no-check`;

export const RUNS: Entries = {
  ROWS_FAILED: {
    exits: [1, 3, 5],
    cause:
      'the run is over, and some of its rows failed or got no answer; with --strict also: they were already in that state',
    cure: '`aitronos runs show <run>` says why; `aitronos runs retry <run>` sends them again',
    example: typed(FAIL),
  },
  FAIL_FAST: {
    exits: [1, 3, 5],
    cause: 'the run stopped at the first row that failed, as --fail-fast wants',
    cure: 'fix the cause, then `aitronos runs resume <run>`',
    example: typed(`${FAIL} --fail-fast --concurrency 1`),
  },
  API_AWAY: {
    exits: [5],
    cause: 'ten rows one after another, for at least 30 seconds, got no answer: the API stopped answering',
    cure: 'later: `aitronos runs resume <run>`',
    example: {
      lines: [
        "printf 'user_id\\n' > rows.csv; for n in $(seq 99); do echo usr_$n; done >> rows.csv",
        `${ANY_TOKEN} users reactivate --from rows.csv --org org_xyz789 --yes --no-check --retries 0 --api-url http://127.0.0.1:1`,
      ],
      takes_s: 34,
    },
  },
  WAIT_TOO_LONG: {
    exits: [5],
    cause: 'the API asks for a wait of over five minutes, or its rate limit lets nothing through for as long',
    cure: 'the message says when to try again; `aitronos runs resume <run>` continues a run',
    example: against(
      answering('a.writeHead(429, { "retry-after": 9999 }).end()'),
      `${UNANSWERED} ${AT_SERVER}`,
    ),
  },
  RUN_NOT_FOUND: {
    exits: [1],
    cause: 'no run has this id, or one that begins with it',
    cure: '`aitronos runs list` shows them all',
    example: typed('aitronos runs show 19990101'),
  },
  RUN_AMBIGUOUS: {
    exits: [1],
    cause: 'more than one run id begins with this',
    cure: 'give more of the id; `aitronos runs list` shows what each of them did',
    example: typed(DEACTIVATE_TWO, DEACTIVATE_TWO, `${APART} runs show 2`),
  },
  RUN_HELD: {
    exits: [1],
    cause: 'another process is working on this run, or has begun to apply this plan',
    cure: 'wait for it, or stop it by Ctrl-C; one that has died is recognised within a minute',
    example: against(
      serving(' --latency 9000'),
      `${UNANSWERED} ${AT_SERVER} & sleep 2`,
      FIRST_RUN,
      `${ANY_TOKEN} runs resume "$run" --yes ${AT_SERVER}`,
    ),
  },
  RUN_LOST: {
    exits: [1],
    cause:
      'this process was suspended, and another one has taken its run meanwhile, or the record of the run was moved, ' +
      'removed, cut short or replaced; nothing more was sent from here',
    cure: '`aitronos runs show <run>` shows what became of it',
    example: { none: 'it takes a process that sleeps for minutes, with its computer' },
  },
  UNDONE: {
    exits: [2],
    cause: 'the run was undone before; nothing was sent',
    cure: 'to undo it again: `aitronos runs undo <run> --again`',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, UNDO, UNDO),
  },
  NOT_UNDOABLE: {
    exits: [2],
    cause: 'this kind of run cannot be undone; the message names those that can',
    cure: '`aitronos runs list` shows which runs are of these; who was removed has to be invited again: `aitronos users invite <email>`',
    example: typed(REACTIVATE_TWO, FIRST_RUN, UNDO),
  },
  NOTHING_TO_UNDO: {
    exits: [1],
    cause: 'later runs changed all of its users again, or it is not known whom the run changed',
    cure: '`aitronos runs show <run>` shows what it did',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, REACTIVATE_TWO, UNDO),
  },
  CHANGED_LATER: {
    exits: [],
    cause: 'a row of `runs undo` that was left out: a later run changed this user',
    cure: '`aitronos users get <user>` shows how it is now',
    example: typed(
      DEACTIVATE_TWO,
      FIRST_RUN,
      `${APART} users reactivate usr_abc123 usr_zoe01 --org org_xyz789 --sandbox --yes --no-check`,
      `${UNDO} --json`,
    ),
  },
  ROWS_CHANGED: {
    exits: [1],
    cause: 'the rows of the run are not those that were checked when it began: its file was changed',
    cure: 'begin a new run with the original file; instead of an undo, `aitronos runs show <run> -o csv` lists whom it changed',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, 'echo >> "apart/runs/$run/rows.jsonl"', UNDO),
  },
  JOURNAL_DAMAGED: {
    exits: [1],
    cause: 'the journal of the run, or part of it, cannot be read or trusted',
    cure: '`aitronos runs show <run>` shows what is left, and `aitronos runs undo <run>` takes that back',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, 'echo nonsense > "apart/runs/$run/journal.jsonl"', SHOW),
  },
  JOURNAL_VERSION: {
    exits: [1],
    cause: 'another version of the program wrote the journal of this run',
    cure: 'use that version',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, `echo '{"journal":9}' > "apart/runs/$run/journal.jsonl"`, SHOW),
  },
};

import { AT_SERVER, answering, type Entries, serving } from './entry.ts';

// Folders of their own keep these runs, and the sandbox's data, apart from those that are real.
const APART = 'AITRONOS_STATE_DIR="$PWD/apart" aitronos';
const TWO = 'usr_abc123 usr_def456 --org org_xyz789 --sandbox --yes --no-check';
const DEACTIVATE = `${APART} users deactivate ${TWO} --transfer-to dept_eng001`;
const REACTIVATE = `${APART} users reactivate ${TWO}`;
const RUN = 'run="$(ls apart/runs | head -n 1)"';
const UNDO = `${APART} runs undo "$run" --sandbox --yes`;
const SHOW = `${APART} runs show "$run"`;
const FAILING = 'usr_nobody usr_nowhere --org org_xyz789 --sandbox --yes --no-check';
const AT_SANDBOX = `AITRONOS_ACCESS_TOKEN=x ${APART}`;
const FAIL = `${APART} users reactivate ${FAILING}`;
const UNANSWERED = `${AT_SANDBOX} users reactivate usr_abc123 usr_def456 --org org_xyz789 --yes --no-check`;

/** Errors about runs of many users. */
export const RUNS: Entries = {
  ROWS_FAILED: {
    exits: [1, 3, 5],
    cause:
      'the run is over, and some of its rows failed or got no answer; with --strict also: they were so already',
    cure: '`aitronos runs show <run>` says why; `aitronos runs retry <run>` sends them once more',
    example: { lines: [FAIL] },
  },
  FAIL_FAST: {
    exits: [1, 3, 5],
    cause: 'the run stopped at the first row that failed, as --fail-fast wants',
    cure: 'mend it, then `aitronos runs resume <run>`',
    example: { lines: [`${FAIL} --fail-fast --concurrency 1`] },
  },
  API_AWAY: {
    exits: [5],
    cause: 'ten rows in a row, for at least 30 seconds, got no answer: the API stays away',
    cure: 'later: `aitronos runs resume <run>`',
    example: {
      lines: [
        "printf 'user_id\\n' > rows.csv; for n in $(seq 99); do echo usr_$n; done >> rows.csv",
        `${AT_SANDBOX} users reactivate --from rows.csv --org org_xyz789 --yes --no-check --retries 0 --api-url http://127.0.0.1:1`,
      ],
      takes_s: 34,
    },
  },
  WAIT_TOO_LONG: {
    exits: [5],
    cause: 'the API asks for a wait of more than five minutes, which is not made',
    cure: 'the message says when to try again; a run goes on with `aitronos runs resume <run>`',
    example: {
      server: answering('a.writeHead(429, { "retry-after": 9999 }).end()'),
      lines: [`${UNANSWERED} ${AT_SERVER}`],
    },
  },
  RUN_NOT_FOUND: {
    exits: [1],
    cause: 'no run has this id, or begins with it',
    cure: '`aitronos runs list` shows them all',
    example: { lines: ['aitronos runs show 19990101'] },
  },
  RUN_AMBIGUOUS: {
    exits: [1],
    cause: 'more than one run begins with this',
    cure: 'give more of the id; `aitronos runs list` shows what each of them did',
    example: { lines: [DEACTIVATE, DEACTIVATE, `${APART} runs show 2`] },
  },
  JOURNALS_BROKEN: {
    exits: [3],
    cause:
      'the ledger or a journal is not as this program left it: edited, longer or shorter, gone, or put there',
    cure: 'compare the folder with a backup of it; `aitronos runs verify --journal` names each run and line',
    example: {
      lines: [
        DEACTIVATE,
        RUN,
        'echo nonsense >> "apart/runs/$run/journal.jsonl"',
        `${APART} runs verify --journal`,
      ],
    },
  },
  RUN_HELD: {
    exits: [1],
    cause: 'another process works on this run',
    cure: 'wait for it; one that is dead is found out within a minute',
    example: {
      server: serving(' --latency 9000'),
      lines: [
        `${UNANSWERED} ${AT_SERVER} & sleep 2`,
        RUN,
        `${AT_SANDBOX} runs resume "$run" --yes ${AT_SERVER}`,
      ],
    },
  },
  RUN_LOST: {
    exits: [1],
    cause:
      'this process was suspended, and another one has taken its run meanwhile; nothing more was sent from here',
    cure: '`aitronos runs show <run>` shows what became of it',
    example: { none: 'it takes a process that sleeps for minutes, with its computer' },
  },
  UNDONE: {
    exits: [2],
    cause: 'the run was undone before; nothing was sent',
    cure: 'to undo it once more: `aitronos runs undo <run> --again`',
    example: { lines: [DEACTIVATE, RUN, UNDO, UNDO] },
  },
  NOT_UNDOABLE: {
    exits: [2],
    cause: 'only deactivations and invitations can be undone, and the run is another change',
    cure: '`aitronos runs list` shows which runs are these',
    example: { lines: [REACTIVATE, RUN, UNDO] },
  },
  NOTHING_TO_UNDO: {
    exits: [1],
    cause: 'the run changed nobody, or later runs changed all of its users again',
    cure: '`aitronos runs show <run>` shows what it did',
    example: {
      lines: [`${APART} users deactivate ${FAILING} --transfer-to dept_eng001`, RUN, UNDO],
    },
  },
  CHANGED_LATER: {
    exits: [],
    cause: 'a row of `runs undo` that was left out: a later run changed this user',
    cure: '`aitronos users get <user>` shows how it is now',
    example: {
      lines: [
        DEACTIVATE,
        RUN,
        `${APART} users reactivate usr_abc123 usr_zoe01 --org org_xyz789 --sandbox --yes --no-check`,
        `${UNDO} --json`,
      ],
    },
  },
  ROWS_CHANGED: {
    exits: [1],
    cause: 'the rows of the run are not those that were checked when it began: its file was changed',
    cure: 'begin a new run with the original file',
    example: { lines: [DEACTIVATE, RUN, 'echo >> "apart/runs/$run/rows.jsonl"', UNDO] },
  },
  JOURNAL_DAMAGED: {
    exits: [1],
    cause: 'the journal of the run cannot be read, or not all of it',
    cure: '`aitronos runs show <run>` shows what is left, and `aitronos runs undo <run>` takes that back',
    example: { lines: [DEACTIVATE, RUN, 'echo nonsense > "apart/runs/$run/journal.jsonl"', SHOW] },
  },
  REPORT_INCOMPLETE: {
    exits: [3],
    cause: 'the report is made, but something of its runs cannot be read, or is not what it was',
    cure: 'the report and the error name what is missing; `aitronos runs show <run>` shows what is left',
    example: {
      lines: [
        DEACTIVATE,
        RUN,
        'echo nonsense >> "apart/runs/$run/journal.jsonl"',
        `${APART} runs report "$run"`,
      ],
    },
  },
  DIFFERS: {
    exits: [3],
    cause: 'the API was asked again, and some users are not as the run wanted',
    cure: 'the answer names them, and a later run of ours that changed them; `aitronos runs show <run>` shows what the run did',
    example: { lines: [DEACTIVATE, RUN, REACTIVATE, `${APART} runs verify "$run" --sandbox`] },
  },
  NOT_VERIFIED: {
    exits: [5],
    cause: 'the API was to be asked again, and does not say of some users how they are',
    cure: 'later: `aitronos runs verify <run>`',
    example: {
      server: answering(
        'q.method === "POST" ? a.setHeader("content-type", "application/json").end(`{"account_state":"deactivated"}`) : a.writeHead(503).end()',
      ),
      lines: [
        `${AT_SANDBOX} users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --verify ${AT_SERVER}`,
      ],
    },
  },
  JOURNAL_VERSION: {
    exits: [1],
    cause: 'another version of the program wrote the journal of this run',
    cure: 'use that version',
    example: { lines: [DEACTIVATE, RUN, `echo '{"journal":9}' > "apart/runs/$run/journal.jsonl"`, SHOW] },
  },
};

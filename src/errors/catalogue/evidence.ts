import { AT_SERVER, against, answering, type Entries, typed } from './entry.ts';
import { ANY_TOKEN, APART, DEACTIVATE_TWO, FIRST_RUN, REACTIVATE_TWO } from './example-runs.ts';

/** Errors about what proves a run: its journal, the ledger, what the API answers later, and the report. */
export const EVIDENCE: Entries = {
  JOURNALS_BROKEN: {
    exits: [3],
    cause:
      'the ledger or a journal is not as this program left it: edited, longer or shorter, gone, or put there',
    cure: 'compare the folder with a backup of it; `aitronos runs verify --journal` names each run and line',
    example: typed(
      DEACTIVATE_TWO,
      FIRST_RUN,
      'echo nonsense >> "apart/runs/$run/journal.jsonl"',
      `${APART} runs verify --journal`,
    ),
  },
  REPORT_INCOMPLETE: {
    exits: [3],
    cause: 'the report is made, but part of its runs cannot be read, or was changed',
    cure:
      'the report and the error name what is missing; `aitronos runs verify --journal` compares the ledger ' +
      'with every journal, `aitronos runs show <run>` shows what is left',
    example: typed(
      DEACTIVATE_TWO,
      FIRST_RUN,
      'echo nonsense >> "apart/runs/$run/journal.jsonl"',
      `${APART} runs report "$run"`,
    ),
  },
  DIFFERS: {
    exits: [3],
    cause: 'the API was asked again, and some users are not as the run wanted',
    cure: 'the answer names them, and a later run that changed them; `aitronos runs show <run>` shows what the run did',
    example: typed(DEACTIVATE_TWO, FIRST_RUN, REACTIVATE_TWO, `${APART} runs verify "$run" --sandbox`),
  },
  NOT_VERIFIED: {
    exits: [5],
    cause: 'the API does not say how some users are now; or the change was not recorded',
    cure: 'later, or signed in as a user who may read what the message names: `aitronos runs verify <run>`',
    example: against(
      answering(
        'q.method === "POST" ? a.setHeader("content-type", "application/json").end(`{"account_state":"deactivated"}`) : a.writeHead(503).end()',
      ),
      `${ANY_TOKEN} users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --verify ${AT_SERVER}`,
    ),
  },
};

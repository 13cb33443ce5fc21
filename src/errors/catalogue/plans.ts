import { PLAN_AGAIN } from '../cli-errors.ts';
import { type Entries, IN_SANDBOX, typed } from './entry.ts';
import { APART } from './example-runs.ts';

const PLAN = `${APART} users deactivate usr_abc123 ${IN_SANDBOX} --transfer-to dept_eng001 --plan plan.json`;
const apply = (more = '', file = 'plan.json'): string => `${APART} runs apply ${file} --sandbox --yes${more}`;

export const PLANS: Entries = {
  BAD_PLAN: {
    exits: [2],
    cause: 'the file is not a plan, or only part of one; the message says what is wrong',
    cure: 'name the file that --plan wrote, as it was',
    example: typed("echo '{}' > plan.json", apply()),
  },
  PLAN_VERSION: {
    exits: [2],
    cause: 'another version of the program wrote the plan, in a form that this one does not know',
    cure: `apply it with that version, or ${PLAN_AGAIN}`,
    example: typed(`echo '{"schema_version":9,"rows":[],"digest":""}' > plan.json`, apply()),
  },
  PLAN_EDITED: {
    exits: [2],
    cause: 'the content of the plan does not match its digest: it was edited after it was written',
    cure: PLAN_AGAIN,
    example: typed(PLAN, 'sed s/usr_abc123/usr_def456/ plan.json > other.json', apply('', 'other.json')),
  },
  PLAN_DIGEST: {
    exits: [2],
    cause: 'the plan is not the one whose digest --digest names',
    cure: 'apply the file that was approved, or have this one approved',
    example: typed(PLAN, apply(' --digest sha256:$(printf %064d 0)')),
  },
  PLAN_AGE: {
    exits: [2],
    cause: 'the plan is older than --max-age, or by this clock not made yet',
    cure: PLAN_AGAIN,
    example: { lines: [PLAN, 'sleep 2', apply(' --max-age 1s')], takes_s: 3 },
  },
  PLAN_DRIFT: {
    exits: [2],
    cause:
      'users changed since it was planned: removed, deactivated, reactivated, given other roles; also a row of a run that --drift skip left out',
    cure: `look at them, and ${PLAN_AGAIN}; or --drift skip`,
    example: typed(PLAN, `${APART} users remove usr_abc123 ${IN_SANDBOX} --yes`, apply()),
  },
  OTHER_ORGANIZATION: {
    exits: [2],
    cause: 'the plan is for another organization than --org or AITRONOS_ORG',
    cure: 'leave --org out (or unset AITRONOS_ORG), or apply a plan of that organization',
    example: typed(PLAN, apply(' --org org_other')),
  },
  FOUR_EYES: {
    exits: [2],
    cause: 'with --four-eyes: who planned it is signed in now, or one of the two is not known',
    cure: 'sign in as another user, with a token of that user',
    example: typed(PLAN, apply(' --four-eyes')),
  },
};

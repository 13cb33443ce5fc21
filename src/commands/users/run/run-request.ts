import type { OpenPlan } from '../../../approval/reading/read-plan.ts';
import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Keep, RowSchema, RowsRead } from '../../../runs/input/rows.ts';
import type { RunDraft } from '../../../runs/input/run-draft.ts';
import type { PlanFacts, RunFacts } from '../../../runs/journal/journal-entries.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import type { Limiter } from '../../../runs/rate-limit/gate.ts';
import type { ExecuteRunOptions } from '../../runs/execution/execute.ts';
import type { ReadingFlags } from '../change/reading-flags.ts';
import type { OneOptions } from '../change/run-one.ts';
import type { ProtectList } from '../guards/protected-users.ts';
import type { PlanFlags } from '../plan/plan-flags.ts';

export interface RunOptions extends OneOptions, ExecuteRunOptions, ReadingFlags, PlanFlags {
  readonly from?: string | undefined;
  /** `50`, or `10%` of the active members. */
  readonly max?: string | undefined;
  readonly protect?: string | undefined;
}

/** True for a call that is to change users, and not to check, show or plan that. */
export const makesChange = ({ dryRun, check, plan }: RunOptions): boolean =>
  !dryRun && check !== true && plan === undefined;

/** A request to run an operation for many users, as it was given: people, or a plan whose rows these are. */
export type GivenRequest = RunOptions & {
  /** The organization: its id, or its name. */
  readonly organization: string;
  /** The same as it was typed. */
  readonly org?: string | undefined;
} & (
    | { readonly people: GivenPeople; readonly applied?: undefined }
    | { readonly people?: undefined; readonly applied: AppliedPlan }
  );

/** A plan that a run carries out. */
export interface AppliedPlan {
  /** The name of its file in messages. */
  readonly name: string;
  readonly plan: OpenPlan;
  readonly facts: PlanFacts & Pick<RunFacts, 'reason' | 'ticket' | 'time_zone'>;
  /** Whether the signed-in user has to be another one than who planned it. */
  readonly fourEyes: boolean;
  /** Whether users who changed since are left out. */
  readonly skipsDrift: boolean;
  /** Refuses another organization that was given by its name. Throws `CliError` (usage). */
  readonly refuseOtherName: () => Promise<void>;
  /** Begins its run, unless another process began one meanwhile. */
  readonly beginOnce: (begin: () => Promise<OpenRun>) => Promise<OpenRun>;
}

/** The people of a file, or of the line, and how they are read. */
interface GivenPeople {
  /** The users given as arguments, in the absence of `from`. */
  readonly typed: readonly string[];
  readonly schema: RowSchema;
  readonly forAll: ForAllRows;
}

/** The same once its organization is known. */
type RunRequest = GivenRequest & { readonly organization_id: string };

/** The departments and roles given by options for all rows that name none; `option` holds the departments. */
export interface ForAllRows {
  readonly option: string;
  readonly departments: readonly string[];
  /** Those of `--role`. */
  readonly roles?: readonly string[];
}

/** The things that the steps before the first request may use. */
export interface GivenSetup {
  readonly context: Context;
  readonly operation: Operation;
  readonly request: GivenRequest;
  /** Holds the checked rows until the run starts. */
  readonly draft: RunDraft;
  readonly limiter: Limiter;
}

/** The things that every later step of a run may use. */
export interface RunSetup extends GivenSetup {
  readonly request: RunRequest;
}

export interface RunInput {
  /** The input's name in messages: the file, or `arguments`. */
  readonly name: string;
  /** Reads and checks the rows; `keep` receives each good one. */
  readonly readRows: (keep: Keep) => Promise<RowsRead>;
  /** Who is protected, as it is written; the rules are not looked up yet. */
  readonly protectList: ProtectList;
}

import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { RowSchema } from '../../../runs/input/rows.ts';
import type { RunDraft } from '../../../runs/input/run-draft.ts';
import type { Limiter } from '../../../runs/rate-limit/gate.ts';
import type { ExecuteRunOptions } from '../../runs/execution/execute.ts';
import type { OneOptions } from '../change/run-one.ts';

/** The options that every verb with a run of many users has. */
export interface RunOptions extends OneOptions, ExecuteRunOptions {
  readonly from?: string | undefined;
  readonly max?: number | undefined;
  readonly protect?: string | undefined;
}

/** What is asked of a run of many users. */
export interface RunRequest extends RunOptions {
  readonly organization_id: string;
  /** The users on the command line, where there is no `from`. */
  readonly typed: readonly string[];
  readonly schema: RowSchema;
  readonly forAll: ForAllRows;
}

/** The departments that an option names for all rows which name none. */
export interface ForAllRows {
  readonly option: string;
  readonly departments: readonly string[];
}

/** What every step of a run may use. */
export interface RunSetup {
  readonly context: Context;
  readonly operation: Operation;
  readonly request: RunRequest;
  /** Where the checked rows lie until the run starts. */
  readonly draft: RunDraft;
  readonly limiter: Limiter;
}

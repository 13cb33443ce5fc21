import type { OpenPlan } from '../../../approval/reading/read-plan.ts';
import type { PlanFacts, RunFacts } from '../../../runs/journal/journal-entries.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';

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

import type { Context } from '../../../cli/context.ts';
import { ciJob } from '../../../runs/ci-job.ts';
import { RunDraft } from '../../../runs/input/run-draft.ts';
import type { RunFacts } from '../../../runs/journal/journal-entries.ts';
import { newRunId } from '../../../runs/journal/run-paths.ts';
import { createRun, type OpenRun } from '../../../runs/lifecycle.ts';
import { runsFolder } from '../../../system/folders.ts';
import { version } from '../../../version.ts';
import { signedInUser } from '../../users/guards/self.ts';

/**
 * Runs `work` with a draft for the rows of a new run, and deletes the draft unless `beginRun` made a run of it: at once
 * where `work` fails, else at the end of the call, because a dry run reads the rows while it is printed.
 */
export async function withRunDraft<T>(context: Context, work: (draft: RunDraft) => Promise<T>): Promise<T> {
  const { clock, random } = context.environment;
  const draft = new RunDraft(runsFolder(context.environment), newRunId(clock.now(), random), context.secrets);
  try {
    const done = await work(draft);
    context.atEnd(async () => draft.discard());
    return done;
  } catch (error) {
    draft.discard();
    throw error;
  }
}

/** Makes a run of the rows of a draft. `by`: the signed-in user as the API named them; otherwise the token's. */
export async function beginRun(context: Context, draft: RunDraft, facts: RunFacts): Promise<OpenRun> {
  const { environment } = context;
  const origin = { origin: context.origin(), version, ci: ciJob(environment.env, context.secrets) };
  return createRun(draft, { ...facts, ...origin, by: facts.by ?? signedInUser(context) }, environment);
}

import type { Context } from '../../../cli/context.ts';
import { DEFAULTS } from '../../../defaults.ts';
import { distanceText, spanText } from '../../../text/durations.ts';
import type { ExecuteRunOptions } from './execute.ts';

// The assumed duration of a request in milliseconds; a rate limit of the API only prolongs a run.
const REQUEST_MS = 200;

/**
 * Checks before the confirmation of a run that there is a credential, and notes when it expires before that
 * many requests are made and cannot be refreshed. Throws `CliError` (exit 4) when there is none.
 */
export async function checkCredential(
  context: Context,
  requests: number,
  options: Pick<ExecuteRunOptions, 'concurrency' | 'rate'>,
): Promise<void> {
  const { expires_at, session } = await context.credential();
  if (expires_at === null || session?.renewable) return;
  const now = context.environment.clock.now();
  const needed_ms = estimateDuration(requests, options);
  if (expires_at - now >= needed_ms) return;
  const ends = expires_at > now ? 'expires' : 'expired';
  await context.io.note(
    `the access token ${ends} ${distanceText(expires_at, now)} and cannot be renewed; the run takes about ${spanText(needed_ms / 1000)}: ` +
      'it stops when the API refuses the token, and `aitronos runs resume` continues with another',
  );
}

function estimateDuration(
  requests: number,
  { concurrency = DEFAULTS.concurrency, rate }: Parameters<typeof checkCredential>[2],
): number {
  const alone = (requests * REQUEST_MS) / concurrency;
  return rate === undefined ? alone : Math.max(alone, (requests / rate.count) * rate.per_ms);
}

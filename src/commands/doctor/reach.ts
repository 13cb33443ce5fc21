import type { Context } from '../../cli/context.ts';
import { addressPathHint } from '../../errors/hints.ts';
import { waitText } from '../../text/durations.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';

/** The `Date` header has whole seconds and answers take time, so small differences are normal. */
const LARGEST_SKEW_S = 60;

/** Diagnoses whether the API answers and whether its clock agrees with this machine's. */
export async function diagnoseReach(
  context: Context,
): Promise<{ readonly reached: boolean; readonly found: Diagnosis[] }> {
  const { environment, inSandbox, need } = context;
  try {
    const address = inSandbox ? 'the sandbox' : need('api-url');
    const client = inSandbox ? await context.api() : await context.apiAs(need('api-url'), null);
    const { status, duration_ms, now } = await client.health.reach({ signal: environment.signal });
    const words = `${address} answered HTTP ${status} in ${Math.round(duration_ms)} ms`;
    const path = addressPathHint({ code: '', status }, () => (inSandbox ? null : need('api-url')));
    const api = diagnoseStatus(status, words, path);
    return { reached: true, found: [api, diagnoseClock(now, environment.clock.now())] };
  } catch (error) {
    environment.signal.throwIfAborted();
    return {
      reached: false,
      found: [failedResult('api', error), warningResult('clock', 'not compared: no answer', null)],
    };
  }
}

/** Any answer will do for which an API can have a reason; one that leads elsewhere or means nothing is not its own. */
function diagnoseStatus(status: number, words: string, path: string | null): Diagnosis {
  if (status >= 300 && status < 400)
    return { check: 'api', result: 'failed', detail: words, cure: NO_REDIRECT };
  if (!isOfApi(status)) return { check: 'api', result: 'failed', detail: words, cure: ANOTHER };
  const cure = status < 500 ? path : 'try again later';
  return cure === null ? okResult('api', words) : warningResult('api', words, cure);
}

const NO_REDIRECT = 'set --api-url to the address of the API itself: redirects are not followed';
const ANOTHER =
  'something other than the API may answer there; `aitronos config list` shows which address is used';

/** True for a status with a meaning for a call of an API: done, refused, or not now. */
export const isOfApi = (status: number): boolean =>
  (status >= 200 && status < 300) || (status >= 400 && status < 600);

function diagnoseClock(theirs: number | null, ours: number): Diagnosis {
  if (theirs === null) return okResult('clock', 'not compared: the answer has no Date');
  // Their time of day is told in whole seconds: it lies half a second later, as far as is known.
  const skew_s = Math.round((ours - theirs - 500) / 1000);
  const words = `${waitText(Math.abs(skew_s))} ${skew_s < 0 ? 'behind' : 'ahead of'} the API`;
  if (Math.abs(skew_s) <= LARGEST_SKEW_S)
    return okResult('clock', skew_s === 0 ? 'agrees with the API' : words);
  const cure = 'set the clock of this machine: tokens and certificates are judged by it';
  return warningResult('clock', words, cure);
}

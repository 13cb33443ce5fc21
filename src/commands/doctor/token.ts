import type { Me } from '../../api/account.ts';
import type { Context } from '../../cli/context.ts';
import { addressPathHint, cureByVariable } from '../../errors/hints.ts';
import { report } from '../../errors/report.ts';
import { distanceText } from '../../text/durations.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';
import { isOfApi } from './reach.ts';

/** Diagnoses the credential: its source, its user and its expiry. The API is asked where it can be reached. */
export async function diagnoseToken(context: Context, reached: boolean): Promise<Diagnosis> {
  const { environment } = context;
  try {
    const { source, kind } = await context.credential();
    const who = reached
      ? await (await context.api()).account.me({ signal: environment.signal, retries: 0 })
      : null;
    // Read after the request, because the request may have refreshed the token.
    const { expires_at } = (source === 'stored' && context.storedSession()) || { expires_at: null };
    const told = (await context.credential()).expires_at;
    const end = expires_at === null ? told : Date.parse(expires_at);
    const user = userName(who);
    const what = kind === 'api_key' ? 'an API key' : 'an access token';
    const from = `from ${place(context, source)}`;
    const detail = `${what}${user} ${from}${expiryText(end, environment.clock.now())}`;
    if (!reached) return warningResult('token', `${detail}; not tried: the API cannot be reached`, null);
    if (kind !== 'api_key' && user === '')
      return warningResult('token', `${detail}; GET /v1/user/me does not say whose it is`, null);
    return okResult('token', detail);
  } catch (error) {
    environment.signal.throwIfAborted();
    return diagnoseFailure(context, error);
  }
}

function diagnoseFailure(context: Context, error: unknown): Diagnosis {
  const { code, status, message, hint } = report(error).body;
  const address = () => (context.inSandbox ? null : context.need('api-url'));
  const cure = addressPathHint({ code, status }, address) ?? hint;
  // An API key may be valid without belonging to a user, so of refusals only a 401 proves it invalid.
  if (status !== null && status !== 401 && status >= 400 && isOfApi(status))
    return warningResult('token', `GET /v1/user/me: ${message}`, cure);
  const failed = failedResult('token', error);
  const variable = context.credentialVariable;
  if (variable === undefined || failed.cure === null) return failed;
  return { ...failed, cure: cureByVariable(failed.cure, variable) };
}

const place = (context: Context, source: string) =>
  source === 'stored' ? `profile ${context.profile()}` : source === 'sandbox' ? 'the sandbox' : source;

function userName(me: Me | null): string {
  const known = me?.email ?? me?.id ?? null;
  return known === null ? '' : ` of ${known}`;
}

function expiryText(end: number | null, now: number): string {
  if (end === null) return '';
  return `, ${end > now ? 'valid until' : 'expired'} ${new Date(end).toISOString()} (${distanceText(end, now)})`;
}

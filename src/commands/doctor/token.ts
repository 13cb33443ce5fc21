import type { Context } from '../../cli/context.ts';
import { report } from '../../errors/report.ts';
import { distanceText } from '../../text/durations.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';

type Me = { readonly id?: unknown; readonly email?: unknown };

/** Who asks, by which token and until when; the API is asked where it can be reached. */
export async function diagnoseToken(context: Context, reached: boolean): Promise<Diagnosis> {
  const { environment } = context;
  try {
    const { source, kind } = await context.credential();
    const who = reached
      ? await (await context.api()).account.me({ signal: environment.signal, retries: 0 })
      : null;
    // Asking may have renewed it.
    const { expires_at } = (source === 'stored' && context.storedSession()) || { expires_at: null };
    const told = (await context.credential()).expires_at;
    const end = expires_at === null ? told : Date.parse(expires_at);
    const words = [
      kind === 'api_key' ? 'an API key' : 'an access token',
      `from ${place(context, source)}`,
      name(who),
    ];
    const detail = `${words.filter((word) => word !== '').join(' ')}${ends(end, environment.clock.now())}`;
    if (!reached) return warningResult('token', `${detail}; not tried: the API cannot be reached`, null);
    return okResult('token', detail);
  } catch (error) {
    environment.signal.throwIfAborted();
    const { status, message, hint } = report(error).body;
    // A key may be good although it belongs to nobody who could be asked for.
    if (status !== null && status !== 401) return warningResult('token', `GET /v1/user/me: ${message}`, hint);
    return failedResult('token', error);
  }
}

const place = (context: Context, source: string) =>
  source === 'stored' ? `profile ${context.profile()}` : source === 'sandbox' ? 'the sandbox' : source;

function name(me: Me | null): string {
  const known = [me?.email, me?.id].find((text) => typeof text === 'string');
  return known === undefined ? '' : `of ${known}`;
}

function ends(end: number | null, now: number): string {
  if (end === null) return '';
  return `, ${end > now ? 'good until' : 'ended'} ${new Date(end).toISOString()} (${distanceText(end, now)})`;
}

import { ApiError, ConnectionError } from '../errors/api-errors.ts';
import { reason } from '../errors/reason.ts';
import { isLastingRefusal } from '../errors/retryable.ts';

const USED_ELSEWHERE =
  '; a refresh token works only once, so using a copy of these credentials elsewhere ends this one';

// A refresh token can be used once, and the answer with the next one was lost.
const spentTokenHint = (unheard: string) =>
  `; an attempt before this one ${unheard}: the API may have renewed the token then, and the new one was lost on the way. Sign in again`;

/** The API rejected the refresh token. `unheard`: what became of an attempt before that may have spent it. */
export function refusedError(profile: string, error: ApiError, unheard: string | null): ApiError {
  const guess = unheard === null ? USED_ELSEWHERE : spentTokenHint(unheard);
  // One that lay unused for too long was used nowhere else.
  const why = `${error.message} (${error.code})${error.code === 'TOKEN_EXPIRED' ? '' : guess}`;
  return sessionEndedError(
    `the API did not renew the access token of profile ${profile}, which is signed out now: ${why}`,
    error,
  );
}

/** The request was not sent, because it has no token; it may be sent later. */
export function notRenewedError(error: unknown): ConnectionError {
  const code = isLastingRefusal(error) ? ` (${error.code})` : '';
  const message = `the access token could not be renewed: ${reason(error)}${code}`;
  return new ConnectionError('NOT_RENEWED', message, false, { cause: error });
}

/** The session is over: there is no token until the user signs in again. */
export function sessionEndedError(message: string, cause?: ApiError): ApiError {
  return new ApiError({
    code: 'SESSION_ENDED',
    message,
    status: 401,
    type: cause?.type ?? null,
    trace_id: cause?.trace_id ?? null,
    request_id: cause?.request_id ?? null,
  });
}

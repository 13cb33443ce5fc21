import { type Auth, type LoginAnswer, readTokens, type Tokens } from '../api/auth.ts';
import { ApiError } from '../errors/api-errors.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { reason } from '../errors/reason.ts';
import type { Questions } from '../output/questions/questions.ts';
import { cutText } from '../text/cut.ts';

export interface SignIn {
  readonly auth: Auth;
  readonly ask: Questions;
  readonly email: string;
  readonly password: string;
  readonly signal: AbortSignal;
}

const TRIES = 3;
const RESEND = 'resend';
const MOST_REASON_BYTES = 200;
const QUESTION = `Code from the e-mail (four digits; ${RESEND} sends another)`;

/**
 * From the password to the tokens: the API sends a code by e-mail, and the user is asked for it, three times at
 * most. A wrong password is sent once. Throws `ApiError`, `ConnectionError`, and `CliError` (exit 4) when every
 * code was refused.
 * https://docs.aitronos.com/docs/documentation/auth/login-flow
 */
export async function signIn(options: SignIn): Promise<Tokens> {
  const { ask } = options;
  let sent = await sendCode(options);
  let tries = TRIES;
  let trouble = '';
  while (tries > 0) {
    if (typeof sent !== 'string') return sent;
    const answer = await ask.secret(trouble === '' ? QUESTION : `${trouble}. ${QUESTION}`);
    // Mails set blanks or dashes between the digits.
    const typed = answer.replace(/[\s\p{Pd}]/gu, '');
    if (typed === RESEND) {
      sent = await sendCode(options);
      tries = TRIES;
      trouble = 'Another code is on its way';
    } else if (/^\d{4}$/.test(typed)) {
      const verified = await verify(options, sent, typed);
      if (typeof verified !== 'string') return verified;
      trouble = verified;
      tries--;
    } else {
      trouble = 'That is not a four-digit code; it was not sent';
    }
  }
  const hint = 'start again with `aitronos auth login`: another code is sent';
  const message = `no code was accepted in ${TRIES} tries: nothing was stored. ${trouble}`;
  throw new CliError('CODE_REFUSED', EXIT.signIn, message, hint);
}

/** Sends the password. Gives back the key of the code that was sent by e-mail, or tokens where no code is needed. */
async function sendCode({ auth, email, password, signal }: SignIn): Promise<string | Tokens> {
  const answer: LoginAnswer = await auth.login({ email_or_username: email, password }, { signal });
  if (typeof answer?.email_key === 'string') return answer.email_key;
  // Throws an error in words when there is no token either.
  return readTokens(answer);
}

/** Sends the code. Gives back tokens, or in words why the API refused it. */
async function verify(options: SignIn, email_key: string, code: string): Promise<string | Tokens> {
  return options.auth
    .verify({ email_key, verification_code: Number(code) }, { signal: options.signal })
    .catch((error: unknown) => {
      if (!(error instanceof ApiError) || !REFUSALS.includes(error.status)) throw error;
      const expired = /EXPIRED/i.test(error.code) || /expired/i.test(error.message);
      // It may refuse for another reason than the code, such as an address that is not allowed.
      return expired
        ? 'The code has expired'
        : `The API refused the code: ${cutText(reason(error), MOST_REASON_BYTES)}`;
    });
}

// The API's pages do not say which of these statuses a wrong code gets.
const REFUSALS: readonly number[] = [400, 401, 403, 404, 410, 422];

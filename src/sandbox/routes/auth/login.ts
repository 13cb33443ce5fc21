import { sendCode } from '../../auth/codes.ts';
import { checkPassword } from '../../auth/passwords.ts';
import { jsonAnswer } from '../../json-answer.ts';
import { readBody, readText, refuseUnknownFields } from '../request-body.ts';
import type { Route } from '../route.ts';

/**
 * Unknown fields are refused, as documented for all of signing in:
 * https://docs.aitronos.com/docs/api-reference/authentication
 * Our choice: this address sends the code again as well, since no page names one for it.
 */
export const login: Route = {
  at: 'POST /v1/auth/login',
  page: 'https://docs.aitronos.com/docs/documentation/auth/login-flow',
  open: true,
  answer: async ({ c, organization, signingIn, clock }) => {
    const body = await readBody(c);
    refuseUnknownFields(body, ['email_or_username', 'password']);
    const { id, email } = checkPassword(
      organization,
      readText(body, 'email_or_username'),
      readText(body, 'password'),
    );
    const email_key = await sendCode(signingIn.store, id, clock.now());
    // The message and the name of the next step are our choice.
    const message = 'A verification code was sent to your e-mail address.';
    return jsonAnswer(c, {
      success: true,
      message,
      email_key,
      email,
      requires_verification: true,
      next_step: 'verify',
    });
  },
};

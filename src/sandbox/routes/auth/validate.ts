import { findCaller } from '../../auth/authentication.ts';
import { jsonAnswer } from '../../json-answer.ts';
import { Refusal } from '../../refusal.ts';
import type { Route } from '../route.ts';

/** Always 200, also for a token that is not accepted. */
export const validate: Route = {
  at: 'GET /v1/auth/validate',
  page: 'https://docs.aitronos.com/docs/api-reference/authentication/validate-token',
  open: true,
  answer: ({ c, signingIn: { sessions }, clock }) => {
    try {
      findCaller(c, sessions, clock.now());
      return jsonAnswer(c, { is_valid: true, error: null, requires_reconnect: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Our choice: the error is the code with which any other endpoint would refuse the token.
      return jsonAnswer(c, { is_valid: false, error: error.code, requires_reconnect: true });
    }
  },
};

import fc from 'fast-check';
import type { Step } from '../scripted-server.ts';
import { ANSWERS, type Answer, answersWith, bent } from './hostile-answers.ts';

/** Handed out by the endpoints that sign in and renew, and never said by anybody else. */
const FRESH = 'fresh-9c1d4e7a2b5f8063aa17';
const NEXT = 'next-5b8e0f3a6c2d9471bb28';
const EMAIL_KEY = 'mailed-1a2b3c4d5e6f7081cc39';

/** What may not be said. */
export const HANDED_OUT = [FRESH, NEXT, EMAIL_KEY];

const USER = { id: 'usr_abc123', email: 'jane@example.com' };

/** What these endpoints may well answer. */
const SHAPES: readonly unknown[] = [
  { success: true, message: 'Sent.', email_key: EMAIL_KEY, requires_verification: true },
  { success: true, message: 'Sent.', email_key: EMAIL_KEY, email: 'jane@example.com' },
  { access_token: FRESH, refresh_token: NEXT, expires_in: 3600, user: USER },
  { token: FRESH, refreshToken: NEXT },
  { token: FRESH },
  { access_token: FRESH, refresh_token: FRESH, expires_in: 1e300, user: { ...USER, id: 'usr_other' } },
  {
    success: false,
    error: { code: 'VERIFICATION_CODE_INVALID', message: `No: ${FRESH}`, details: { token: NEXT } },
  },
  { error: { code: 'INVALID_REFRESH_TOKEN', message: 'It is unknown.', trace_id: NEXT } },
  { error: { code: FRESH, message: NEXT, type: FRESH, details: { problems: [FRESH] } } },
];

const BODIES = fc.oneof(
  { weight: 6, arbitrary: bent(SHAPES) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['', 'null', '[]', `"${FRESH}"`, `<html>${FRESH}</html>`, `{"access_token":"${FRESH}`],
      ...[`{"access_token":"${FRESH}"}${NEXT}`, `token=${FRESH}&refresh_token=${NEXT}`],
      ...[`{"token":"${FRESH}","refresh_token":"${'x'.repeat(100_000)}"}`, `{"token":"${FRESH}\\u001b[2J"}`],
      ...[`{"token":" ${FRESH} "}`, `{"token":"${FRESH}\\n"}`, `{"token":["${FRESH}"]}`, '{"token":"e"}'],
      ...[`{"__proto__":{"token":"${FRESH}"}}`, '{"token":"__proto__"}', '{"email_key":""}'],
      `{"email_key":"${EMAIL_KEY}\\u001b]52;c;aGk=\\u0007","message":"\\u001b[2J"}`,
    ),
  },
);

/** Headers that hand out tokens too. */
const HEADERS = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  {},
  { location: `https://example.com/?token=${FRESH}` },
  { 'set-cookie': `session=${FRESH}` },
  { 'x-request-id': 'req_1', 'x-refresh-token': NEXT },
);

const SIGN_INS = fc
  .tuple(answersWith(BODIES), HEADERS)
  .map(([answers, headers]) => answers.map((answer) => withHeaders(answer, headers)));

const withHeaders = (answer: Answer, headers: Readonly<Record<string, string>>): Answer =>
  typeof answer === 'string' ? answer : { ...answer, headers: { ...answer.headers, ...headers } };

const SENT: Answer = { status: 200, body: { success: true, email_key: EMAIL_KEY } };
const GRANTED: Answer = { status: 200, body: { access_token: FRESH, refresh_token: NEXT, expires_in: 3600 } };
const EXPIRED: Answer = {
  status: 401,
  body: { error: { code: 'TOKEN_EXPIRED', message: 'It has expired.' } },
};

/** What such an API answers where tokens are handed out, and everywhere else; the last answer of each is repeated. */
export interface Api {
  readonly auth: readonly Answer[];
  readonly others: readonly Answer[];
}

/** An API that is signed in to: it answers as it should at first, then as it should not. */
export const SIGNING_IN: fc.Arbitrary<Api> = fc
  .record({ first: fc.constantFrom([], [SENT], [SENT, GRANTED]), later: SIGN_INS, others: ANSWERS })
  .map(({ first, later, others }) => ({ auth: [...first, ...later], others }));

/** An API that says a few times that a token has expired, and hands out others. */
export const RENEWING: fc.Arbitrary<Api> = fc
  .record({ first: fc.constantFrom([], [], [GRANTED]), later: SIGN_INS, times: fc.nat(3), others: ANSWERS })
  .map(({ first, later, times, others }) => ({
    auth: [...first, ...later],
    others: [...Array.from({ length: times }, () => EXPIRED), ...others],
  }));

/** It as the step of a server. */
export function stepOf({ auth, others }: Api): Step {
  const asked = { auth: 0, others: 0 };
  return ({ path }) => {
    const [row, at] = path.startsWith('/v1/auth/') ? [auth, asked.auth++] : [others, asked.others++];
    return row[Math.min(at, row.length - 1)] ?? 'reset';
  };
}

import { describe, expect, it } from 'vitest';
import { EchoRedaction } from '../../src/api/http/answers/echoed-secrets.ts';

const TOKEN = 'an-access-token';
const request = (body: object | null = null) => ({
  method: 'POST',
  url: 'https://api.example/v1/x',
  headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
  body: body && JSON.stringify(body),
});
const answer = (status: number, body: unknown, headers = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('an answer that repeats what the request carried', () => {
  it('loses the token, in its headers and at any depth of its body', () => {
    const heard = answer(200, { user: [{ note: `sent ${TOKEN}.` }] }, { 'x-request-id': `req-${TOKEN}` });
    expect(new EchoRedaction().redactAnswer(heard, request())).toEqual(
      answer(200, { user: [{ note: 'sent [redacted].' }] }, { 'x-request-id': 'req-[redacted]' }),
    );
  });

  it('loses the token in bytes that are no text, and no other byte', () => {
    const bytes = Buffer.from(`\xff${TOKEN}\x00\xfe`, 'latin1');
    expect(new EchoRedaction().redactAnswer({ ...answer(200, ''), bytes }, request()).bytes).toEqual(
      Buffer.from('\xff[redacted]\x00\xfe', 'latin1'),
    );
  });

  it('loses the password and the code of an error, and stays JSON', () => {
    const sent = { password: 'p4ss "word"', verification_code: 401, email: 'jane@example.com' };
    const error = {
      status: 401,
      message: JSON.stringify(sent),
      details: { verification_code: 401, given: '0401' },
    };
    expect(JSON.parse(new EchoRedaction().redactAnswer(answer(401, { error }), request(sent)).body)).toEqual({
      error: {
        status: 401,
        message: '{"password":"[redacted]","verification_code":[redacted],"email":"jane@example.com"}',
        details: { verification_code: '[redacted]', given: '[redacted]' },
      },
    });
  });

  it.each([
    ['in an object', { token: { value: 'hidden-one' } }],
    ['in a list', { secrets: 1, password: [['hidden-one'], null] }],
    ['beside what no text can be made of', { key: { toString: null, valueOf: 1 }, pin: 'hidden-one' }],
  ])('loses a secret that the request had %s', (_, sent) => {
    expect(new EchoRedaction().redactAnswer(answer(400, 'no hidden-one'), request(sent)).body).toBe(
      'no [redacted]',
    );
  });

  it('keeps the tokens that were asked for', () => {
    const body = { access_token: 'new', refresh_token: 'a-refresh-token' };
    expect(
      new EchoRedaction().redactAnswer(answer(200, body), request({ refresh_token: 'a-refresh-token' })).body,
    ).toBe(JSON.stringify(body));
  });

  it('is left as it came where nothing is repeated', () => {
    const body = '{ "id": 12345678901234567890, "name": "J\\u00fcrgen" }';
    expect(new EchoRedaction().redactAnswer(answer(200, body), request()).body).toBe(body);
    expect(new EchoRedaction().redactAnswer(answer(502, `<p>${TOKEN}</p>`), request()).body).toBe(
      '<p>[redacted]</p>',
    );
  });
});

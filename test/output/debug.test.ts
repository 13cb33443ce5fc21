import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/api/http/request.ts';
import { debugText } from '../../src/output/debug.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';

const attempt = (more: Partial<Attempt>): Attempt => ({
  number: 1,
  request: { method: 'POST', url: 'https://api.example/v1/users', headers: {}, body: null },
  answer: { status: 200, headers: {}, body: '' },
  error: null,
  sent: true,
  duration_ms: 12.4,
  wait_ms: null,
  ...more,
});

/** What is shown of a body that the API answers with. */
const shown = (body: string | object, secrets: readonly string[] = []) =>
  debugText(
    attempt({
      answer: { status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    }),
    new KnownSecrets(secrets),
  );

describe('what --debug shows of a request', () => {
  it('is method, URL, headers and body, then status, time, headers and body', () => {
    const text = debugText(
      attempt({
        request: {
          method: 'PATCH',
          url: 'https://api.example/v1/x?take=5',
          headers: { accept: 'application/json' },
          body: '{"role_ids":["role_1"]}',
        },
        answer: { status: 422, headers: { 'x-request-id': 'req_1' }, body: '{"error":{"code":"BAD_ROLE"}}' },
      }),
      new KnownSecrets(),
    );
    expect(text.split('\n')).toEqual([
      'debug: > PATCH https://api.example/v1/x?take=5 (attempt 1)',
      'debug: > accept: application/json',
      'debug: > {"role_ids":["role_1"]}',
      'debug: < 422 in 12 ms',
      'debug: < x-request-id: req_1',
      'debug: < {"error":{"code":"BAD_ROLE"}}',
      '',
    ]);
  });
});

describe('a secret is left out', () => {
  it.each([
    'authorization',
    'Proxy-Authorization',
    'x-api-key',
    'api-key',
    'cookie',
    'set-cookie',
    'x-csrf-token',
    'x-refresh-token',
  ])('as the header %s', (name) => {
    const text = debugText(
      attempt({ answer: { status: 200, headers: { [name]: 'SECRET' }, body: '' } }),
      new KnownSecrets(),
    );
    expect(text).toContain(`debug: < ${name}: [redacted]\n`);
  });

  it.each([
    'access_token',
    'refresh_token',
    'refreshToken',
    'token',
    'password',
    'new_password',
    'verification_code',
    'email_key',
    'api_key',
    'apiKey',
    'key',
    'client_secret',
    'X-Api-Key',
  ])('as the field %s, at any depth, whatever it holds', (name) => {
    for (const value of ['SECRET', 5678_1234, { inner: 'SECRET' }, ['SECRET']]) {
      const text = shown({ data: [{ user: { [name]: value, note: 'kept' } }] });
      expect(text).toContain(`{"data":[{"user":{"${name}":"[redacted]","note":"kept"}}]}`);
    }
  });

  it('as a code of digits, and an error keeps its code', () => {
    expect(shown({ code: 1234 })).toContain('{"code":"[redacted]"}');
    expect(shown({ code: 'USER_NOT_FOUND' })).toContain('{"code":"USER_NOT_FOUND"}');
  });

  it('within a text that is JSON itself', () => {
    expect(shown({ raw: '{"password":"SECRET","id":1}' })).toContain(
      '{\\"password\\":\\"[redacted]\\",\\"id\\":1}',
    );
  });

  it('in a body that is cut off, or is no JSON', () => {
    expect(shown('{"id":"usr_1","password":"SECR')).toContain('{"id":"usr_1","password":"[redacted]"');
    expect(shown('grant=refresh&refresh_token=SECRET&x=1')).toContain('refresh_token=[redacted]&x=1');
    expect(shown('<p>sent Bearer SECRETSECRET</p>')).toContain('<p>sent Bearer [redacted]</p>');
    expect(shown('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln')).toContain('< [redacted]\n');
  });

  it('in an address: its user and password, and its parameters', () => {
    const url = 'https://ann:SECRET@api.example/v1/x?access_token=SECRET&take=5';
    const text = debugText(
      attempt({ request: { method: 'GET', url, headers: {}, body: null } }),
      new KnownSecrets(),
    );
    expect(text).toContain('GET https://[redacted]@api.example/v1/x?access_token=[redacted]&take=5 ');
    const headers = { location: url };
    expect(
      debugText(attempt({ answer: { status: 302, headers, body: '' } }), new KnownSecrets()),
    ).not.toContain('SECRET');
  });

  it('wherever it stands when it is known, however it is written', () => {
    const secret = 'a"b/c+d==';
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      expect(shown(`you sent ${form}!`, [secret])).toContain('you sent [redacted]!');
    }
    const request = {
      method: 'GET',
      url: `https://api.example/${encodeURIComponent(secret)}`,
      headers: {},
      body: null,
    };
    expect(debugText(attempt({ request }), new KnownSecrets([secret]))).toContain(
      'GET https://api.example/[redacted] ',
    );
  });

  it('and nothing else: a short code is no part of a number', () => {
    expect(shown('code 1234, request 12345, trace-1234', ['1234'])).toContain(
      'code [redacted], request 12345, trace-[redacted]',
    );
    expect(shown({ max_tokens: 5, token: null, has_password: true })).toContain(
      '{"max_tokens":5,"token":null,"has_password":true}',
    );
  });
});

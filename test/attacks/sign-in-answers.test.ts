import { describe, expect, it } from 'vitest';
import type { Step } from '../scripted-server.ts';
import { SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();
const FRESH = ['rt-NEWREFRESH-99', 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.NEWACCESS', 'a'.repeat(40)];
const EXPIRED: Step = { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'It has expired.' } } };

/** What an answer of the sign-in endpoints may hold a token in that nobody knows yet. */
const ANSWERS: readonly (readonly [name: string, answer: (token: string) => Step])[] = [
  ['a message', (token) => ({ status: 400, body: { error: { code: 'BAD', message: `bad ${token}` } } })],
  ['a code', (token) => ({ status: 400, body: { error: { code: token, message: 'bad' } } })],
  [
    'details',
    (token) => ({
      status: 422,
      body: { error: { code: 'BAD', message: 'bad', details: { [token]: token } } },
    }),
  ],
  [
    'a trace id',
    (token) => ({ status: 401, body: { error: { code: 'BAD', message: 'bad', trace_id: token } } }),
  ],
  ['a location', (token) => ({ status: 302, headers: { location: `/x?t=${token}` } })],
  ['a page', (token) => ({ status: 500, body: `<h1>${token}</h1>` })],
  ['junk', (token) => ({ status: 200, body: `{"ok":true}${token}` })],
];

const CASES = ANSWERS.flatMap(([name, answer]) =>
  FRESH.map((token) => [name, token, answer(token)] as const),
);

describe('a token that nobody knows yet', () => {
  it.each(CASES)('in %s of an answer to a renewal is not quoted: %s', async (_name, token, answer) => {
    await world.current.sandbox();
    const stdin = 'old-access-token-7\nold-refresh-token-1\n';
    await world.current.run('auth login --refresh-token-stdin', { env: SIGNED_OUT, stdin });
    for (const more of ['', '--debug', '--json']) {
      await world.current.script(EXPIRED, answer);
      await world.current.run('auth login --refresh-token-stdin', {
        env: SIGNED_OUT,
        stdin,
      });
      const line = `users get usr_abc123 --org org_xyz789 --retries 0 ${more}`;
      const { exit, stdout, stderr } = await world.current.run(line, { env: SIGNED_OUT });
      expect(exit).not.toBe(0);
      expect(stdout + stderr).not.toContain(token);
    }
  });

  it('of ten thousand in an answer costs no more time than one', async () => {
    const fields = Array.from({ length: 10_000 }, (_, at) => [`x${at}_token`, `value-of-${at}`]);
    const answer: Step = { status: 401, body: Object.fromEntries(fields) };
    await world.current.script(EXPIRED, answer);
    const stdin = 'old-access-token-7\nold-refresh-token-1\n';
    await world.current.run('auth login --refresh-token-stdin', { env: SIGNED_OUT, stdin });
    const begun = performance.now();
    const { exit, stderr } = await world.current.run('users get usr_abc123 --org org_xyz789 --debug', {
      env: SIGNED_OUT,
    });
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(exit).toBe(4);
    expect(stderr).not.toContain('value-of-');
  });

  it('leaves words and codes of the API readable', async () => {
    const words = 'The refresh token is unknown here.';
    const body = { error: { code: 'REFRESH_TOKEN_UNKNOWN_TO_US', message: words } };
    await world.current.script(EXPIRED, { status: 401, body });
    const stdin = 'old-access-token-7\nold-refresh-token-1\n';
    await world.current.run('auth login --refresh-token-stdin', { env: SIGNED_OUT, stdin });
    const { stderr } = await world.current.run('users get usr_abc123 --org org_xyz789', { env: SIGNED_OUT });
    expect(stderr).toContain(words);
    expect(stderr).toContain('REFRESH_TOKEN_UNKNOWN_TO_US');
  });
});

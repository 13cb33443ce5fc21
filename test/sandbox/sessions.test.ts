import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resetSandbox } from '../../src/sandbox/state/events/reset.ts';
import { EXPIRED, INVALID, me, renew, signIn, told } from './sign-in.ts';
import { openSandbox, tempFolder } from './world.ts';

describe('a refresh token', () => {
  it('brings new tokens once, in the newest documented shape', async () => {
    const sandbox = await openSandbox();
    const { token, refresh } = await signIn(sandbox);
    const { status, body } = await renew(sandbox, refresh);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token', 'refresh_token', 'token_type', 'device_id']);
    expect(body).toMatchObject({ token_type: 'bearer', device_id: expect.stringMatching(/^dev_/) });
    expect(body['access_token']).not.toBe(token);
    expect((await me(sandbox, body['access_token'])).body['id']).toBe('usr_abc123');
    expect(told(await renew(sandbox, refresh))).toEqual(INVALID);
    expect((await renew(sandbox, body['refresh_token'])).status).toBe(200);
  });

  it('has an older shape, which brings none in its place: the old one goes on', async () => {
    const sandbox = await openSandbox({ refresh_shape: 'older' });
    const { refresh } = await signIn(sandbox);
    const { body } = await renew(sandbox, refresh);
    expect(Object.keys(body)).toEqual(['token', 'device_id']);
    expect((await me(sandbox, body['token'])).status).toBe(200);
    expect((await renew(sandbox, refresh)).status).toBe(200);
  });

  it('has the shape of the object page', async () => {
    const sandbox = await openSandbox({ refresh_shape: 'object', token_ttl_s: 60 });
    const { refresh } = await signIn(sandbox);
    expect((await renew(sandbox, refresh)).body).toMatchObject({
      token_type: 'bearer',
      expires_in: 60,
      user: { id: 'usr_abc123', email: 'jane@example.com', username: 'janedoe', full_name: 'Jane Doe' },
    });
  });

  it('lasts a month, and is refused when it is none', async () => {
    const sandbox = await openSandbox();
    const { refresh } = await signIn(sandbox);
    expect(told(await renew(sandbox, 'x'))).toEqual(INVALID);
    expect(told(await renew(sandbox, 7))).toEqual([422, 'VALIDATION_ERROR']);
    const more = { refresh_token: refresh, scope: 'all' };
    expect(told(await sandbox.call('POST /v1/auth/refresh', more))).toEqual([422, 'VALIDATION_ERROR']);
    sandbox.clock.advance(30 * 24 * 60 * 60_000);
    expect(told(await renew(sandbox, refresh))).toEqual(EXPIRED);
  });
});

describe('signing out', () => {
  it('ends the tokens of the session, and no others', async () => {
    const sandbox = await openSandbox();
    const [one, other] = [await signIn(sandbox), await signIn(sandbox)];
    const answer = await sandbox.call('POST /v1/auth/logout', undefined, one.token);
    expect([answer.status, answer.body]).toEqual([
      200,
      { message: 'You have been signed out.', logged_out_at: '2025-12-22T15:30:00Z' },
    ]);
    expect(told(await me(sandbox, one.token))).toEqual(INVALID);
    expect(told(await renew(sandbox, one.refresh))).toEqual(INVALID);
    expect((await me(sandbox, other.token)).status).toBe(200);
    const unknown = await sandbox.call('POST /v1/auth/logout', { all: true }, other.token);
    expect(told(unknown)).toEqual([422, 'VALIDATION_ERROR']);
    expect(told(await sandbox.call('POST /v1/auth/logout', {}, one.token))).toEqual(INVALID);
  });

  it('ends the session of a refresh token too, and leaves the token that is always good', async () => {
    const sandbox = await openSandbox();
    const { token, refresh } = await signIn(sandbox);
    expect((await sandbox.call('POST /v1/auth/logout', { refresh_token: refresh })).status).toBe(200);
    expect(told(await me(sandbox, token))).toEqual(INVALID);
    expect((await sandbox.send('/v1/user/me')).status).toBe(200);
  });
});

describe('a folder', () => {
  it('keeps who is signed in, for its owner only', async () => {
    const folder = await tempFolder();
    const first = await openSandbox({ folder });
    const { token, refresh } = await signIn(first);
    await first.close();
    const second = await openSandbox({ folder });
    expect((await me(second, token)).status).toBe(200);
    expect((await renew(second, refresh)).status).toBe(200);
    expect((await stat(join(folder, 'sign-ins.json'))).mode & 0o777).toBe(0o600);
  });

  it('lets a refresh token be spent once, however many servers are asked', async () => {
    const folder = await tempFolder();
    const servers = await Promise.all([1, 2, 3].map(() => openSandbox({ folder })));
    const [first] = servers;
    if (!first) throw new Error('no server');
    const { refresh } = await signIn(first);
    const answers = await Promise.all(servers.map((server) => renew(server, refresh)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('signs everybody out when it is reset', async () => {
    const folder = await tempFolder();
    const sandbox = await openSandbox({ folder });
    const { token } = await signIn(sandbox);
    await resetSandbox(folder);
    expect(told(await me(sandbox, token))).toEqual(INVALID);
  });

  it('whose sign-ins were spoiled is named', async () => {
    const folder = await tempFolder();
    const sandbox = await openSandbox({ folder });
    const { token } = await signIn(sandbox);
    await writeFile(join(folder, 'sign-ins.json'), 'oops');
    const { body } = await me(sandbox, token);
    const system_message = `${join(folder, 'sign-ins.json')}: not the sandbox's sign-ins`;
    expect(body.error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', system_message });
  });
});

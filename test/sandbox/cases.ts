import { expect } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/server.ts';
import { type Answer, type OpenSandbox, openSandbox } from './world.ts';

type Line = Parameters<OpenSandbox['call']>[0];

/** A part of a body, a piece of a text, or the code of a refusal. */
type Said = object | string;

/** One case: a request of the owner or of `who`, its answer, and what another endpoint says afterwards. */
export interface Case {
  /** What was asked for before, with success. */
  readonly before?: readonly (readonly [line: Line, body?: object])[];
  readonly ask: Line;
  readonly body?: unknown;
  /** The user name of a named person. */
  readonly who?: string;
  readonly shape?: SandboxOptions['member_shape'];
  readonly status: number;
  readonly says?: Said;
  readonly shown?: readonly (readonly [line: Line, said: Said, body?: object])[];
}

/** An access token of a named person. */
export async function devToken({ call }: OpenSandbox, email_or_username: string): Promise<string> {
  const { body } = await call('POST /v1/auth/dev-login', { email_or_username, password: 'sandbox-password' });
  return String(body['access_token']);
}

/** Runs a case against a sandbox of its own. */
export async function runCase({ before, ask, body, who, shape = 'crew', status, says, shown }: Case) {
  const sandbox = await openSandbox({ member_shape: shape });
  const { call, access_token } = sandbox;
  for (const [line, sent] of before ?? []) {
    const earlier = await call(line, sent);
    expect([line, earlier.status < 300, earlier.text]).toEqual([line, true, earlier.text]);
  }
  const answer = await call(ask, body, who === undefined ? access_token : await devToken(sandbox, who));
  expect([answer.status, answer.text]).toEqual([status, answer.text]);
  if (says !== undefined) expectSaid(answer, says);
  for (const [line, said, sent] of shown ?? []) expectSaid(await call(line, sent), said);
}

function expectSaid({ body, text }: Answer, said: Said): void {
  if (said === '') expect(text).toBe('');
  else if (typeof said !== 'string') expect(body).toMatchObject(said);
  else if (body.error) expect(body).toMatchObject({ success: false, error: { code: said } });
  else expect(text).toContain(said);
}

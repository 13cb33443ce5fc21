import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ArrivedRequest } from '../../src/sandbox/request.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import { watched } from '../openapi/watch.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, read as JSON; nothing where there is none. */
  readonly body: Body;
}

interface Body {
  readonly [field: string]: unknown;
  readonly account_state?: string;
  /** Of a member's row. */
  readonly status?: { readonly id: string; readonly name: string };
  readonly error?: { readonly code: string; readonly type: string; readonly details: object };
}

export interface OpenSandbox extends Sandbox {
  readonly clock: VirtualClock;
  readonly arrived: ArrivedRequest[];
  /** Sends with the access token unless `init` brings headers of its own. */
  send(path: string, init?: RequestInit): Promise<Answer>;
  /** Sends a body as JSON to an address in the organization, or where it begins with `/v1`. */
  call(line: `${Method} ${string}`, body?: unknown, token?: string): Promise<Answer>;
  deactivate(user_id: string, department_id?: string): Promise<Answer>;
  reactivate(user_id: string): Promise<Answer>;
  user(user_id: string): Promise<Answer>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const ORGANIZATION = '/v1/organizations/org_xyz789';

/** A folder that is gone after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aitronos-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A sandbox that is closed after the test. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<OpenSandbox> {
  const clock = virtualClock();
  const arrived: ArrivedRequest[] = [];
  const sandbox = await startSandbox({
    clock,
    ...watched({ onRequest: (request) => arrived.push(request) }),
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const headers = { authorization: `Bearer ${sandbox.access_token}` };
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const sent = new Headers(init.headers ?? headers);
    // Packed and unpacked, an answer takes twice the time; what is packed is looked at with the program's own requests.
    if (!sent.has('accept-encoding')) sent.set('accept-encoding', 'identity');
    const response = await fetch(`${sandbox.url}${path}`, { ...init, headers: sent });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text !== '' && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {},
    };
  };
  return {
    ...sandbox,
    clock,
    arrived,
    send,
    call: (line, body, token = sandbox.access_token) => {
      const [method = '', path = ''] = line.split(' ');
      return send(path.startsWith('/v1') ? path : `${ORGANIZATION}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    },
    deactivate: (user_id, department_id = 'dept_eng001') =>
      send(`${ORGANIZATION}/users/${user_id}/deactivate`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ transfer_resources_to_department_id: department_id }),
      }),
    reactivate: (user_id) => send(`${ORGANIZATION}/users/${user_id}/reactivate`, { method: 'POST' }),
    user: (user_id) => send(`${ORGANIZATION}/users/${user_id}`),
  };
}

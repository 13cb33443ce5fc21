import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What each secret is made of, so that it is found wherever it turns up. */
export const MARKS = {
  environment: 'MARK-environment-access-token',
  key: 'MARK-environment-api-key',
  access: 'MARK-stored-access-token',
  refresh: 'MARK-stored-refresh-token',
  newAccess: 'MARK-renewed-access-token',
  newRefresh: 'MARK-renewed-refresh-token',
  emailKey: 'MARK-email-key',
  cookie: 'MARK-cookie',
  password: 'MARK-p4ss "word"/+',
  proxy: 'MARK-proxy-password',
  code: '7391',
} as const;

/** How it answers: well, or with an error of each kind. Every answer repeats whatever secret the request brought. */
export type Mood = 'well' | 'refuses' | 'signed out' | 'broken' | 'cut' | 'hangs';
export const ERRORS: readonly Mood[] = ['refuses', 'signed out', 'broken', 'cut'];

export interface LeakyApi {
  readonly url: string;
  mood: Mood;
  /** Everything that arrived, as text. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** An API that cannot keep a secret. */
export async function leakyApi(): Promise<LeakyApi> {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { authorization = '', 'x-api-key': key = '' } = request.headers;
    const echo = `you sent ${authorization} ${key} ${body}`;
    heard.push(`${request.method} ${request.url} ${echo}`);
    answer(api.mood, request, response, echo);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: LeakyApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: 'well',
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return api;
}

function answer(mood: Mood, request: IncomingMessage, response: ServerResponse, echo: string): void {
  const header = echo.replaceAll(/[^\x20-\x7e]/g, '');
  const headers = { 'x-echo': header, 'x-request-id': header, 'set-cookie': `session=${MARKS.cookie}` };
  const send = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  if (mood === 'well') return void send(200, wellBody(request, echo));
  if (mood === 'refuses') return void send(422, refusal('REFUSED', echo));
  if (mood === 'signed out') return void send(401, refusal('TOKEN_EXPIRED', echo));
  if (mood === 'broken') return void send(200, `<html>${echo}</html>`);
  if (mood === 'hangs') return;
  response.writeHead(200, { 'content-length': '100000', ...headers });
  response.write(`{"echo":${JSON.stringify(echo)}`, () => response.socket?.destroy());
}

const refusal = (code: string, message: string) => ({
  success: false,
  error: { code, message, type: 'client_error', details: { message }, trace_id: message },
});

function wellBody({ method = '', url = '' }: IncomingMessage, echo: string): unknown {
  const path = url.split('?')[0] ?? '';
  const user = { id: 'usr_1', email: 'jane@example.com', full_name: echo, note: echo };
  if (path === '/v1/user/me') return { ...user, id: 'usr_me' };
  const tokens = { access_token: MARKS.newAccess, refresh_token: MARKS.newRefresh, expires_in: 3600 };
  if (path.endsWith('/auth/login'))
    return { email_key: MARKS.emailKey, message: echo, requires_verification: true };
  if (path.endsWith('/auth/verify') || path.endsWith('/auth/refresh')) return { ...tokens, message: echo };
  if (path.endsWith('/deactivate')) return { ...user, account_state: 'deactivated' };
  if (path.endsWith('/reactivate')) return { ...user, account_state: 'active' };
  if (path.endsWith('/departments') || path.endsWith('/tree'))
    return [{ id: 'dept_1', name: echo, children: [] }];
  if (path.endsWith('/roles')) return [{ id: 'role_1', name: echo }];
  if (method === 'POST' && path.endsWith('/users')) return { users: [user], total_users_count: 1 };
  return { ...user, account_state: 'active', role_ids: ['role_1'], department_ids: ['dept_1'] };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/system/time/clock.ts';

/** How tokens are handed out. */
export interface TokenOptions {
  /** Life of an access token in milliseconds. */
  readonly life_ms: number;
  /** The answer to a refresh; the pages show three. */
  readonly shape?: (tokens: {
    readonly access: string;
    readonly refresh: string;
    readonly seconds: number;
  }) => object;
}

/** An answer that says how long the token is good for. */
const WHOLE: NonNullable<TokenOptions['shape']> = ({ access, refresh, seconds }) => ({
  access_token: access,
  refresh_token: refresh,
  expires_in: seconds,
});

/**
 * An API whose access tokens end and whose refresh tokens count once, as a strict one would have it: a refresh token that is
 * shown again ends the session for good. Every other request is granted to whoever shows a token that is good.
 */
export class TokenServer {
  url = '';
  /** The access tokens of requests that were granted, in order, with the user of the path. */
  readonly granted: { readonly token: string; readonly path: string }[] = [];
  /** Requests that were refused because the token had ended. */
  expired = 0;
  refreshed = 0;
  /** Refresh tokens that were shown although they had been spent, or never handed out. */
  refused = 0;
  /** Answers every refresh so, when set; without a code as a gateway does that is not the API. */
  refuseWith: { readonly status: number; readonly code: string | null } | null = null;
  /** Requests that are granted although the token has ended. */
  spared: (path: string) => boolean = () => false;
  /** What happens between a request whose token has ended and its answer. */
  meanwhile: () => Promise<void> = async () => {};
  /** What happens before a refresh token is looked at, and before the new ones are answered. */
  arriving: () => Promise<void> = async () => {};
  answering: () => Promise<void> = async () => {};
  /** What is answered to a renewal in place of its tokens: a refusal, or nothing when the connection is cut. The token is spent. */
  afterRenewal: (() => { readonly status: number; readonly code: string } | 'cut') | null = null;
  /** The answer to a refresh. */
  shape: NonNullable<TokenOptions['shape']>;
  readonly #clock: Clock;
  readonly #options: TokenOptions;
  readonly #ends = new Map<string, number>();
  #refresh = '';
  #count = 0;
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  constructor(clock: Clock, options: TokenOptions) {
    this.#clock = clock;
    this.#options = options;
    this.shape = options.shape ?? WHOLE;
  }

  async start(): Promise<void> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    const { port } = this.#server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.#server.close(() => closed());
      this.#server.closeAllConnections();
    });
  }

  /** Tokens for somebody who signs in; what follows is counted anew. */
  signIn(): { readonly access: string; readonly refresh: string; readonly seconds: number } {
    this.refreshed = 0;
    this.refused = 0;
    this.expired = 0;
    this.granted.length = 0;
    return this.#issue();
  }

  /** Every access token ends, and one called `ended` is known. */
  end(): void {
    this.#ends.clear();
    this.#ends.set('ended', 0);
  }

  #issue() {
    this.#count++;
    const access = `access-${this.#count}`;
    this.#refresh = `refresh-${this.#count}`;
    this.#ends.set(access, this.#clock.now() + this.#options.life_ms);
    return { access, refresh: this.#refresh, seconds: this.#options.life_ms / 1000 };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? '';
    const answer =
      path === '/v1/auth/refresh'
        ? await this.#renew(JSON.parse(Buffer.concat(chunks).toString()).refresh_token)
        : await this.#grant(path, request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (answer === null) return void response.destroy();
    const { status, body } = answer;
    // Ten minutes are longer than the client waits.
    const wait = status === 429 ? { 'retry-after': '600' } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...wait }).end(JSON.stringify(body));
  }

  async #renew(shown: unknown) {
    await this.arriving();
    if (this.refuseWith) return refusal(this.refuseWith.status, this.refuseWith.code);
    if (shown !== this.#refresh) {
      this.refused++;
      this.#ends.clear();
      this.#refresh = '';
      return refusal(401, 'TOKEN_INVALID');
    }
    this.refreshed++;
    const body = this.shape(this.#issue());
    await this.answering();
    const instead = this.afterRenewal?.();
    if (instead === 'cut') return null;
    if (instead) return refusal(instead.status, instead.code);
    return { status: 200, body };
  }

  async #grant(path: string, token: string) {
    const end = this.#ends.get(token);
    if (end === undefined) return refusal(401, 'TOKEN_INVALID');
    if (end <= this.#clock.now() && !this.spared(path)) {
      this.expired++;
      await this.meanwhile();
      return refusal(401, 'TOKEN_EXPIRED');
    }
    this.granted.push({ token, path });
    if (path.endsWith('/roles')) return { status: 200, body: [] };
    if (path === '/v1/user/me') return { status: 200, body: { id: 'usr_ada001', email: 'ada@example.com' } };
    return { status: 200, body: { account_state: 'deactivated', message: 'ok' } };
  }
}

const refusal = (status: number, code: string | null) => ({
  status,
  body:
    code === null
      ? '<html>'
      : { success: false, error: { code, message: `The API says ${code}.`, type: 'client_error', status } },
});

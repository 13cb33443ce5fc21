import { checkCall } from './checks/checked-options.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';

/** The time an answer took, and what the answer says about the server. */
export interface Reached {
  readonly status: number;
  /** From the request to the end of the answer. */
  readonly duration_ms: number;
  /** The server's time, in milliseconds since 1970; null when the answer does not say. Whole seconds. */
  readonly now: number | null;
}

/** `client.health`: whether the API can be reached, with or without a token. */
export class Health {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET /health, once and without a token. No page documents it, so it accepts any answer.
   * Throws `ConnectionError` without an answer, or the signal's reason.
   */
  async reach(options?: RequestOptions): Promise<Reached> {
    const heard: Reached[] = [];
    const own = checkCall(options);
    const asked = this.#http.raw(
      { method: 'GET', path: '/health' },
      {
        ...own,
        retries: 0,
        onAttempt: (attempt) => {
          own.onAttempt?.(attempt);
          const { answer, duration_ms } = attempt;
          if (!answer) return;
          const date = Date.parse(answer.headers['date'] ?? '');
          heard.push({ status: answer.status, duration_ms, now: Number.isNaN(date) ? null : date });
        },
      },
    );
    const failure = await asked.then(
      () => null,
      (error: unknown) => error,
    );
    const [reached] = heard;
    if (reached) return reached;
    throw failure;
  }
}

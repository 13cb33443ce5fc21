import type { Clock } from '../clock.ts';
import { readAnswer } from './answer.ts';
import { ApiError, ConnectionError } from './errors.ts';
import { nextWait } from './retry.ts';
import type { Transport, WireAnswer, WireRequest } from './wire.ts';

/** What every request of one client shares. Times in milliseconds. */
export interface HttpSettings {
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout_ms: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** What one call may add. */
export interface RequestOptions {
  /** Ends the attempt under way and the wait between two; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of each attempt when it has ended. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** One attempt, after the fact. */
export interface Attempt {
  /** Counted from 1. */
  readonly number: number;
  readonly request: WireRequest;
  readonly answer: WireAnswer | null;
  readonly error: Error | null;
  /** True when the request left this machine. */
  readonly sent: boolean;
  readonly duration_ms: number;
  /** Milliseconds until the next attempt; null when there is none. */
  readonly wait_ms: number | null;
}

type Outcome = Pick<Attempt, 'answer' | 'error' | 'sent'> & { readonly value?: unknown };

/** One JSON request, sent again for as long as that helps. Facts about HTTP; no words for people, no exit codes. */
export class Http {
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  get<T>(path: string, options?: RequestOptions): Promise<T> {
    return this.#send('GET', path, undefined, options);
  }

  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
    return this.#send('POST', path, body, options);
  }

  /** Throws `ApiError`, `ConnectionError`, or the signal's reason. The answer's shape is the caller's claim. */
  async #send<T>(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
    const { clock, retries, random } = this.#settings;
    const request = this.#compose(method, path, body);
    for (let number = 1; ; number++) {
      options.signal?.throwIfAborted();
      const started = clock.now();
      const outcome = await this.#attempt(request, options.signal);
      const wait_ms = options.signal?.aborted ? null : nextWait(outcome.error, number, retries, random);
      const { answer, error, sent } = outcome;
      const attempt = { number, request, answer, error, sent, duration_ms: clock.now() - started, wait_ms };
      this.#settings.onAttempt?.(attempt);
      options.onAttempt?.(attempt);
      if (error === null) return outcome.value as T;
      options.signal?.throwIfAborted();
      if (wait_ms === null) throw error;
      await clock.sleep(wait_ms, options.signal);
    }
  }

  #compose(method: string, path: string, body: unknown): WireRequest {
    const { url, headers } = this.#settings;
    const json = body === undefined ? null : JSON.stringify(body);
    const type = json === null ? {} : { 'content-type': 'application/json' };
    return {
      method,
      url: url + path,
      headers: { accept: 'application/json', ...type, ...headers },
      body: json,
    };
  }

  async #attempt(request: WireRequest, signal: AbortSignal | undefined): Promise<Outcome> {
    const { clock, timeout_ms, transport } = this.#settings;
    const abort = new AbortController();
    const stop = () => abort.abort('interrupted');
    const { host } = new URL(request.url);
    const silence = clock.alarm(timeout_ms, () =>
      abort.abort(`no answer from ${host} within ${timeout_ms / 1000} s`),
    );
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return read(await transport(request, abort.signal), clock.now());
    } catch (error) {
      if (error instanceof ConnectionError) return { answer: null, error, sent: error.sent };
      if (error instanceof ApiError) return { answer: null, error, sent: true };
      throw error;
    } finally {
      silence();
      signal?.removeEventListener('abort', stop);
    }
  }
}

function read(answer: WireAnswer, now: number): Outcome {
  try {
    return { answer, error: null, sent: true, value: readAnswer(answer, now) };
  } catch (error) {
    if (error instanceof ApiError) return { answer, error, sent: true };
    throw error;
  }
}

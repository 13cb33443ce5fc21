import type { Clock } from '../clock.ts';
import { readAnswer } from './answer.ts';
import { ApiError, ConnectionError } from './errors.ts';
import { nextTurn, nextWait } from './retry.ts';
import type { Cancel, Transport, WireAnswer, WireRequest } from './wire.ts';

/** Lets requests through when it is time; a run's limiter is one. */
export interface Gate {
  /** Resolves when one more may be sent; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** Hears the answer, or that there was none, of one that was let through. */
  release(answer: Pick<WireAnswer, 'status' | 'headers'> | null): void;
}

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
  /** Ends waiting only: an attempt under way is finished. The call then rejects with the signal's reason. */
  readonly patience?: AbortSignal | undefined;
  /** Each attempt passes it. */
  readonly gate?: Gate | undefined;
  /** Waited for before each attempt leaves; what it throws is thrown on, and nothing is sent. */
  readonly beforeSend?: (() => void | Promise<void>) | undefined;
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
    const { signal, patience = signal, gate, beforeSend } = options;
    const request = this.#compose(method, path, body);
    let refusals = 0;
    for (let number = 1; ; number++) {
      patience?.throwIfAborted();
      await gate?.acquire(patience);
      const started = clock.now();
      const outcome = await this.#attempt(request, signal, beforeSend, gate);
      const { answer, error, sent } = outcome;
      const paced = gate !== undefined && answer?.status === 429;
      if (paced) refusals++;
      const next = paced ? nextTurn(error, refusals) : nextWait(error, number - refusals, retries, random);
      const wait_ms = patience?.aborted ? null : next;
      const attempt = { number, request, answer, error, sent, duration_ms: clock.now() - started, wait_ms };
      this.#settings.onAttempt?.(attempt);
      options.onAttempt?.(attempt);
      if (error === null) return outcome.value as T;
      signal?.throwIfAborted();
      if (wait_ms === null) throw error;
      await clock.sleep(wait_ms, patience);
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

  async #attempt(
    request: WireRequest,
    signal: AbortSignal | undefined,
    beforeSend: RequestOptions['beforeSend'],
    gate: Gate | undefined,
  ): Promise<Outcome> {
    const { clock, timeout_ms, transport } = this.#settings;
    let cancel: Cancel = () => {};
    const stop = () => cancel('interrupted');
    let cancelAlarm = () => {};
    let heard: WireAnswer | null = null;
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (beforeSend) await beforeSend();
      cancelAlarm = clock.alarm(timeout_ms, () =>
        cancel(`no answer from ${new URL(request.url).host} within ${timeout_ms / 1000} s`),
      );
      heard = await transport(request, (way) => {
        cancel = way;
      });
      return read(heard, clock.now());
    } catch (error) {
      if (error instanceof ConnectionError) return { answer: null, error, sent: error.sent };
      if (error instanceof ApiError) return { answer: null, error, sent: true };
      throw error;
    } finally {
      cancelAlarm();
      gate?.release(heard);
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

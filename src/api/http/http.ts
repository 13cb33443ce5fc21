import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import { typedSecrets } from '../../secrets/typed-secrets.ts';
import type { Clock } from '../../system/clock.ts';
import { readJson, readWhole } from './answers/answer.ts';
import { EchoRedaction } from './answers/echoed-secrets.ts';
import { type AttemptSettings, attemptRequest, type ReadAnswer } from './attempt.ts';
import type { Authorization, Headers } from './authorization.ts';
import { authorizeRequest, RequestComposer } from './compose-request.ts';
import type { Attempt, Gate, RawRequest, RequestOptions } from './request.ts';
import { RetryPolicy, STOP, waitBefore } from './retry-policy.ts';
import type { Transport, WireAnswer, WireRequest } from './transport-types.ts';

/** What every request of one client shares. Times in milliseconds. */
export interface HttpSettings {
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: Authorization;
  readonly timeout_ms: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  /** What answers must not bring back; whatever requests carry is added. */
  readonly secrets: KnownSecrets;
  /** True for the endpoints that hand out tokens: what they answer is a secret before it is read. */
  readonly grants?: boolean;
}

/** One JSON request, sent again for as long as that helps. Facts about HTTP; no words for people, no exit codes. */
export class Http {
  readonly #settings: HttpSettings;
  readonly #composer: RequestComposer;
  readonly #attempts: AttemptSettings;

  constructor(settings: HttpSettings) {
    const { url, headers, clock, timeout_ms, transport, secrets, grants } = settings;
    const echo = new EchoRedaction(secrets);
    const redactEcho: AttemptSettings['redactEcho'] = grants
      ? (answer, request) => echo.redactGrant(answer, request)
      : (answer, request) => echo.redactAnswer(answer, request);
    this.#settings = settings;
    this.#composer = new RequestComposer(url, headers);
    this.#attempts = { clock, timeout_ms, transport, redactEcho };
  }

  get<T>(path: string, options?: RequestOptions): Promise<T> {
    return this.#json('GET', path, undefined, options);
  }

  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
    return this.#json('POST', path, body, options);
  }

  patch<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.#json('PATCH', path, body, options);
  }

  delete<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.#json('DELETE', path, body, options);
  }

  /** The answer as it came, JSON or not. Throws as the others do for everything that is not a 2xx. */
  async raw(request: RawRequest, options?: RequestOptions): Promise<WireAnswer> {
    const composed = this.#composer.raw(request, options?.mostBytes);
    const { path, headers } = request;
    this.#settings.secrets.add(...typedSecrets({ path, headers, body: composed.body }));
    return this.#send(composed, readWhole, options);
  }

  /** The answer's shape is the caller's claim. */
  #json<T>(method: string, path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.#send(this.#composer.json(method, path, body, options), readJson<T>, options);
  }

  /** Throws `ApiError`, `ConnectionError`, or the signal's reason. */
  async #send<T>(bare: WireRequest, read: ReadAnswer<T>, options: RequestOptions = {}): Promise<T> {
    const { clock, authorization } = this.#settings;
    const { signal, stopSignal = signal, gate, beforeSend } = options;
    const policy = this.#retryPolicy(options);
    for (let number = 1; ; number++) {
      stopSignal?.throwIfAborted();
      await gate?.acquire(stopSignal);
      const found = this.#credential(gate);
      const request = authorizeRequest(bare, found instanceof Promise ? await found : found);
      const started = clock.monotonic();
      const once = { signal, beforeSend, gate, number };
      const outcome = await attemptRequest(this.#attempts, request, read, once);
      const { answer, error, sent } = outcome;
      const duration_ms = clock.monotonic() - started;
      const decision = stopSignal?.aborted ? STOP : policy.decide(outcome);
      const wait_ms = waitBefore(decision);
      this.#report({ number, request, answer, error, sent, duration_ms, wait_ms }, options);
      if (outcome.error === null) return outcome.value;
      signal?.throwIfAborted();
      if (decision.kind === 'stop') throw error;
      if (decision.kind === 'wait') await clock.sleep(decision.wait_ms, stopSignal);
      else if (!(await authorization.refresh?.(request.headers))) throw error;
    }
  }

  #retryPolicy({ retries = this.#settings.retries, repeatable = true, gate }: RequestOptions): RetryPolicy {
    const { authorization, random } = this.#settings;
    return new RetryPolicy({
      retries,
      repeatable,
      paced: gate !== undefined,
      refreshable: authorization.refresh !== undefined,
      random,
    });
  }

  /** The headers that say who asks; where there are none, the gate has its turn back. */
  #credential(gate: Gate | undefined): Headers | Promise<Headers> {
    const giveBack = (error: unknown): never => {
      gate?.release(null);
      throw error;
    };
    try {
      const headers = this.#settings.authorization.headers();
      return headers instanceof Promise ? headers.catch(giveBack) : headers;
    } catch (error) {
      return giveBack(error);
    }
  }

  #report(attempt: Attempt, { onAttempt }: RequestOptions): void {
    this.#settings.onAttempt?.(attempt);
    onAttempt?.(attempt);
  }
}

import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import { typedSecrets } from '../../secrets/typed-secrets.ts';
import type { Clock } from '../../system/time/clock.ts';
import type { Semaphore } from '../../system/time/semaphore.ts';
import { unlessAborted, withEither } from '../../system/time/unless-aborted.ts';
import { checkCall, checkWholeNumber } from '../checks/checked-options.ts';
import { readDone, readJsonAnswer, readRawAnswer } from './answers/answer.ts';
import { EchoRedaction } from './answers/echoed-secrets.ts';
import { type AttemptSettings, attemptRequest, type ReadAnswer } from './attempt.ts';
import type { Authorization, Headers } from './authorization.ts';
import { authorizeRequest, RequestComposer } from './compose-request.ts';
import type { Attempt, Gate, RawRequest, RequestOptions } from './request.ts';
import { RetryPolicy, STOP, waitBefore } from './retries/retry-policy.ts';
import type { Transport, WireAnswer, WireRequest } from './transport-types.ts';

/** Settings that all requests of one client share. Times in milliseconds. */
export interface HttpSettings {
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: Authorization;
  readonly timeout_ms: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly transport: Transport;
  readonly slots: Semaphore;
  readonly clock: Clock;
  /**
   * Aborts when the client is closed: nothing is sent again then, and nothing waited for. A wait of minutes would keep
   * a process alive whose command has failed.
   */
  readonly closed: AbortSignal;
  readonly random: () => number;
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  /** Secrets that are redacted in answers; the secrets in requests are added to them. */
  readonly secrets: KnownSecrets;
  /** True where a token that is on its way is waited for, although the call was stopped: it would be lost otherwise. */
  readonly outlastsSignals?: boolean | undefined;
  /** True for the endpoints that hand out tokens: their answers are secret before they are parsed. */
  readonly grants?: boolean;
}

/** Sends JSON requests and retries them. Reports facts of HTTP; messages and exit codes are made elsewhere. */
export class Http {
  readonly #settings: HttpSettings;
  readonly #composer: RequestComposer;
  readonly #attempts: AttemptSettings;

  constructor(settings: HttpSettings) {
    const { url, headers, clock, timeout_ms, transport, slots, secrets, grants } = settings;
    const echo = new EchoRedaction(secrets);
    const redactEcho: AttemptSettings['redactEcho'] = grants
      ? (answer, request) => echo.redactGrant(answer, request)
      : (answer, request) => echo.redactAnswer(answer, request);
    this.#settings = settings;
    this.#composer = new RequestComposer(url, headers);
    this.#attempts = { clock, timeout_ms, transport, slots, redactEcho };
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

  /** The answer without parsing. Throws like the other methods for a status that is not 2xx. */
  async raw(request: RawRequest, options?: RequestOptions): Promise<WireAnswer> {
    const composed = this.#composer.raw(request, options?.mostBytes);
    const { path, headers } = request;
    this.#settings.secrets.add(...typedSecrets({ path, headers, body: composed.body }));
    return this.#send(composed, readRawAnswer, options);
  }

  /** Unchecked: the caller states the shape of the answer. */
  #json<T>(method: string, path: string, body: unknown, options?: RequestOptions): Promise<T> {
    const checked = checkCall(options);
    const isDoneByStatus = method === 'DELETE' || method === 'PATCH' || checked.repeatable === false;
    const read = isDoneByStatus && !this.#settings.grants ? readDone<T> : readJsonAnswer<T>;
    return this.#send(this.#composer.json(method, path, body, checked), read, checked);
  }

  /** Throws `ApiError`, `ConnectionError`, or the signal's reason. */
  #send<T>(bare: WireRequest, read: ReadAnswer<T>, options: RequestOptions = {}): Promise<T> {
    const { signal, stopSignal } = options;
    if (!signal || !stopSignal || signal === stopSignal)
      return this.#attempt(bare, read, options, stopSignal ?? signal ?? undefined);
    return withEither([signal, stopSignal], (either) => this.#attempt(bare, read, options, either));
  }

  /** `stopSignal` ends what is waited for between the attempts. */
  async #attempt<T>(
    bare: WireRequest,
    read: ReadAnswer<T>,
    options: RequestOptions,
    stopSignal: AbortSignal | undefined,
  ): Promise<T> {
    const { clock, closed } = this.#settings;
    const { signal, gate, beforeSend } = options;
    const policy = this.#retryPolicy(options);
    for (let number = 1; ; number++) {
      stopSignal?.throwIfAborted();
      await gate?.acquire(stopSignal);
      const credential = this.#credential(gate, stopSignal);
      const request = authorizeRequest(bare, credential instanceof Promise ? await credential : credential);
      const started = clock.monotonic();
      const before = beforeSend && (() => this.#unlessStopped(Promise.resolve(beforeSend()), stopSignal));
      const once = { signal, stopSignal, beforeSend: before, gate, number };
      const outcome = await attemptRequest(this.#attempts, request, read, once);
      const { answer, error, sent } = outcome;
      const duration_ms = clock.monotonic() - started;
      const decision = stopSignal?.aborted || closed.aborted ? STOP : policy.decide(outcome);
      const wait_ms = waitBefore(decision);
      this.#report({ number, request, answer, error, sent, duration_ms, wait_ms }, options);
      if (outcome.error === null) return outcome.value;
      signal?.throwIfAborted();
      if (decision.kind === 'stop') throw error;
      if (decision.kind === 'wait')
        await withEither([stopSignal, closed], (either) => clock.sleep(decision.wait_ms, either)).catch(
          () => {
            throw stopSignal?.aborted ? stopSignal.reason : error;
          },
        );
      else if (!(await this.#isRefreshed(request.headers, stopSignal))) throw error;
    }
  }

  #retryPolicy({ retries = this.#settings.retries, repeatable = true, gate }: RequestOptions): RetryPolicy {
    const { authorization, random } = this.#settings;
    return new RetryPolicy({
      retries: checkWholeNumber('retries', retries, 0),
      repeatable,
      paced: gate !== undefined,
      refreshable: authorization.refresh !== undefined,
      random,
    });
  }

  /** The headers that authenticate the request. On an error the gate is released, because no request follows. */
  #credential(gate: Gate | undefined, stopSignal?: AbortSignal): Headers | Promise<Headers> {
    const releaseGate = (error: unknown): never => {
      gate?.release(null);
      throw error;
    };
    try {
      const headers = this.#settings.authorization.headers();
      if (!(headers instanceof Promise)) return headers;
      return this.#unlessStopped(headers, stopSignal).catch(releaseGate);
    } catch (error) {
      return releaseGate(error);
    }
  }

  async #isRefreshed(headers: Headers, stopSignal?: AbortSignal): Promise<boolean> {
    const { refresh } = this.#settings.authorization;
    return refresh !== undefined && this.#unlessStopped(refresh(headers), stopSignal);
  }

  /** What the caller's own function gives. */
  #unlessStopped<T>(given: Promise<T>, stopSignal?: AbortSignal): Promise<T> {
    return this.#settings.outlastsSignals ? given : unlessAborted(given, stopSignal);
  }

  #report(attempt: Attempt, { onAttempt }: RequestOptions): void {
    this.#settings.onAttempt?.(attempt);
    onAttempt?.(attempt);
  }
}

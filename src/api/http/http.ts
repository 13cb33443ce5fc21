import { ApiError, ConnectionError } from '../../errors/api-errors.ts';
import type { KnownSecrets } from '../../secrets/known.ts';
import { typedSecrets } from '../../secrets/typed.ts';
import type { Clock } from '../../system/clock.ts';
import { LARGEST_ANSWER_BYTES, readJson, readWhole } from './answers/answer.ts';
import { EchoRedaction } from './answers/echoed-secrets.ts';
import type { Authorization, Headers } from './authorization.ts';
import type { Attempt, Gate, RawRequest, RequestOptions } from './request.ts';
import { RetryPolicy } from './retry-policy.ts';
import type { Cancel, Transport, WireAnswer, WireRequest } from './wire.ts';

/** What a change answers is one user; many such answers are held at once. */
const LARGEST_CHANGE_BYTES = 1024 * 1024;

/** A page of a list is a twelfth then. Brotli would save little more, and costs servers much more. */
const PACKED: Headers = { 'accept-encoding': 'gzip' };

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

/** What a call makes of the answer of an address; throws `ApiError`. `now` in milliseconds. */
type Read<T> = (answer: WireAnswer, now: number, url: string) => T;

type Outcome<T> =
  | { readonly answer: WireAnswer | null; readonly error: Error; readonly sent: boolean }
  | { readonly answer: WireAnswer; readonly error: null; readonly sent: true; readonly value: T };

/** One JSON request, sent again for as long as that helps. Facts about HTTP; no words for people, no exit codes. */
export class Http {
  readonly #settings: HttpSettings;
  readonly #echo: EchoRedaction;
  /** What every request says of itself, with a body and without. */
  readonly #headers: { readonly json: Headers; readonly bare: Headers };

  constructor(settings: HttpSettings) {
    this.#settings = settings;
    this.#echo = new EchoRedaction(settings.secrets);
    const accept = 'application/json';
    this.#headers = {
      json: { accept, 'content-type': 'application/json', ...settings.headers },
      bare: { accept, ...settings.headers },
    };
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
    this.#settings.secrets.add(...typedSecrets({ ...request, body: carried(request.body ?? null).body }));
    return this.#send(this.#compose(request, options?.mostBytes ?? LARGEST_ANSWER_BYTES), readWhole, options);
  }

  /** The answer's shape is the caller's claim. */
  #json<T>(method: string, path: string, body: unknown, options?: RequestOptions): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const most_bytes = options?.mostBytes ?? (method === 'GET' ? LARGEST_ANSWER_BYTES : LARGEST_CHANGE_BYTES);
    const headers = options?.packed ? PACKED : undefined;
    const request = this.#compose({ method, path, body: text, headers }, most_bytes);
    return this.#send(request, readJson<T>, options);
  }

  /** Throws `ApiError`, `ConnectionError`, or the signal's reason. */
  async #send<T>(bare: WireRequest, read: Read<T>, options: RequestOptions = {}): Promise<T> {
    const { clock, random, authorization } = this.#settings;
    const { signal, patience = signal, gate, repeatable = true } = options;
    const { retries = this.#settings.retries } = options;
    const { renewed } = authorization;
    const turns = new RetryPolicy({ retries, repeatable, paced: !!gate, renewable: !!renewed, random });
    for (let number = 1; ; number++) {
      patience?.throwIfAborted();
      await gate?.acquire(patience);
      const who = this.#who(gate);
      const headers = who instanceof Promise ? await who : who;
      const { method, url, body, bytes, most_bytes } = bare;
      // A tenth of what two spreads cost, and each row of a run passes here.
      const all = Object.assign({}, bare.headers, headers);
      const request = { method, url, headers: all, body, bytes, most_bytes };
      const started = clock.monotonic();
      const outcome = await this.#attempt(request, read, options, number);
      const { answer, error, sent } = outcome;
      const turn = patience?.aborted ? null : turns.after(outcome);
      const wait_ms = turn === 'renew' ? 0 : turn;
      const attempt = {
        number,
        request,
        answer,
        error,
        sent,
        duration_ms: clock.monotonic() - started,
        wait_ms,
      };
      this.#settings.onAttempt?.(attempt);
      options.onAttempt?.(attempt);
      if (outcome.error === null) return outcome.value;
      signal?.throwIfAborted();
      if (turn === null) throw error;
      if (turn !== 'renew') await clock.sleep(turn, patience);
      else if (!(await renewed?.(request.headers))) throw error;
    }
  }

  /** The headers that say who asks; whoever cannot say it gives the turn back. */
  #who(gate: Gate | undefined): Headers | Promise<Headers> {
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

  #compose({ method, path, body = null, headers: more }: RawRequest, most_bytes: number): WireRequest {
    const { url, headers: ours } = this.#settings;
    const said = body === null ? this.#headers.bare : this.#headers.json;
    const headers = more ? { ...said, ...more, ...ours } : said;
    return { method, url: url + path, headers, ...carried(body), most_bytes };
  }

  async #attempt<T>(
    request: WireRequest,
    read: Read<T>,
    { signal, beforeSend, gate }: RequestOptions,
    number: number,
  ): Promise<Outcome<T>> {
    const { clock, timeout_ms, transport, grants } = this.#settings;
    let cancel: Cancel = () => {};
    const stop = () => cancel('interrupted');
    let cancelAlarm = () => {};
    let heard: WireAnswer | null = null;
    let began = false;
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (beforeSend) await beforeSend();
      cancelAlarm = clock.alarm(timeout_ms, () =>
        cancel(`no answer from ${new URL(request.url).host} within ${timeout_ms / 1000} s`),
      );
      began = true;
      const answer = await transport(request, (way) => {
        cancel = way;
      });
      heard = grants ? this.#echo.granted(answer, request) : this.#echo.removed(answer, request);
      return { answer: heard, error: null, sent: true, value: read(heard, clock.now(), request.url) };
    } catch (error) {
      if (error instanceof ConnectionError) return { answer: null, error, sent: error.sent };
      if (error instanceof ApiError) return { answer: heard, error, sent: true };
      // Whatever broke on the way, or in reading the answer: the request may have been made.
      if (error instanceof Error && began) return { answer: heard, error, sent: true };
      throw error;
    } finally {
      cancelAlarm();
      gate?.release(heard, number);
      signal?.removeEventListener('abort', stop);
    }
  }
}

/** A body as text, beside the bytes that no text can hold. */
function carried(body: string | Uint8Array | null): Pick<WireRequest, 'body' | 'bytes'> {
  if (body === null || typeof body === 'string') return { body };
  return { body: Buffer.from(body).toString('utf8'), bytes: body };
}

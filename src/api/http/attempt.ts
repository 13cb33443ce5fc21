import { AitronosError, ApiError, ConnectionError } from '../../errors/api-errors.ts';
import type { Clock } from '../../system/time/clock.ts';
import type { Semaphore } from '../../system/time/semaphore.ts';
import type { RequestOptions } from './request.ts';
import type { Cancel, Transport, WireAnswer, WireRequest } from './transport-types.ts';

export interface AttemptSettings {
  readonly clock: Clock;
  /** Milliseconds until an attempt without an answer is given up. */
  readonly timeout_ms: number;
  readonly transport: Transport;
  /** As many as there are connections: a wait for one is no part of the time that an attempt may take. */
  readonly slots: Semaphore;
  /** Takes known secrets out of an answer before anything reads it. */
  readonly redactEcho: (answer: WireAnswer, request: WireRequest) => WireAnswer;
}

/** Turns the answer from `url` into the call's result; throws `ApiError`. `now` in milliseconds. */
export type ReadAnswer<T> = (answer: WireAnswer, now: number, url: string) => T;

/** How an attempt ended. `sent`: the request left this machine. */
export type AttemptOutcome<T> =
  | { readonly answer: WireAnswer | null; readonly error: Error; readonly sent: boolean }
  | { readonly answer: WireAnswer; readonly error: null; readonly sent: true; readonly value: T };

interface AttemptOptions extends Pick<RequestOptions, 'signal' | 'stopSignal' | 'beforeSend' | 'gate'> {
  /** Counted from 1 for each request. */
  readonly number: number;
}

/**
 * Sends a request once and reads its answer. The gate is released in every case. Throws only what
 * `beforeSend` throws, and the reason of a signal that aborted before the request left; nothing was sent then.
 */
export async function attemptRequest<T>(
  { clock, timeout_ms, transport, slots, redactEcho }: AttemptSettings,
  request: WireRequest,
  read: ReadAnswer<T>,
  { signal, stopSignal, beforeSend, gate, number }: AttemptOptions,
): Promise<AttemptOutcome<T>> {
  let cancel: Cancel = () => {};
  const stop = () => cancel('interrupted');
  let cancelAlarm = () => {};
  let answer: WireAnswer | null = null;
  let taken = false;
  let began = false;
  try {
    signal?.throwIfAborted();
    if (beforeSend) await beforeSend();
    const wait = slots.acquire(stopSignal);
    if (wait) await wait;
    taken = true;
    // An abort from before is no event any more, and nothing that could be cancelled has begun yet.
    signal?.throwIfAborted();
    signal?.addEventListener('abort', stop, { once: true });
    cancelAlarm = clock.alarm(timeout_ms, () =>
      cancel(`no answer from ${new URL(request.url).host} within ${timeout_ms / 1000} s`),
    );
    began = true;
    const received = await transport(request, (giveUp) => {
      cancel = giveUp;
    });
    answer = redactEcho(received, request);
    return { answer, error: null, sent: true, value: read(answer, clock.now(), request.url) };
  } catch (error) {
    // Made where a socket was heard, its stack knows no caller; one that is taken here does.
    // See docs/decisions/2026-11-26-readable-library.md.
    if (error instanceof AitronosError) Error.captureStackTrace(error);
    if (error instanceof ConnectionError) return { answer: null, error, sent: error.sent };
    if (error instanceof ApiError) return { answer, error, sent: true };
    // Any other error, while sending or while reading the answer: the request may have been carried out.
    if (error instanceof Error && began) return { answer, error, sent: true };
    throw error;
  } finally {
    cancelAlarm();
    if (taken) slots.release();
    gate?.release(answer, number);
    signal?.removeEventListener('abort', stop);
  }
}

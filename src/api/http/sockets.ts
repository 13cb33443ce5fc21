import type { Dispatcher } from 'undici';
import symbols from 'undici/lib/core/symbols.js';
import { isObject } from '../../validation/objects.ts';

/** Corrects two behaviours of undici on each new connection. See docs/decisions/2026-11-26-undici-connections.md. */
export function fixConnections(dispatcher: Dispatcher): void {
  dispatcher.on('connect', (_origin, targets) => {
    const socket = readProperty(targets.at(-1), symbols.kSocket);
    ignoreContinue(readProperty(socket, symbols.kParser));
    keepFirstError(socket);
  });
}

const CONTINUE = 100;
const PROCESSING = 102;

/**
 * Ignores an unrequested `100 Continue`, as https://www.rfc-editor.org/rfc/rfc9110#section-15.2 requires. undici closes
 * the connection on it but ignores other 1xx answers, so the status is presented to undici as 102.
 */
function ignoreContinue(parser: unknown): void {
  const onHeaders = readProperty(parser, 'onHeadersComplete');
  if (!isObject(parser) || typeof onHeaders !== 'function') return;
  Reflect.set(parser, 'onHeadersComplete', (status: number, ...more: readonly unknown[]) =>
    Reflect.apply(onHeaders, parser, [status === CONTINUE ? PROCESSING : status, ...more]),
  );
}

/**
 * When TLS fails, the socket emits the reason first and its end second. undici reports only the end, so the
 * reason becomes the cause of that error.
 */
function keepFirstError(socket: unknown): void {
  const listen = readProperty(socket, 'prependListener');
  if (typeof listen !== 'function') return;
  let first: unknown;
  Reflect.apply(listen, socket, [
    'error',
    (error: unknown) => {
      first ??= error;
      if (error !== first && isObject(error)) Reflect.set(error, 'cause', first);
    },
  ]);
}

const readProperty = (value: unknown, key: string | symbol): unknown =>
  isObject(value) ? Reflect.get(value, key) : undefined;

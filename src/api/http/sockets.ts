import type { Dispatcher } from 'undici';
import { kParser, kSocket } from 'undici/lib/core/symbols.js';
import { isObject } from '../../validation/objects.ts';

/**
 * Mends at each new connection what undici does not do for us.
 * See docs/decisions/2026-11-26-undici-connections.md.
 */
export function mendConnections(dispatcher: Dispatcher): void {
  dispatcher.on('connect', (_origin, targets) => {
    const socket = within(targets.at(-1), kSocket);
    readPastContinue(within(socket, kParser));
    keepFirstError(socket);
  });
}

const CONTINUE = 100;
const PROCESSING = 102;

/**
 * Reads past a `100 Continue` that nobody asked for, as https://www.rfc-editor.org/rfc/rfc9110#section-15.2 wants it: undici drops
 * the connection there, and reads past all others of its kind. So it is told of one of those.
 */
function readPastContinue(parser: unknown): void {
  const heard = within(parser, 'onHeadersComplete');
  if (!isObject(parser) || typeof heard !== 'function') return;
  Reflect.set(parser, 'onHeadersComplete', (status: number, ...more: readonly unknown[]) =>
    Reflect.apply(heard, parser, [status === CONTINUE ? PROCESSING : status, ...more]),
  );
}

/** TLS says why it ends, and then the connection ends: undici tells of the end, which gets the reason as its cause. */
function keepFirstError(socket: unknown): void {
  const listen = within(socket, 'prependListener');
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

const within = (value: unknown, key: string | symbol): unknown =>
  isObject(value) ? Reflect.get(value, key) : undefined;

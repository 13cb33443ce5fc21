import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Clock } from '../../system/time/clock.ts';
import { BadValue, nearestValues } from '../../validation/bad-value.ts';
import { Refusal } from '../refusal.ts';
import type { SandboxEnv, SandboxMiddleware } from '../request.ts';

/** A way to misbehave, and the share (0 to 1) of the requests it strikes. */
export interface Fault {
  /** An HTTP status (400 to 599), or what happens to the connection. */
  readonly kind: number | 'reset' | 'hang' | 'truncate';
  readonly share: number;
}

const ENDINGS = ['reset', 'hang', 'truncate'] as const;

/** Reads `500:0.1` or `hang:0.05`; throws a `BadValue`. */
export function parseFault(text: string): Fault {
  const [, kind, digits] = /^([45]\d\d|reset|hang|truncate):(\d+(?:\.\d+)?|\.\d+)$/.exec(text) ?? [];
  const share = Number(digits);
  if (kind === undefined || !(share <= 1)) {
    const expected = '<status 400-599|reset|hang|truncate>:<share from 0 to 1>, such as 500:0.1';
    throw new BadValue(expected, text, meantFaults(text));
  }
  if (kind === 'reset' || kind === 'hang' || kind === 'truncate') return { kind, share };
  return { kind: Number(kind), share };
}

/** The faults that were meant: a share in percent or none, a whole class of statuses, or another word for an ending. */
function meantFaults(text: string): string[] {
  const form = /^([a-z]+|[45](?:\d\d|xx))[:=@,/]?(\d+(?:[.,]\d+)?|\.\d+)?(%?)$/i;
  const [, word = '', digits = '1', percent = ''] = form.exec(text.replaceAll(/\s+/g, '')) ?? [];
  const number = Number(digits.replace(',', '.'));
  const isPercent = percent === '%' || number >= 2;
  const share = isPercent ? Number((number / 100).toPrecision(6)) : number;
  if (word === '' || share > 1) return [];
  const kinds = /^\d/.test(word) ? [word.toLowerCase().replace('xx', '00')] : nearestValues(word, ENDINGS);
  return kinds.map((kind) => `${kind}:${share}`);
}

/** A number from 0 to below 1 that depends on the seed and the text only: FNV-1a, then a step of mulberry32. */
function seededChance(seed: number, text: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  let mixed = (hash + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/**
 * Decides which fault strikes a request, by its content and by how often it came before.
 * The order of arrival does not count, so that one seed gives the same faults at any concurrency.
 */
export function faultsBySeed(
  faults: readonly Fault[],
  seed: number,
): (target: string) => Fault['kind'] | undefined {
  const asked = new Map<string, number>();
  return (target) => {
    if (faults.length === 0) return undefined;
    const time = (asked.get(target) ?? 0) + 1;
    asked.set(target, time);
    let rest = seededChance(seed, `${target} ${time}`);
    return faults.find(({ share }) => {
      rest -= share;
      return rest < 0;
    })?.kind;
  };
}

// Our choice: the API's pages name no codes for its own failures.
const CODES = new Map([
  [429, 'RATE_LIMIT_EXCEEDED'],
  [500, 'INTERNAL_SERVER_ERROR'],
  [502, 'BAD_GATEWAY'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'GATEWAY_TIMEOUT'],
]);

// The longest delay that `setTimeout` takes, nearly 25 days.
const FOR_EVER_MS = 2 ** 31 - 1;

/** The reason of that: without one, Node makes an error with its stack for each answer. */
const GONE = 'gone';

/** A signal that aborts when the client disconnects. */
function disconnectSignal({ outgoing }: SandboxEnv['Bindings']): AbortSignal {
  const gone = new AbortController();
  if (outgoing.destroyed || outgoing.closed) gone.abort(GONE);
  else outgoing.once('close', () => gone.abort(GONE));
  return gone.signal;
}

/** Waits, or stops waiting when the client has disconnected. */
const waitFor = (clock: Clock, ms: number, env: SandboxEnv['Bindings']): Promise<void> =>
  clock.sleep(ms, disconnectSignal(env)).catch(() => {});

/** Strikes before the route runs: answers a status, holds the request, or marks how its answer is to break. */
export function injectFault(
  draw: (target: string) => Fault['kind'] | undefined,
  clock: Clock,
): SandboxMiddleware {
  return async (c, next) => {
    const { incoming } = c.env;
    const kind = draw(`${incoming.method} ${incoming.url}`);
    if (typeof kind === 'number') {
      const message = 'The sandbox was told to fail.';
      throw new Refusal(kind, CODES.get(kind) ?? `HTTP_${kind}`, message);
    }
    if (kind === 'hang') {
      await waitFor(clock, FOR_EVER_MS, c.env);
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    c.set('ending', kind);
    return next();
  };
}

/** Delays or breaks the answer after the route ran: late, cut in half, or never. */
export function applyLatency(latency_ms: number, clock: Clock): SandboxMiddleware {
  return async (c, next) => {
    const due = clock.now() + latency_ms;
    await next();
    // Our choice: the latency includes the work, so that a client that gives up cannot know whether it was done.
    const left_ms = due - clock.now();
    if (left_ms > 0) await waitFor(clock, left_ms, c.env);
    const ending = c.get('ending');
    if (ending === 'truncate') await sendHalf(c);
    else if (ending === 'reset') c.env.incoming.socket.resetAndDestroy();
  };
}

async function sendHalf({ res, env: { incoming, outgoing } }: Context<SandboxEnv>): Promise<void> {
  const body = Buffer.from(await res.arrayBuffer());
  outgoing.writeHead(res.status, { ...Object.fromEntries(res.headers), 'content-length': body.length });
  await new Promise((sent) => outgoing.write(body.subarray(0, body.length / 2), sent));
  incoming.socket.destroy();
}

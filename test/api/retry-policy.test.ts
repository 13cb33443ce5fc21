import { describe, expect, it } from 'vitest';
import { type RetryDecision, RetryPolicy, waitBefore } from '../../src/api/http/retries/retry-policy.ts';
import { ApiError, ConnectionError } from '../../src/errors/api-errors.ts';

interface Ending {
  readonly status: number | null;
  readonly code?: string;
  readonly retry_after_s?: number;
  /** Of an attempt without an answer: whether it left this machine. */
  readonly sent?: boolean;
  /** Of the same: whether a further one may get one. */
  readonly retryable?: boolean;
}

const ended = ({ status, code = 'X', retry_after_s, sent = true, retryable = true }: Ending) => {
  if (status === null) {
    return { answer: null, error: new ConnectionError('CONNECTION_LOST', 'x', sent, { retryable }), sent };
  }
  const answer = { status, headers: {}, body: '' };
  if (status < 300 && code === 'X') return { answer, error: null, sent };
  const facts = { code, message: 'x', status, type: null, details: {}, trace_id: null, request_id: null };
  return { answer, error: new ApiError({ ...facts, retry_after_s: retry_after_s ?? null }), sent };
};

const stop: RetryDecision = { kind: 'stop' };
const refresh: RetryDecision = { kind: 'refresh' };
const wait = (wait_ms: number): RetryDecision => ({ kind: 'wait', wait_ms });

const ok: Ending = { status: 200 };
const expired: Ending = { status: 401, code: 'TOKEN_EXPIRED' };
const unreadable: Ending = { status: 200, code: 'NOT_JSON' };
const limited = (retry_after_s?: number): Ending => ({
  status: 429,
  ...(retry_after_s && { retry_after_s }),
});
const failing: Ending = { status: 503 };
const busy: Ending = { status: 503, retry_after_s: 200 };
const lost: Ending = { status: null };
const unreached: Ending = { status: null, sent: false };
const usual = { retries: 3, repeatable: true, paced: false, refreshable: false, random: () => 1 };

describe('after an attempt', () => {
  it.each<[string, Partial<typeof usual>, readonly Ending[], readonly RetryDecision[]]>([
    ['a success is the end', {}, [ok], [stop]],
    ['so is a no', {}, [{ status: 404 }], [stop]],
    ['so is an answer that cannot be read', {}, [unreadable], [stop]],
    ['a failing server is asked again', {}, [failing, failing, ok], [wait(500), wait(1000), stop]],
    ['so is one that is lost or not reached', {}, [lost, unreached, ok], [wait(500), wait(1000), stop]],
    ['but not one that stays so', {}, [{ ...unreached, retryable: false }], [stop]],
    ['as often as said', { retries: 1 }, [failing, failing], [wait(500), stop]],
    ['or not at all', { retries: 0 }, [failing], [stop]],
    ['its own time is kept', {}, [{ ...failing, retry_after_s: 7 }], [wait(7000)]],
    ['what cannot be repeated is not', { repeatable: false }, [failing], [stop]],
    ['of whatever status', { repeatable: false }, [{ status: 500 }], [stop]],
    ['nor after a lost answer', { repeatable: false }, [lost], [stop]],
    ['unless it never left', { repeatable: false }, [unreached, lost], [wait(500), stop]],
    ['or was refused for its rate', { repeatable: false }, [limited(2), failing], [wait(2000), stop]],
    ['a limit is waited for', {}, [limited(100), limited(100)], [wait(100_000), wait(100_000)]],
    ['five minutes at most', {}, [limited(200), limited(200)], [wait(200_000), stop]],
    ['so long also at once', {}, [limited(300)], [wait(300_000)]],
    ['not once longer', {}, [limited(301)], [stop]],
    ['each wait for a failing server is its own', {}, [busy, busy], [wait(200_000), wait(200_000)]],
    ['a gate waits itself', { paced: true }, [limited(100), limited(), ok], [wait(0), wait(0), stop]],
    ['and that costs no retry', { paced: true, retries: 1 }, [limited(), failing], [wait(0), wait(500)]],
    ['up to twenty times', { paced: true }, Array(20).fill(limited()), [...Array(19).fill(wait(0)), stop]],
    ['a gate waits as long', { paced: true }, [limited(300)], [wait(0)]],
    ['a gate makes no longer wait', { paced: true }, [limited(301)], [stop]],
    ['an expired token is the end', {}, [expired], [stop]],
    ['unless it can be replaced', { refreshable: true }, [expired, ok], [refresh, stop]],
    ['but not twice running', { refreshable: true }, [expired, expired], [refresh, stop]],
    ['again later', { refreshable: true }, [expired, failing, expired], [refresh, wait(500), refresh]],
    ['and costs no retry', { refreshable: true, retries: 1 }, [expired, failing], [refresh, wait(500)]],
    ['nor doubt', { refreshable: true, repeatable: false }, [expired, ok], [refresh, stop]],
    ['another 401 is the end', { refreshable: true }, [{ status: 401 }], [stop]],
  ])('%s', (_, settings, endings, decisions) => {
    const policy = new RetryPolicy({ ...usual, ...settings });
    expect(endings.map((ending) => policy.decide(ended(ending)))).toEqual(decisions);
  });

  it.each([
    [stop, null],
    [refresh, 0],
    [wait(250), 250],
  ])('%j means %j milliseconds until the next', (decision, wait_ms) => {
    expect(waitBefore(decision)).toBe(wait_ms);
  });
});

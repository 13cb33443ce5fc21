import { gunzipSync } from 'node:zlib';
import type { ArrivedRequest, Listeners } from '../../src/sandbox/request.ts';
import { answerFaults, operationLine, requestFaults } from './conformance.ts';

/** Whose requests are watched. */
export interface Watched {
  /** True while the path and body are those of a person: of `aitronos api`. */
  readonly typedByHand?: () => boolean;
}

const found = new Set<string>();
const reading = new Set<Promise<void>>();

/** Every deviation since the last call, known or not, a line each. */
export async function takeDeviations(): Promise<string[]> {
  await Promise.all(reading);
  const lines = [...found].toSorted();
  found.clear();
  return lines;
}

/** Compares a request of the program with the API's documented facts; those that a test makes itself are let be. */
export function watchRequest(request: ArrivedRequest, { typedByHand }: Watched = {}): void {
  if (!isOurs(request) || typedByHand?.() === true) return;
  for (const fault of requestFaults(request)) note(request, `request: ${fault}`);
}

/** The same listeners, and beside them the comparison with the API's documented facts. */
export function watched(listeners: Listeners = {}, watch: Watched = {}): Listeners {
  return {
    onRequest: (request) => {
      listeners.onRequest?.(request);
      watchRequest(request, watch);
    },
    onAnswer: (request, answer) => {
      const read = watchAnswer(request, answer).finally(() => reading.delete(read));
      reading.add(read);
    },
  };
}

const isOurs = ({ headers }: ArrivedRequest): boolean =>
  headers['user-agent']?.startsWith('aitronos') === true;

async function watchAnswer(request: ArrivedRequest, answer: Response): Promise<void> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const body = answer.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
  const type = answer.headers.get('content-type') ?? '';
  for (const fault of answerFaults(request, { status: answer.status, type, body: body.toString() })) {
    note(request, `answer: ${fault}`);
  }
  // What the sandbox takes from a test has to be documented as well.
  if (answer.ok && !isOurs(request)) {
    for (const fault of requestFaults(request)) note(request, `taken: ${fault}`);
  }
}

function note(request: ArrivedRequest, fault: string): void {
  found.add(`${operationLine(request)} ${fault}`);
}

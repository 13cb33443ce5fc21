import type { ArrivedRequest, Listeners, SentAnswer } from '../../src/sandbox/request.ts';
import { answerFaults, operationLine, requestFaults } from './conformance.ts';

/** Whose requests are watched. */
export interface Watched {
  /** True while the path and body are those of a person: of `aitronos api`. */
  readonly typedByHand?: () => boolean;
}

const found = new Set<string>();

/** Every deviation since the last call, known or not, a line each. */
export function takeDeviations(): string[] {
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
    onAnswer: watchAnswer,
  };
}

const isOurs = ({ headers }: ArrivedRequest): boolean =>
  headers['user-agent']?.startsWith('aitronos') === true;

function watchAnswer(request: ArrivedRequest, answer: SentAnswer): void {
  for (const fault of answerFaults(request, answer)) note(request, `answer: ${fault}`);
  // What the sandbox takes from a test has to be documented as well.
  if (answer.status < 300 && !isOurs(request)) {
    for (const fault of requestFaults(request)) note(request, `taken: ${fault}`);
  }
}

function note(request: ArrivedRequest, fault: string): void {
  found.add(`${operationLine(request)} ${fault}`);
}

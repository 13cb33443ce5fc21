import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ArrivedRequest } from '../src/sandbox/request.ts';
import type { Clock } from '../src/system/time/clock.ts';

/** What a scripted server does with one request; a function decides it when the request has come. */
export type Step = Answer | ((request: ArrivedRequest) => Answer);

export type Answer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
    }
  | 'reset'
  | 'hang'
  | 'cut';

/** A step that is there for the request that must not come: `close` rejects when it was asked for. */
export const unasked = (step: Step): Expected => ({ step, asked: 'never' });

/** A step that may be asked for or not, as in a fuzz. */
export const perhaps = (step: Step): Expected => ({ step, asked: 'perhaps' });

interface Expected {
  readonly step: Step;
  readonly asked: 'always' | 'perhaps' | 'never';
}

/** What a script is made of; a bare step has to be asked for. */
export type ScriptStep = Step | Expected;

const expectedOf = (step: ScriptStep): Expected =>
  typeof step === 'object' && 'asked' in step ? step : { step, asked: 'always' };

export interface ScriptedServer {
  readonly url: string;
  readonly requests: ArrivedRequest[];
  close(): Promise<void>;
}

/**
 * A server that answers by a script, in order; the last step is repeated.
 * `answerApart` answers what is no part of the script; null for what is.
 * `close` rejects when an expected step was not requested, and when a step marked `unasked` was.
 */
export async function scriptedServer(
  script: readonly ScriptStep[],
  clock: Clock,
  answerApart: (request: ArrivedRequest) => Answer | null = () => null,
): Promise<ScriptedServer> {
  const requests: ArrivedRequest[] = [];
  const steps = script.map(expectedOf);
  let asked = 0;
  const server = createServer(async (request, response) => {
    const arrived = await read(request);
    const apart = answerApart(arrived);
    if (apart !== null) return perform(apart, response, clock);
    requests.push(arrived);
    asked += 1;
    const { step } = steps[Math.min(asked, steps.length) - 1] ?? { step: 'reset' as const };
    perform(typeof step === 'function' ? step(arrived) : step, response, clock);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      const wrong = steps.findIndex((step, index) => step.asked === (index < asked ? 'never' : 'always'));
      if (wrong < 0) return;
      const what = wrong < asked ? 'was asked for' : 'was never asked for';
      throw new Error(`step ${wrong + 1} of the script's ${steps.length} ${what}`);
    },
  };
}

async function read(request: IncomingMessage): Promise<ArrivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function perform(step: Answer, response: ServerResponse, clock: Clock): void {
  if (step === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (step === 'hang') {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    // Timers of Node's take no more.
    clock.sleep(2 ** 31 - 1, gone.signal).catch(() => {});
  } else if (step === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":"usr_abc123",', () => response.socket?.destroy());
  } else {
    const body = typeof step.body === 'object' ? JSON.stringify(step.body) : (step.body ?? '');
    // Moments in its headers are told by the same clock.
    const date = new Date(clock.now()).toUTCString();
    const headers = { 'content-type': 'application/json', ...step.headers };
    response.writeHead(step.status, { ...headers, ...('date' in headers ? {} : { date }) });
    response.end(body);
  }
}

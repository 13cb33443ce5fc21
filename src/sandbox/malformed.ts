import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemCode } from '../errors/reason.ts';
import type { Clock } from '../system/time/clock.ts';
import { errorEnvelope, Refusal } from './refusal.ts';

/** It is not counted among the requests. */
const NO_REQUEST = 'req_00000000';

/** What Node finds wrong with bytes that are no request, by its code; every other one is a 400. */
const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** The answer to what names no address on a host. The code is our choice. */
export const answerNoRequest = (clock: Clock): Response =>
  new Response(envelope(400, clock), { status: 400, headers: { 'Content-Type': 'application/json' } });

/** Answers bytes that are no HTTP as the API answers a bad request, where Node has no words for them. */
export function answerNoHttp(server: Server, clock: Clock): void {
  server.on('clientError', (error: Error, socket: Duplex) => {
    if (!socket.writable) return socket.destroy();
    const line = STATUSES[systemCode(error) ?? ''] ?? '400 Bad Request';
    const body = envelope(Number.parseInt(line, 10), clock);
    const headers = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    return socket.end(`HTTP/1.1 ${line}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
  });
}

const envelope = (status: number, clock: Clock): string => {
  const refusal = new Refusal(status, 'BAD_REQUEST', 'This is no request that can be read.');
  return JSON.stringify(errorEnvelope(refusal, NO_REQUEST, clock.now()));
};

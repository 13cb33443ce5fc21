import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A server with what it heard: for an API the path and the token of each request, for a proxy the hosts it was asked for. */
export interface Listening {
  readonly port: number;
  readonly heard: string[];
  close(): Promise<void>;
}

/** Whoever an address names, deactivated. */
function deactivated(url = ''): string {
  const [, id = 'usr_abc123'] = /\/users\/(\w+)/.exec(url) ?? [];
  return JSON.stringify({ id, account_state: 'deactivated' });
}

/** A server that shows certificates which its clients refuse as too weak. */
const WEAK_TOO = 'DEFAULT@SECLEVEL=0';

/** An API behind TLS by whose word everybody is deactivated. */
export function secureApi(certificate: Certificate, address = '127.0.0.1'): Promise<Listening> {
  const heard: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    heard.push(`${request.url} ${request.headers.authorization}`);
    request.resume();
    response.setHeader('content-type', 'application/json').end(deactivated(request.url));
  };
  return listening(createTlsServer({ ...certificate, ciphers: WEAK_TOO }, answer), heard, address);
}

/** How a proxy treats who asks for a way. */
export interface ProxyManners {
  /** Where every way leads, whatever host was asked for. */
  readonly port?: number;
  /** Answers so, and opens no way. */
  readonly refuses?: number;
  /** A header of that answer, as `name: value`. */
  readonly says?: string;
  /** Closes the connection without a word. */
  readonly hangsUp?: boolean;
  /** Wants this user and password, joined by a colon. */
  readonly wants?: string;
  /** Speaks TLS itself. */
  readonly certificate?: Certificate;
}

/** A proxy that opens ways (CONNECT) to one server of this machine. */
export function startProxy({
  port = 0,
  refuses,
  says,
  hangsUp,
  wants,
  certificate,
}: ProxyManners): Promise<Listening> {
  const heard: string[] = [];
  const server = certificate ? createTlsServer({ ...certificate }) : createServer();
  const expected = wants && `Basic ${Buffer.from(wants).toString('base64')}`;
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    client.on('error', () => {});
    const status = expected && request.headers['proxy-authorization'] !== expected ? 407 : refuses;
    if (hangsUp) return void client.destroy();
    const more = says === undefined ? '' : `${says}\r\n`;
    if (status) return void client.end(`HTTP/1.1 ${status} No\r\n${more}content-length: 0\r\n\r\n`);
    const way = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      way.pipe(client).pipe(way);
    });
    way.on('error', () => client.destroy());
    client.on('close', () => way.destroy());
  });
  return listening(server, heard, '127.0.0.1');
}

async function listening(server: Server, heard: string[], address: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port, heard, close };
}

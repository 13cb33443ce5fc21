import { isLoopback } from '../validation/addresses.ts';
import { Refusal } from './refusal.ts';
import type { SandboxMiddleware } from './request.ts';

/**
 * Refuses requests under any other name than this server's own, and those of web pages. A page in a browser could reach
 * the sandbox otherwise: with its own `Origin`, with none, as an image does, or through a host name that it points here
 * (DNS rebinding). Browsers say of each request whose it is: https://www.w3.org/TR/fetch-metadata/
 * Our choice: 403, and the codes. Throws a `Refusal`.
 */
export function refuseForeignHosts(): SandboxMiddleware {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site') ?? 'none';
    if (c.req.header('origin') !== undefined || site !== 'none') {
      throw new Refusal(403, 'ORIGIN_REFUSED', 'The sandbox does not answer web pages.');
    }
    if (!isOwnHost(c.req.header('host') ?? '', c.env.incoming.socket.localPort)) {
      throw new Refusal(403, 'HOST_REFUSED', 'The sandbox answers only to its own loopback address.');
    }
    await next();
  };
}

/** True for a loopback name or address with the server's own port. */
function isOwnHost(host: string, port: number | undefined): boolean {
  if (!/^[\w.-]+(?::\d{1,5})?$|^\[::1\](?::\d{1,5})?$/.test(host)) return false;
  if (!URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  return isLoopback(url.hostname) && Number(url.port || 80) === port;
}

import { connectionEntry } from './connection.ts';
import { against, asking, type Entries, typed } from './entry.ts';

/** A proxy of Node that does this with the connection `s` of each CONNECT. */
const proxying = (script: string): string =>
  `node -e 'require("http").createServer().on("connect", (q, s) => ${script}) .listen(4700)'`;

const through = (proxy: string, more = ''): string => {
  const options = `--api-url https://api.invalid --retries 0 ${more}`.trim();
  return `NO_PROXY= no_proxy= https_proxy= HTTPS_PROXY=${proxy} ${asking(options)}`;
};
const THROUGH = through('http://127.0.0.1:4700');

export const PROXIES: Entries = Object.fromEntries([
  connectionEntry(
    'PROXY_NOT_FOUND',
    'no name server knows the proxy',
    typed(through('http://proxy.invalid:3128')),
  ),
  connectionEntry(
    'PROXY_FAILED',
    'the proxy cannot be reached, or hung up',
    typed(through('http://127.0.0.1:1')),
  ),
  connectionEntry(
    'PROXY_SILENT',
    'the proxy did not answer in the time of --timeout',
    against(
      `node -e 'require("net").createServer(() => {}).listen(4700)'`,
      through('http://127.0.0.1:4700', '--timeout 0.5'),
    ),
  ),
  connectionEntry(
    'PROXY_REFUSED',
    'the proxy refused a tunnel to this host',
    against(proxying('s.end("HTTP/1.1 403 No\\r\\n\\r\\n")'), THROUGH),
  ),
  connectionEntry(
    'PROXY_AUTHENTICATION',
    'the proxy wants a user name and a password, or other ones',
    against(proxying('s.end("HTTP/1.1 407 Who\\r\\n\\r\\n")'), THROUGH),
  ),
  connectionEntry(
    'PROXY_SCHEME',
    'the proxy wants a sign-in by NTLM, Negotiate or the like, not by Basic',
    against(proxying('s.end("HTTP/1.1 407 Who\\r\\nProxy-Authenticate:NTLM\\r\\n\\r\\n")'), THROUGH),
  ),
  connectionEntry(
    'PROXY_HOST_NOT_FOUND',
    'the proxy does not know the name of the host',
    against(proxying('s.end("HTTP/1.1 503 No\\r\\nX-Squid-Error:ERR_DNS_FAIL\\r\\n\\r\\n")'), THROUGH),
  ),
  connectionEntry(
    'PROXY_HOST_UNREACHABLE',
    'the proxy did not get through to the host',
    against(proxying('s.end("HTTP/1.1 502 No\\r\\n\\r\\n")'), THROUGH),
  ),
]);

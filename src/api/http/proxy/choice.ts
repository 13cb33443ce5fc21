import { BlockList, isIP } from 'node:net';
import { usageError } from '../../../errors/cli-errors.ts';
import { decodePercent } from '../../../secrets/addresses.ts';
import { PROXY_VARIABLES } from '../../../secrets/environment.ts';
import { hasImpossiblePort, IMPOSSIBLE_PORT } from '../../../validation/addresses.ts';

export interface NamedProxy {
  /** Without user and password. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`; null where the address has no user. */
  readonly authorization: string | null;
  /** Redacted in all output. */
  readonly secrets: readonly string[];
  /** The variable that names it. */
  readonly variable: string;
  /** True when `NO_PROXY` excludes this address from the proxy. */
  readonly passedBy: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an https address, or null. Throws `CliError` (usage) when the variable holds no proxy
 * address; the message does not repeat the value, which may contain a password.
 */
export function proxyFor(address: URL, env: Env): NamedProxy | null {
  const variable = PROXY_VARIABLES.find((name) => env[name]?.trim());
  const text = (variable && env[variable]?.trim()) ?? '';
  if (!variable || text === '') return null;
  const written = withScheme(text);
  if (CUTS_A_USER.test(written)) {
    const hint = 'write them there as %2F, %3F and %23';
    throw usageError(`${variable}: a / or ? or # in a user name or password ends the address`, hint);
  }
  const url = parseProxyAddress(written);
  if (!url) {
    const hint = `such as ${variable}=http://proxy.example.com:3128, or http://user:password@proxy.example.com:3128`;
    const expected = hasImpossiblePort(written) ? IMPOSSIBLE_PORT : 'the http or https address of a proxy';
    throw usageError(`${variable}: expected ${expected}`, hint);
  }
  const passedBy = isExcluded(env['no_proxy'] || env['NO_PROXY'] || '', address);
  return { url: new URL(url.origin), ...readCredentials(url), variable, passedBy };
}

/** Follows curl: an address without a scheme is http. */
const withScheme = (text: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^https?:[^\d]/i.test(text) ? text : `http://${text}`;

/** What would end the host before its user's `@`: the request would go to what was meant as a name. */
const CUTS_A_USER = /^[^/]*\/\/[^@/?#"']*[/?#].*@/s;

/** A number alone is meant as a port; a URL would make the address 0.0.12.56 of 3128. */
const ONLY_A_PORT = /^https?:\/\/(?:[^/]*@)?\d+\/?$/i;

/** What a name or an address can be made of, once it is one of a URL. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/;

function parseProxyAddress(address: string): URL | null {
  // A \ in a user name, as before the names of Windows, would be read as a /.
  const at = address.lastIndexOf('@');
  const plain = address.slice(0, at + 1).replaceAll('\\', '%5C') + address.slice(at + 1);
  if (hasImpossiblePort(plain) || ONLY_A_PORT.test(plain) || !URL.canParse(plain)) return null;
  const url = new URL(plain);
  const isHttp = /^https?:\/\//i.test(plain);
  return isHttp && HOST.test(url.hostname) ? url : null;
}

function readCredentials({ username, password }: URL): Pick<NamedProxy, 'authorization' | 'secrets'> {
  if (username === '' && password === '') return { authorization: null, secrets: [] };
  const [name, secret] = [decodePercent(username), decodePercent(password)];
  const basic = Buffer.from(`${name}:${secret}`).toString('base64');
  return {
    authorization: `Basic ${basic}`,
    secrets: [basic, secret, password].filter((text) => text !== ''),
  };
}

// A name, an address or a range of addresses, each with an optional port. An IPv6 address with a port is in brackets.
const ENTRY = /^(?:\*?\.)?(?:\[(?<bracketed>[^\]]+)\]|(?<name>[^:[\]]+)|(?<bare>[^[\]]+?))(?<port>:\d+)?$/;

/**
 * Whether `NO_PROXY` lists the address: names with their subdomains, addresses, ranges such as 10.0.0.0/8, or
 * `*` for all.
 */
function isExcluded(list: string, { hostname, port }: URL): boolean {
  const host = plainHost(hostname.replace(/^\[(.*)\]$/, '$1'));
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    if (isIP(entry) === 6) return isSame(entry, host);
    const { bracketed, name, bare, port: wanted } = ENTRY.exec(entry.toLowerCase())?.groups ?? {};
    const listed = plainHost(bracketed ?? name ?? bare ?? '');
    if (listed === '' || (wanted !== undefined && wanted !== `:${port || 443}`)) return false;
    return listed.includes('/')
      ? isWithin(host, listed)
      : isSame(listed, host) || host.endsWith(`.${listed}`);
  });
}

/** A name as URLs have it, without the dot at its end that makes no other host of it. */
function plainHost(name: string): string {
  const address = `http://${name}`;
  const isForeign = /[^\x20-\x7e]/.test(name) && URL.canParse(address);
  return (isForeign ? new URL(address).hostname : name.toLowerCase()).replace(/\.$/, '');
}

/** An IPv6 address may be written in several ways. */
const isSame = (listed: string, host: string): boolean => listed === host || isWithin(host, `${listed}/128`);

function isWithin(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family);
  return block.check(host, family);
}
